import type { KeyValueMapper, Predicate, ValueJoiner, ValueMapper } from "../api/functions.ts";
import type { KeyValue } from "../api/record.ts";
import type { ValueTransformerSupplier } from "../api/value-transformer.ts";
import { KTableMaterializedValueGetterSupplier } from "../operator/ktable-materialized-value-getter-supplier.ts";
import { KTableSource } from "../operator/ktable-source.ts";
import type { KTableProcessorSupplier, KTableValueGetterSupplier } from "../operator/ktable-supplier.ts";
import type { Grouped } from "../options/grouped.ts";
import { Named } from "../options/named.ts";
import type { Suppressed } from "../options/suppressed.ts";
import { AbstractStream } from "./abstract-stream.ts";
import { requireFunction } from "./checks.ts";
import type { KGroupedTable } from "./kgrouped-table.ts";
import type { KStream, TableOptions } from "./kstream.ts";
import type { ForeignJoinOptions, KTable } from "./ktable.ts";
import type { KTableInternals, KTableParts } from "./stream-constructors.ts";
import { filterTable } from "./table/filter.ts";
import { joinByForeignKey } from "./table/foreign-key-join.ts";
import { groupTable } from "./table/group-by.ts";
import { joinTables } from "./table/join.ts";
import { mapTableValues } from "./table/map-values.ts";
import { suppressTable } from "./table/suppress.ts";
import { requireTableSerdes } from "./table/table-serdes.ts";
import { tableToStream } from "./table/to-stream.ts";
import { transformTableValues } from "./table/transform-values.ts";

/** A table. What its operators do is in `table/`. */
export class KTableImpl<K, V> extends AbstractStream<K, V> implements KTableInternals<K, V> {
  readonly queryableStoreName: string | undefined;
  readonly #processorSupplier: KTableSource<K, V> | KTableProcessorSupplier<never, never, K, V>;
  #sendOldValues = false;

  constructor(parts: KTableParts<K, V>) {
    super(parts);
    this.queryableStoreName = parts.queryableStoreName;
    this.#processorSupplier = parts.processorSupplier as
      | KTableSource<K, V>
      | KTableProcessorSupplier<never, never, K, V>;
  }

  filter<V2 extends V>(predicate: (key: K, value: V) => value is V2, ...options: TableOptions<K, V2>): KTable<K, V2>;
  filter(predicate: Predicate<K, V>, ...options: TableOptions<K, V>): KTable<K, V>;
  filter(predicate: Predicate<K, V>, ...options: readonly unknown[]): KTable<K, V> {
    return filterTable("filter", this, predicate, false, options);
  }

  filterNot(predicate: Predicate<K, V>, ...options: TableOptions<K, V>): KTable<K, V> {
    return filterTable("filterNot", this, predicate, true, options);
  }

  mapValues<V2>(mapper: ValueMapper<K, V, V2>, ...options: TableOptions<K, V2>): KTable<K, V2> {
    return mapTableValues(this, mapper, options);
  }

  transformValues<V2>(
    supplier: ValueTransformerSupplier<K, V, V2>,
    options: TableOptions<K, V2>,
    ...stateStoreNames: string[]
  ): KTable<K, V2> {
    return transformTableValues(this, supplier, options, stateStoreNames);
  }

  toStream(named?: Named): KStream<K, V | null>;
  toStream<K2>(mapper: KeyValueMapper<K, V | null, K2>, named?: Named): KStream<K2, V | null>;
  toStream<K2>(
    first?: Named | KeyValueMapper<K, V | null, K2>,
    named?: Named,
  ): KStream<K, V | null> | KStream<K2, V | null> {
    if (first === undefined || first instanceof Named) return tableToStream(this, first);
    requireFunction("toStream", "mapper", first);
    return tableToStream(this, named).selectKey(first);
  }

  suppress(suppressed: Suppressed<K>): KTable<K, V> {
    return suppressTable(this, suppressed);
  }

  groupBy<K2, V2>(selector: KeyValueMapper<K, V, KeyValue<K2, V2>>, grouped?: Grouped<K2, V2>): KGroupedTable<K2, V2> {
    return groupTable(this, selector, grouped);
  }

  join<V2, R>(other: KTable<K, V2>, joiner: ValueJoiner<K, V, V2, R>, ...options: TableOptions<K, R>): KTable<K, R> {
    return joinTables("join", this, other, joiner, options);
  }

  leftJoin<V2, R>(
    other: KTable<K, V2>,
    joiner: ValueJoiner<K, V, V2 | null, R>,
    ...options: TableOptions<K, R>
  ): KTable<K, R> {
    return joinTables("leftJoin", this, other, joiner, options);
  }

  outerJoin<V2, R>(
    other: KTable<K, V2>,
    joiner: ValueJoiner<K, V | null, V2 | null, R>,
    ...options: TableOptions<K, R>
  ): KTable<K, R> {
    return joinTables("outerJoin", this, other, joiner, options);
  }

  foreignKeyJoin<KO, V2, R>(
    other: KTable<KO, V2>,
    foreignKey: (value: V, key: K) => KO | null,
    joiner: ValueJoiner<K, V, V2, R>,
    ...options: ForeignJoinOptions<K, KO, R>
  ): KTable<K, R> {
    return joinByForeignKey("foreignKeyJoin", this, other, foreignKey, joiner, options);
  }

  foreignKeyLeftJoin<KO, V2, R>(
    other: KTable<KO, V2>,
    foreignKey: (value: V, key: K) => KO | null,
    joiner: ValueJoiner<K, V, V2 | null, R>,
    ...options: ForeignJoinOptions<K, KO, R>
  ): KTable<K, R> {
    return joinByForeignKey("foreignKeyLeftJoin", this, other, foreignKey, joiner, options);
  }

  /** A table that is read needs a store, if only that of a table before it. */
  valueGetterSupplier(): KTableValueGetterSupplier<K, V> {
    const supplier = this.#processorSupplier;
    if (!(supplier instanceof KTableSource)) return supplier.view();
    this.#materialize(supplier);
    return new KTableMaterializedValueGetterSupplier(supplier.storeName);
  }

  enableSendingOldValues(forceMaterialization: boolean): boolean {
    if (this.#sendOldValues) return true;
    const supplier = this.#processorSupplier;
    if (supplier instanceof KTableSource) {
      if (!forceMaterialization && !supplier.materialized) return false;
      this.#materialize(supplier);
      supplier.enableSendingOldValues();
    } else if (supplier.enableSendingOldValues(forceMaterialization) === false) {
      return false;
    }
    this.#sendOldValues = true;
    return true;
  }

  #materialize(source: KTableSource<K, V>): void {
    if (!source.materialized) requireTableSerdes("the store that a join or an aggregation needs", "its table", this);
    source.materialize();
  }
}
