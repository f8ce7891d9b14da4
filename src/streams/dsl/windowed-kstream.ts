import type { Aggregator, Initializer, Merger, Reducer } from "../api/functions.ts";
import type { Windowed } from "../api/windowed.ts";
import type { Materialized } from "../options/materialized.ts";
import type { Named } from "../options/named.ts";
import type { EmitStrategy } from "../windows/emit-strategy.ts";
import type { KTable } from "./ktable.ts";

/** As TableOptions; the Materialized has the serde of the key without its window. */
export type WindowedOptions<K, V> = [] | [Named] | [Materialized<K, V>] | [Named, Materialized<K, V>];

/**
 * Aggregations by key and time window. A record later than its window's end and grace is dropped, counted. The store keeps a
 * window for its size and grace (sliding windows: twice the size), or as long as Materialized says.
 */
export interface TimeWindowedKStream<K, V> {
  count(...options: WindowedOptions<K, number>): KTable<Windowed<K>, number>;
  reduce(reducer: Reducer<V>, ...options: WindowedOptions<K, V>): KTable<Windowed<K>, V>;
  aggregate<A>(
    initializer: Initializer<A>,
    aggregator: Aggregator<K, V, A>,
    ...options: WindowedOptions<K, A>
  ): KTable<Windowed<K>, A>;
  /** When results are handed on: at every change (the default), or once when the window has closed. Changes this stream. */
  emitStrategy(strategy: EmitStrategy): TimeWindowedKStream<K, V>;
}

/** Aggregations by key and session. A record may join two sessions: both are deleted, then the new one comes. */
export interface SessionWindowedKStream<K, V> {
  count(...options: WindowedOptions<K, number>): KTable<Windowed<K>, number>;
  reduce(reducer: Reducer<V>, ...options: WindowedOptions<K, V>): KTable<Windowed<K>, V>;
  aggregate<A>(
    initializer: Initializer<A>,
    aggregator: Aggregator<K, V, A>,
    sessionMerger: Merger<K, A>,
    ...options: WindowedOptions<K, A>
  ): KTable<Windowed<K>, A>;
  /** When results are handed on: at every change (the default), or once when the session has closed. Changes this stream. */
  emitStrategy(strategy: EmitStrategy): SessionWindowedKStream<K, V>;
}

/** A cogroup by time windows. */
export interface TimeWindowedCogroupedKStream<K, A> {
  aggregate(initializer: Initializer<A>, ...options: WindowedOptions<K, A>): KTable<Windowed<K>, A>;
}

/** A cogroup by sessions. */
export interface SessionWindowedCogroupedKStream<K, A> {
  aggregate(
    initializer: Initializer<A>,
    sessionMerger: Merger<K, A>,
    ...options: WindowedOptions<K, A>
  ): KTable<Windowed<K>, A>;
}
