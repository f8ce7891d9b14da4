import type { ClusterEvent } from "../client/api.ts";

/** Events that wait for a slow reader at most; then the oldest go. */
const EVENTS_WAITING_MAX = 4_096;

/** The events of a cluster from now on, for one `for await` loop. Bounded: a reader that falls behind loses the oldest. */
export class EventStream implements AsyncIterableIterator<ClusterEvent> {
  readonly #waiting: ClusterEvent[] = [];
  readonly #unsubscribe: () => void;
  #reader: ((result: IteratorResult<ClusterEvent>) => void) | undefined;
  #ended = false;
  /** Events that this reader was too slow for. */
  dropped = 0;

  constructor(subscribe: (listener: (event: ClusterEvent) => void, end: () => void) => () => void) {
    this.#unsubscribe = subscribe(
      (event) => this.#push(event),
      () => this.#end(),
    );
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<ClusterEvent>> {
    const event = this.#waiting.shift();
    if (event !== undefined) return { done: false, value: event };
    if (this.#ended) return { done: true, value: undefined };
    return new Promise((resolve) => {
      this.#reader = resolve;
    });
  }

  async return(): Promise<IteratorResult<ClusterEvent>> {
    this.#end();
    return { done: true, value: undefined };
  }

  #push(event: ClusterEvent): void {
    const reader = this.#reader;
    if (reader !== undefined) {
      this.#reader = undefined;
      reader({ done: false, value: event });
      return;
    }
    if (this.#waiting.length === EVENTS_WAITING_MAX) {
      this.#waiting.shift();
      this.dropped++;
    }
    this.#waiting.push(event);
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#unsubscribe();
    this.#reader?.({ done: true, value: undefined });
    this.#reader = undefined;
  }
}
