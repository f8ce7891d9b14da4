import type { Actor, ActorContext } from "../../actor/actor.ts";
import { MillraceError } from "../../base/errors.ts";
import type { ActorRef } from "../../base/ids.ts";
import type { CompressElsewhere, CompressedNote } from "../../client/batch-compressor.ts";
import type { ClientEngine } from "../../client/engine.ts";
import { crc32cOfTable } from "../../record/crc-table.ts";
import { simCodecs } from "../machine/sim-codecs.ts";
import type { SimEndpoint } from "../machine/sim-endpoint.ts";
import type { SimRuntime } from "../machine/sim-runtime.ts";

const COMPRESSIONS_MAX = 3;
/** More than a batch waits for before its producer takes it back. */
const COMPRESSION_MS_MAX = 100;

/** Takes the root slot of a client's endpoint; its producers and consumers are actors of their own. */
class Dispatcher implements Actor {
  receive(): void {}
}

/** The engine of a client in a simulated cluster. Calls into it are made between turns. */
export class SimClient implements ClientEngine {
  readonly endpoint: SimEndpoint;
  readonly memory: ClientEngine["memory"];
  readonly crc = crc32cOfTable;
  readonly codecs = simCodecs;
  readonly endpointName: string;
  readonly #runtime: SimRuntime;
  #compressing = 0;
  /** Batches that came back from other threads, compressed or not. */
  compressedElsewhere = 0;
  /** Told what nobody else can be told; a simulated user of actors looks at their outcomes itself. */
  onWarning: (message: string) => void = () => {};
  readonly #listeners = new Set<(reason: Error) => void>();
  #owed = 0;
  #closed = false;

  constructor(runtime: SimRuntime, endpoint: SimEndpoint) {
    const { world } = runtime;
    this.#runtime = runtime;
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

  /** Threads that take their time, are busy or die. As real ones they read the bytes when they get to them. */
  readonly compressElsewhere: CompressElsewhere = ({ compression, source, actor, tag }) => {
    const { random } = this.#runtime;
    if (this.#compressing >= COMPRESSIONS_MAX) return false;
    this.#compressing++;
    this.#runtime.after(random.between(1, COMPRESSION_MS_MAX), () => {
      this.#compressing--;
      if (this.#closed || this.#runtime.endpoint(this.endpoint.endpoint) !== this.endpoint) return;
      this.compressedElsewhere++;
      const { address, length } = source;
      const bytes = random.chance(1, 16)
        ? undefined
        : simCodecs.compress(compression, this.memory.bytes.subarray(address, address + length));
      this.enter(actor, (context) => context.tell(actor, { type: "compressed", tag, bytes } satisfies CompressedNote));
    });
    return true;
  };

  spawn(actor: Actor): ActorRef {
    return this.endpoint.spawn(actor);
  }

  stop(actor: ActorRef): void {
    this.endpoint.stop(actor);
  }

  enter<T>(actor: ActorRef, run: (context: ActorContext) => T): T {
    if (this.#closed) throw new MillraceError("CLOSED", "the client's endpoint is closed");
    return this.endpoint.enter(actor, run);
  }

  /** The simulation alone decides when a turn is taken. */
  poll(): void {}

  warn(message: string): void {
    this.onWarning(message);
  }

  wallTime(): number {
    return this.#runtime.time.wall;
  }

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
