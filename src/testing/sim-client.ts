import type { Actor, ActorContext } from "../actor/actor.ts";
import { MillraceError } from "../base/errors.ts";
import type { ActorRef } from "../base/ids.ts";
import type { ClientEngine } from "../client/engine.ts";
import { codecs } from "../platform/codecs.ts";
import { crc32cOfTable } from "../record/crc-table.ts";
import type { SimEndpoint, SimWorld } from "./sim-endpoint.ts";

/** Takes the root slot of a client's endpoint; its producers and consumers are actors of their own. */
class Dispatcher implements Actor {
  receive(): void {}
}

/** The engine of a client in a simulated cluster. Calls into it are made between turns. */
export class SimClient implements ClientEngine {
  readonly endpoint: SimEndpoint;
  readonly memory: ClientEngine["memory"];
  readonly crc = crc32cOfTable;
  readonly codecs = codecs;
  readonly endpointName: string;
  readonly #world: SimWorld;
  readonly #listeners = new Set<(reason: Error) => void>();
  #owed = 0;
  #closed = false;

  constructor(world: SimWorld, endpoint: SimEndpoint) {
    this.#world = world;
    this.endpoint = endpoint;
    this.memory = world.arena.memory;
    this.endpointName = `client-${endpoint.endpoint}-${endpoint.incarnation}`;
    endpoint.spawnRoot(new Dispatcher());
  }

  get allocator() {
    return this.endpoint.allocator;
  }
  get leases() {
    return this.endpoint.leases;
  }
  get image() {
    return this.endpoint.metadata.image;
  }
  /** Things owed to the user: a process would stay alive for them. */
  get owed(): number {
    return this.#owed;
  }

  spawn(actor: Actor): ActorRef {
    return this.endpoint.system.spawn(actor);
  }

  stop(actor: ActorRef): void {
    this.endpoint.system.stop(actor);
  }

  enter<T>(actor: ActorRef, run: (context: ActorContext) => T): T {
    if (this.#closed) throw new MillraceError("CLOSED", "the client's endpoint is closed");
    const { time } = this.#world;
    return this.endpoint.system.enter(actor, time.now, time.wall, run);
  }

  /** The simulation alone decides when a turn is taken. */
  poll(): void {}

  owe(): () => void {
    this.#owed++;
    let isOwed = true;
    return () => {
      if (isOwed) this.#owed--;
      isOwed = false;
    };
  }

  onClose(listener: (reason: Error) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(reason: Error): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const listener of [...this.#listeners]) listener(reason);
  }
}
