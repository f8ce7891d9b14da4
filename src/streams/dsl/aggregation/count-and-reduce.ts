import type { Aggregator, Merger, Reducer } from "../../api/functions.ts";

// Counting and reducing are aggregations like others.

export function countInitializer(): number {
  return 0;
}

export function countAggregator(_key: unknown, _value: unknown, count: number): number {
  return count + 1;
}

export function countMerger(_key: unknown, one: number, two: number): number {
  return one + two;
}

/** Nothing was reduced yet. */
export function reduceInitializer(): null {
  return null;
}

/** The first value is the aggregate as it is. */
export function aggregatorFromReducer<K, V>(reducer: Reducer<V>): Aggregator<K, V, V | null> {
  return (_key, value, aggregate) => (aggregate === null ? value : reducer(aggregate, value));
}

export function mergerFromReducer<K, V>(reducer: Reducer<V>): Merger<K, V | null> {
  return (_key, one, two) => (one === null ? two : reducer(one, two as V));
}
