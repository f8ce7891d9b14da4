import { type Headers, StreamRecord } from "../api/record.ts";
import type { CachedStateStore, FlushListener, StateStore } from "../api/stores.ts";
import { Change } from "../state/change.ts";
import type { InternalProcessorContext } from "./internal-context.ts";

/** Hands on the changes of a store at once, unless the store has a cache, which hands them on when it is flushed. */
export class TimestampedTupleForwarder<K, V> {
  readonly cachingEnabled: boolean;
  readonly sendOldValues: boolean;
  readonly #context: InternalProcessorContext<K, Change<V>>;

  /** Without a store (`undefined`) everything is handed on at once. */
  constructor(
    store: StateStore | undefined,
    context: InternalProcessorContext<K, Change<V>>,
    flushListener: FlushListener<K, never> | undefined,
    sendOldValues: boolean,
  ) {
    this.#context = context;
    this.sendOldValues = sendOldValues;
    this.cachingEnabled =
      flushListener !== undefined &&
      store !== undefined &&
      (store as Partial<CachedStateStore<K, never>>).setFlushListener?.(flushListener, sendOldValues) === true;
  }

  maybeForward(record: StreamRecord<K, Change<V>>): void {
    if (this.cachingEnabled) return;
    const change = record.value;
    if (this.sendOldValues || change.oldValue === null) this.#context.forward(record);
    else this.#context.forward(record.withValue(new Change(change.newValue, null, change.isLatest)));
  }

  /** As `maybeForward`, without a record that has to be made first. */
  forwardChange(
    key: K,
    newValue: V | null,
    oldValue: V | null | undefined,
    isLatest: boolean,
    timestamp: number,
    headers: Headers,
  ): void {
    if (this.cachingEnabled) return;
    const change = new Change(newValue, this.sendOldValues ? (oldValue ?? null) : null, isLatest);
    this.#context.forward(new StreamRecord(key, change, timestamp, headers));
  }
}
