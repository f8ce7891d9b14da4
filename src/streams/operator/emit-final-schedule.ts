import type { InternalProcessorContext } from "./internal-context.ts";

/**
 * When to look for closed windows: at most once in an interval of the wall clock, and only if more windows can have closed
 * since. Remembers over a restart up to where windows were emitted.
 */
export class EmitFinalSchedule {
  /** The close time of the last emit; -1 before the first. */
  lastWindowCloseTime = -1;
  readonly #context: InternalProcessorContext<never, never>;
  readonly #storeName: string;
  #nextTimeToEmit = 0;

  constructor(context: InternalProcessorContext<never, never>, storeName: string) {
    this.#context = context;
    this.#storeName = storeName;
    this.lastWindowCloseTime = context.processorMetadataForKey(storeName) ?? -1;
  }

  get emittedBefore(): boolean {
    return this.lastWindowCloseTime !== -1;
  }

  /** Uses up the interval, whether there is something to emit or not. */
  isDue(windowCloseTime: number): boolean {
    const now = this.#context.currentSystemTimeMs;
    if (now < this.#nextTimeToEmit) return false;
    this.#nextTimeToEmit = now + this.#context.emitIntervalMs;
    return !this.emittedBefore || this.lastWindowCloseTime < windowCloseTime;
  }

  emitted(windowCloseTime: number): void {
    this.lastWindowCloseTime = windowCloseTime;
    this.#context.addProcessorMetadataKeyValue(this.#storeName, windowCloseTime);
  }
}
