import type { Aggregator, Initializer } from "../api/functions.ts";
import type { SessionWindows } from "../windows/session-windows.ts";
import type { SlidingWindows } from "../windows/sliding-windows.ts";
import type { TimeWindows } from "../windows/time-windows.ts";
import type { UnlimitedWindows } from "../windows/unlimited-windows.ts";
import type { KGroupedStream } from "./kgrouped-stream.ts";
import type { TableOptions } from "./kstream.ts";
import type { KTable } from "./ktable.ts";
import type { SessionWindowedCogroupedKStream, TimeWindowedCogroupedKStream } from "./windowed-kstream.ts";

/** Grouped streams of one key, each with its own aggregator, that change one aggregate together (KIP-150). */
export interface CogroupedKStream<K, A> {
  /** Adds a stream, to this one. */
  cogroup<V>(grouped: KGroupedStream<K, V>, aggregator: Aggregator<K, V, A>): CogroupedKStream<K, A>;
  /** Serdes of key and aggregate come from the Materialized. */
  aggregate(initializer: Initializer<A>, ...options: TableOptions<K, A>): KTable<K, A>;
  windowedBy(windows: TimeWindows | UnlimitedWindows | SlidingWindows): TimeWindowedCogroupedKStream<K, A>;
  windowedBy(windows: SessionWindows): SessionWindowedCogroupedKStream<K, A>;
}
