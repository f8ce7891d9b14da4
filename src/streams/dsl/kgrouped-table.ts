import type { Aggregator, Initializer, Reducer } from "../api/functions.ts";
import type { TableOptions } from "./kstream.ts";
import type { KTable } from "./ktable.ts";

export interface KGroupedTable<K, V> {
  count(...options: TableOptions<K, number>): KTable<K, number>;
  reduce(adder: Reducer<V>, subtractor: Reducer<V>, ...options: TableOptions<K, V>): KTable<K, V>;
  aggregate<A>(
    initializer: Initializer<A>,
    adder: Aggregator<K, V, A>,
    subtractor: Aggregator<K, V, A>,
    ...options: TableOptions<K, A>
  ): KTable<K, A>;
}
