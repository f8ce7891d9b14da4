import type { Aggregator, Initializer, Reducer } from "../api/functions.ts";
import type { TableOptions } from "./kstream.ts";
import type { KTable } from "./ktable.ts";

/**
 * A table whose rows were given other keys. A row that changes is taken out of the group where it was and added to the one
 * where it is: two results, first without it, unless it stays in its group.
 */
export interface KGroupedTable<K, V> {
  count(...options: TableOptions<K, number>): KTable<K, number>;
  /** The first value of a group is its aggregate as it is. */
  reduce(adder: Reducer<V>, subtractor: Reducer<V>, ...options: TableOptions<K, V>): KTable<K, V>;
  aggregate<A>(
    initializer: Initializer<A>,
    adder: Aggregator<K, V, A>,
    subtractor: Aggregator<K, V, A>,
    ...options: TableOptions<K, A>
  ): KTable<K, A>;
}
