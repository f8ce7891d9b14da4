import type { Aggregator, Initializer, Reducer } from "../api/functions.ts";
import type { SessionWindows } from "../windows/session-windows.ts";
import type { SlidingWindows } from "../windows/sliding-windows.ts";
import type { TimeWindows } from "../windows/time-windows.ts";
import type { UnlimitedWindows } from "../windows/unlimited-windows.ts";
import type { CogroupedKStream } from "./cogrouped-kstream.ts";
import type { TableOptions } from "./kstream.ts";
import type { KTable } from "./ktable.ts";
import type { SessionWindowedKStream, TimeWindowedKStream } from "./windowed-kstream.ts";

/**
 * A stream whose records of one key are aggregated. Records with a null key or value are dropped, counted. The result is a
 * table with a store; `Named` and `Materialized` name the operator and the store.
 */
export interface KGroupedStream<K, V> {
  /** In the bytes of Kafka's LongSerializer; a number up to 2^53. */
  count(...options: TableOptions<K, number>): KTable<K, number>;
  /** The first value of a key is its aggregate as it is. A reducer that gives null deletes it. */
  reduce(reducer: Reducer<V>, ...options: TableOptions<K, V>): KTable<K, V>;
  /** Serdes of the aggregate come from the Materialized. An aggregator that gives null deletes it. */
  aggregate<A>(
    initializer: Initializer<A>,
    aggregator: Aggregator<K, V, A>,
    ...options: TableOptions<K, A>
  ): KTable<K, A>;
  /** Aggregates by key and window. */
  windowedBy(windows: TimeWindows | UnlimitedWindows | SlidingWindows): TimeWindowedKStream<K, V>;
  windowedBy(windows: SessionWindows): SessionWindowedKStream<K, V>;
  /** Begins an aggregation of several streams into one. */
  cogroup<A>(aggregator: Aggregator<K, V, A>): CogroupedKStream<K, A>;
}
