import type { Aggregator, Initializer, Merger, Reducer } from "../api/functions.ts";
import type { Windowed } from "../api/windowed.ts";
import type { Materialized } from "../options/materialized.ts";
import type { Named } from "../options/named.ts";
import type { EmitStrategy } from "../windows/emit-strategy.ts";
import type { KTable } from "./ktable.ts";

/** As TableOptions; the Materialized has the serde of the key without its window. */
export type WindowedOptions<K, V> = [] | [Named] | [Materialized<K, V>] | [Named, Materialized<K, V>];

export interface TimeWindowedKStream<K, V> {
  count(...options: WindowedOptions<K, number>): KTable<Windowed<K>, number>;
  reduce(reducer: Reducer<V>, ...options: WindowedOptions<K, V>): KTable<Windowed<K>, V>;
  aggregate<A>(
    initializer: Initializer<A>,
    aggregator: Aggregator<K, V, A>,
    ...options: WindowedOptions<K, A>
  ): KTable<Windowed<K>, A>;
  emitStrategy(strategy: EmitStrategy): TimeWindowedKStream<K, V>;
}

export interface SessionWindowedKStream<K, V> {
  count(...options: WindowedOptions<K, number>): KTable<Windowed<K>, number>;
  reduce(reducer: Reducer<V>, ...options: WindowedOptions<K, V>): KTable<Windowed<K>, V>;
  aggregate<A>(
    initializer: Initializer<A>,
    aggregator: Aggregator<K, V, A>,
    sessionMerger: Merger<K, A>,
    ...options: WindowedOptions<K, A>
  ): KTable<Windowed<K>, A>;
  emitStrategy(strategy: EmitStrategy): SessionWindowedKStream<K, V>;
}

export interface TimeWindowedCogroupedKStream<K, A> {
  aggregate(initializer: Initializer<A>, ...options: WindowedOptions<K, A>): KTable<Windowed<K>, A>;
}

export interface SessionWindowedCogroupedKStream<K, A> {
  aggregate(
    initializer: Initializer<A>,
    sessionMerger: Merger<K, A>,
    ...options: WindowedOptions<K, A>
  ): KTable<Windowed<K>, A>;
}
