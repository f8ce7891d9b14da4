/** A table of which every task has all of the topic. Only for joins and reads. */
export interface GlobalKTable<K, V> {
  readonly queryableStoreName: string | undefined;
  /** Only for the types: never set. */
  readonly __types?: readonly [K, V];
}
