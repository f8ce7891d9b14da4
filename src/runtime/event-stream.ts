import type { ClusterEvent } from "../client/api.ts";

/** Events that wait for a slow reader at most; then the oldest go. */
const EVENTS_WAITING_MAX = 4_096;

/**
 * The events of a cluster from now on, for one `for await` loop. Bounded: a reader that falls behind loses the oldest, and
 * gets an `eventsDropped` in their place.
 */
export class EventStream implements AsyncIterableIterator<ClusterEvent> {
  readonly #waiting: ClusterEvent[] = [];
  readonly #unsubscribe: () => void;
  readonly #readers: ((result: IteratorResult<ClusterEvent>) => void)[] = []; // of `next`s without an event yet
  #ended = false;
  #dropped = 0; // since the reader was told

  /** An aborted signal ends the stream, as `return()` does. */
  constructor(
    subscribe: (listener: (event: ClusterEvent) => void, end: () => void) => () => void,
    signal?: AbortSignal,
  ) {
    const end = (): void => this.#end();
    const forget = subscribe((event) => this.#push(event), end);
    signal?.addEventListener("abort", end, { once: true });
    this.#unsubscribe = () => {
      forget();
      signal?.removeEventListener("abort", end);
    };
    if (signal?.aborted) this.#end();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<ClusterEvent>> {
    if (this.#dropped > 0) {
      const eventCount = this.#dropped;
      this.#dropped = 0;
      return { done: false, value: { type: "eventsDropped", eventCount } };
    }
    const event = this.#waiting.shift();
    if (event !== undefined) return { done: false, value: event };
    if (this.#ended) return { done: true, value: undefined };
    return new Promise((resolve) => {
      this.#readers.push(resolve);
    });
  }

  async return(): Promise<IteratorResult<ClusterEvent>> {
    this.#end();
    return { done: true, value: undefined };
  }

  #push(event: ClusterEvent): void {
    const reader = this.#readers.shift();
    if (reader !== undefined) {
      reader({ done: false, value: event });
      return;
    }
    if (this.#waiting.length === EVENTS_WAITING_MAX) {
      this.#waiting.shift();
      this.#dropped++;
    }
    this.#waiting.push(event);
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#unsubscribe();
    for (const reader of this.#readers.splice(0)) reader({ done: true, value: undefined });
  }
}
