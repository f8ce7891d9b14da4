import type { KeyValueMapper, Predicate, ValueJoiner, ValueMapper } from "../api/functions.ts";
import type { ConnectedStores, FixedKeyProcessorContext } from "../api/processor.ts";
import type { KeyValue } from "../api/record.ts";
import type { Grouped } from "../options/grouped.ts";
import type { Materialized } from "../options/materialized.ts";
import type { Named } from "../options/named.ts";
import type { Suppressed } from "../options/suppressed.ts";
import type { TableJoined } from "../options/table-joined.ts";
import type { KGroupedTable } from "./kgrouped-table.ts";
import type { KStream, TableOptions } from "./kstream.ts";

/** Kafka's ValueTransformerWithKey: may read stores, must be a function of key, value and stores. */
export interface ValueTransformer<K, V, V2> {
  init?(context: FixedKeyProcessorContext<K, V2>): void;
  transform(value: V | null, key: K): V2 | null;
  close?(): void;
}
export interface ValueTransformerSupplierObject<K, V, V2> extends ConnectedStores {
  get(): ValueTransformer<K, V, V2>;
}
export type ValueTransformerSupplier<K, V, V2> =
  | ValueTransformerSupplierObject<K, V, V2>
  | (() => ValueTransformer<K, V, V2>);

/** Options of a foreign-key join, in this order, any left out. */
export type ForeignJoinOptions<K, KO, R> =
  | []
  | [TableJoined<K, KO>]
  | [Materialized<K, R>]
  | [TableJoined<K, KO>, Materialized<K, R>];

export interface KTable<K, V> {
  readonly queryableStoreName: string | undefined;
  filter<V2 extends V>(predicate: (key: K, value: V) => value is V2, ...options: TableOptions<K, V2>): KTable<K, V2>;
  filter(predicate: Predicate<K, V>, ...options: TableOptions<K, V>): KTable<K, V>;
  filterNot(predicate: Predicate<K, V>, ...options: TableOptions<K, V>): KTable<K, V>;
  mapValues<V2>(mapper: ValueMapper<K, V, V2>, ...options: TableOptions<K, V2>): KTable<K, V2>;
  transformValues<V2>(
    supplier: ValueTransformerSupplier<K, V, V2>,
    options: TableOptions<K, V2>,
    ...stateStoreNames: string[]
  ): KTable<K, V2>;
  toStream(named?: Named): KStream<K, V | null>;
  toStream<K2>(mapper: KeyValueMapper<K, V | null, K2>, named?: Named): KStream<K2, V | null>;
  suppress(suppressed: Suppressed<K>): KTable<K, V>;
  groupBy<K2, V2>(selector: KeyValueMapper<K, V, KeyValue<K2, V2>>, grouped?: Grouped<K2, V2>): KGroupedTable<K2, V2>;
  join<V2, R>(other: KTable<K, V2>, joiner: ValueJoiner<K, V, V2, R>, ...options: TableOptions<K, R>): KTable<K, R>;
  leftJoin<V2, R>(
    other: KTable<K, V2>,
    joiner: ValueJoiner<K, V, V2 | null, R>,
    ...options: TableOptions<K, R>
  ): KTable<K, R>;
  outerJoin<V2, R>(
    other: KTable<K, V2>,
    joiner: ValueJoiner<K, V | null, V2 | null, R>,
    ...options: TableOptions<K, R>
  ): KTable<K, R>;
  /** `foreignKey` gives the other table's key of a value, or null for none (KIP-213). Kafka overloads join for it. */
  foreignKeyJoin<KO, V2, R>(
    other: KTable<KO, V2>,
    foreignKey: (value: V, key: K) => KO | null,
    joiner: ValueJoiner<K, V, V2, R>,
    ...options: ForeignJoinOptions<K, KO, R>
  ): KTable<K, R>;
  foreignKeyLeftJoin<KO, V2, R>(
    other: KTable<KO, V2>,
    foreignKey: (value: V, key: K) => KO | null,
    joiner: ValueJoiner<K, V, V2 | null, R>,
    ...options: ForeignJoinOptions<K, KO, R>
  ): KTable<K, R>;
}
