import type { Aggregator, Initializer, Reducer } from "../api/functions.ts";
import type { SessionWindows } from "../windows/session-windows.ts";
import type { SlidingWindows } from "../windows/sliding-windows.ts";
import type { TimeWindows } from "../windows/time-windows.ts";
import type { UnlimitedWindows } from "../windows/unlimited-windows.ts";
import type { CogroupedKStream } from "./cogrouped-kstream.ts";
import type { TableOptions } from "./kstream.ts";
import type { KTable } from "./ktable.ts";
import type { SessionWindowedKStream, TimeWindowedKStream } from "./windowed-kstream.ts";

export interface KGroupedStream<K, V> {
  count(...options: TableOptions<K, number>): KTable<K, number>;
  reduce(reducer: Reducer<V>, ...options: TableOptions<K, V>): KTable<K, V>;
  aggregate<A>(
    initializer: Initializer<A>,
    aggregator: Aggregator<K, V, A>,
    ...options: TableOptions<K, A>
  ): KTable<K, A>;
  windowedBy(windows: TimeWindows | UnlimitedWindows | SlidingWindows): TimeWindowedKStream<K, V>;
  windowedBy(windows: SessionWindows): SessionWindowedKStream<K, V>;
  cogroup<A>(aggregator: Aggregator<K, V, A>): CogroupedKStream<K, A>;
}
