import type { Actor } from "../../actor/actor.ts";
import { type ActorRef, type EndpointId, ROOT_ACTOR } from "../../base/ids.ts";
import type { SimRuntime } from "../machine/sim-runtime.ts";

/**
 * An actor on a simulated endpoint of its own: it takes turns among brokers and clients, and exchanges messages of the
 * kinds of `src/message` with them. Its first message is `{ type: "local", note: "start" }`.
 */
export class SpawnedActor {
  readonly name: string;
  readonly ref: ActorRef;
  readonly #runtime: SimRuntime;

  constructor(runtime: SimRuntime, endpoint: EndpointId, name: string, actor: Actor) {
    this.#runtime = runtime;
    this.name = name;
    this.ref = { endpoint, actor: ROOT_ACTOR };
    runtime.join(endpoint).spawnRoot(actor);
  }

  /** Its endpoint dies, with what it had not sent. */
  kill(): void {
    this.#runtime.timeline.note(`${this.name} killed`);
    this.#runtime.crash(this.ref.endpoint);
  }

  /** Another actor takes its place, in the next incarnation of its endpoint. Call `kill` before. */
  restart(actor: Actor): void {
    const { incarnation } = this.#runtime.join(this.ref.endpoint);
    this.#runtime.endpoint(this.ref.endpoint)?.spawnRoot(actor);
    this.#runtime.timeline.note(`${this.name} restarted (incarnation ${incarnation})`);
  }
}
