import type { ActorContext } from "../actor/actor.ts";
import type { ActorRef } from "../base/ids.ts";
import type { ClientEngine } from "./engine.ts";

/** Calls of a client's actor with a promise each, for which the process stays alive. Owned by the client's thread. */
export class OwedCalls {
  readonly #engine: ClientEngine;
  readonly #ref: ActorRef;
  readonly #pending = new Set<(error: Error) => void>();

  constructor(engine: ClientEngine, ref: ActorRef) {
    this.#engine = engine;
    this.#ref = ref;
  }

  /** Begins a call as the actor and takes a turn, so that what it sent is under way. */
  async run<T>(
    begin: (resolve: (value: T) => void, reject: (error: Error) => void, context: ActorContext) => void,
  ): Promise<T> {
    const stopOwing = this.#engine.owe();
    let refuse: ((error: Error) => void) | undefined;
    try {
      return await new Promise<T>((resolve, reject) => {
        refuse = reject;
        this.#pending.add(reject);
        this.#engine.enter(this.#ref, (context) => begin(resolve, reject, context));
        this.#engine.poll();
      });
    } finally {
      if (refuse) this.#pending.delete(refuse);
      stopOwing();
    }
  }

  rejectAll(error: Error): void {
    for (const reject of this.#pending) reject(error);
    this.#pending.clear();
  }
}
