import type { KeyValueMapper, Predicate, ValueJoiner, ValueMapper } from "../api/functions.ts";
import type { KeyValue } from "../api/record.ts";
import type { ValueTransformerSupplier } from "../api/value-transformer.ts";
import type { Grouped } from "../options/grouped.ts";
import type { Materialized } from "../options/materialized.ts";
import type { Named } from "../options/named.ts";
import type { Suppressed } from "../options/suppressed.ts";
import type { TableJoined } from "../options/table-joined.ts";
import type { KGroupedTable } from "./kgrouped-table.ts";
import type { KStream, TableOptions } from "./kstream.ts";

/** Options of a foreign-key join, in this order, any left out. */
export type ForeignJoinOptions<K, KO, R> =
  | []
  | [TableJoined<K, KO>]
  | [Materialized<K, R>]
  | [TableJoined<K, KO>, Materialized<K, R>];

/**
 * What holds for each key now: every record replaces what was before it, null deletes. Functions are called for values only,
 * except where their type takes null. A `Named` names the operator; with a `Materialized` that has a name the result is kept
 * in a store and can be read. Throws MillraceError INVALID_TOPOLOGY or INVALID_OPTION for what cannot be.
 */
export interface KTable<K, V> {
  /** Under which the table can be read; undefined when nobody named its store. */
  readonly queryableStoreName: string | undefined;
  /** What the predicate refuses is not in the table: a row that it held is deleted. */
  filter<V2 extends V>(predicate: (key: K, value: V) => value is V2, ...options: TableOptions<K, V2>): KTable<K, V2>;
  filter(predicate: Predicate<K, V>, ...options: TableOptions<K, V>): KTable<K, V>;
  filterNot(predicate: Predicate<K, V>, ...options: TableOptions<K, V>): KTable<K, V>;
  /** Serdes of the new values come from the Materialized. */
  mapValues<V2>(mapper: ValueMapper<K, V, V2>, ...options: TableOptions<K, V2>): KTable<K, V2>;
  /** As `mapValues`, but told of deletions too and with stores: those that the names connect, and the supplier's own. */
  transformValues<V2>(
    supplier: ValueTransformerSupplier<K, V, V2>,
    options: TableOptions<K, V2>,
    ...stateStoreNames: string[]
  ): KTable<K, V2>;
  /** Its changes: the new value, or null for a deletion. With a mapper under another key. */
  toStream(named?: Named): KStream<K, V | null>;
  toStream<K2>(mapper: KeyValueMapper<K, V | null, K2>, named?: Named): KStream<K2, V | null>;
  /** Holds changes back, for a time or until their windows close, so that only the last of them is seen. Not for versioned tables. */
  suppress(suppressed: Suppressed<K>): KTable<K, V>;
  /** Gives rows another key, for an aggregation. They go through a repartition topic. */
  groupBy<K2, V2>(selector: KeyValueMapper<K, V, KeyValue<K2, V2>>, grouped?: Grouped<K2, V2>): KGroupedTable<K2, V2>;
  /** Rows with the same key in both tables, which must have equally many partitions. */
  join<V2, R>(other: KTable<K, V2>, joiner: ValueJoiner<K, V, V2, R>, ...options: TableOptions<K, R>): KTable<K, R>;
  /** All rows of this table; the joiner gets null where the other one has none. */
  leftJoin<V2, R>(
    other: KTable<K, V2>,
    joiner: ValueJoiner<K, V, V2 | null, R>,
    ...options: TableOptions<K, R>
  ): KTable<K, R>;
  /** The rows of both tables; the joiner gets null for the one that is missing. */
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
  /** All rows of this table; the joiner gets null where there is no foreign key, or no row of it. */
  foreignKeyLeftJoin<KO, V2, R>(
    other: KTable<KO, V2>,
    foreignKey: (value: V, key: K) => KO | null,
    joiner: ValueJoiner<K, V, V2 | null, R>,
    ...options: ForeignJoinOptions<K, KO, R>
  ): KTable<K, R>;
}
