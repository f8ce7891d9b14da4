import type { ActorContext } from "../actor/actor.ts";
import type { ActorRef } from "../base/ids.ts";
import { unlessAborted } from "./abort.ts";
import type { ClientEngine } from "./engine.ts";

/** How a call's user may end it. */
export interface Abortable {
  readonly call: string;
  readonly signal: AbortSignal | undefined;
  /** What becomes of the work then. */
  readonly effect: string;
}

/** Calls the first or the second function, in this call or later. */
export type Begin<T> = (resolve: (value: T) => void, reject: (error: Error) => void, context: ActorContext) => void;

const NEVER: Abortable = { call: "", signal: undefined, effect: "" };

/** Calls of a client's actor with a promise each, for which the process stays alive. Owned by the client's thread. */
export class OwedCalls {
  readonly #engine: ClientEngine;
  readonly #ref: ActorRef;
  readonly #pending = new Set<(error: Error) => void>();

  constructor(engine: ClientEngine, ref: ActorRef) {
    this.#engine = engine;
    this.#ref = ref;
  }

  /**
   * Begins a call as the actor and takes a turn, so that what it sent is under way. An aborted call is owed to nobody any
   * more, whatever its actor still does for it.
   */
  async run<T>(begin: Begin<T>, { call, signal, effect } = NEVER): Promise<T> {
    const stopOwing = this.#engine.owe();
    let refuse: ((error: Error) => void) | undefined;
    try {
      const work = new Promise<T>((resolve, reject) => {
        refuse = reject;
        this.#pending.add(reject);
        this.#engine.enter(this.#ref, (context) => begin(resolve, reject, context));
        this.#engine.poll();
      });
      return await unlessAborted(call, signal, work, effect);
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
