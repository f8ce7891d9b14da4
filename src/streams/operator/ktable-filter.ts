import type { Predicate } from "../api/functions.ts";
import type { Processor } from "../api/processor.ts";
import { StreamRecord } from "../api/record.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import { Change } from "../state/change.ts";
import { ComputedTable } from "./computed-table.ts";
import { ComputedValueGetter } from "./computed-value-getter.ts";
import { ContextualProcessor } from "./contextual-processor.ts";
import type { KTableProcessorSupplier, KTableValueGetter } from "./ktable-supplier.ts";
import { MaterializedTableProcessor } from "./materialized-table-processor.ts";
import type { ParentTable } from "./parent-table.ts";

export class KTableFilter<K, V> extends ComputedTable<K, V, V> implements KTableProcessorSupplier<K, V, K, V> {
  readonly #filter: TableFilter<K, V>;
  #useVersionedSemantics = false;

  constructor(
    parent: ParentTable<K, V>,
    predicate: Predicate<K, V>,
    filterNot: boolean,
    queryableName: string | undefined,
    storeBuilder: StoreBuilder | undefined,
  ) {
    super(parent, queryableName, storeBuilder);
    this.#filter = new TableFilter(predicate, filterNot);
    // With old values at hand, deletions of what never passed the filter are not sent.
    this.sendOldValues = parent.enableSendingOldValues(false);
  }

  get useVersionedSemantics(): boolean {
    return this.#useVersionedSemantics;
  }

  setUseVersionedSemantics(useVersionedSemantics: boolean): void {
    this.#useVersionedSemantics = useVersionedSemantics;
  }

  get(): Processor<K, Change<V>, K, Change<V>> {
    const skipUnneeded = this.sendOldValues && !this.#useVersionedSemantics;
    if (this.queryableName === undefined) {
      return new FilterProcessor(this.#filter, this.sendOldValues, skipUnneeded);
    }
    return new MaterializedFilterProcessor(this.#filter, this.queryableName, this.sendOldValues, skipUnneeded);
  }

  protected computedGetter(parent: KTableValueGetter<K, V>): KTableValueGetter<K, V> {
    return new ComputedValueGetter(parent, (key, stored) =>
      stored !== undefined && this.#filter.passes(key, stored.value as V) ? stored : undefined,
    );
  }
}

class TableFilter<K, V> {
  readonly #predicate: Predicate<K, V>;
  readonly #filterNot: boolean;

  constructor(predicate: Predicate<K, V>, filterNot: boolean) {
    this.#predicate = predicate;
    this.#filterNot = filterNot;
  }

  passes(key: K, value: V): boolean {
    return !this.#predicate(key, value) === this.#filterNot;
  }

  apply(key: K, value: V | null): V | null {
    return value !== null && this.passes(key, value) ? value : null;
  }
}

class FilterProcessor<K, V> extends ContextualProcessor<K, Change<V>, K, Change<V>> {
  readonly #filter: TableFilter<K, V>;
  readonly #sendOldValues: boolean;
  readonly #skipUnneeded: boolean;

  constructor(filter: TableFilter<K, V>, sendOldValues: boolean, skipUnneeded: boolean) {
    super();
    this.#filter = filter;
    this.#sendOldValues = sendOldValues;
    this.#skipUnneeded = skipUnneeded;
  }

  process(record: StreamRecord<K, Change<V>>): void {
    const { key, value: change } = record;
    const newValue = this.#filter.apply(key, change.newValue);
    const oldValue = this.#sendOldValues ? this.#filter.apply(key, change.oldValue) : null;
    if (this.#skipUnneeded && newValue === null && oldValue === null) return;
    const filtered = new Change(newValue, oldValue, change.isLatest);
    this.context.forward(new StreamRecord(key, filtered, record.timestamp, record.headers));
  }
}

class MaterializedFilterProcessor<K, V> extends MaterializedTableProcessor<K, Change<V>, K, V> {
  readonly #filter: TableFilter<K, V>;
  readonly #skipUnneeded: boolean;

  constructor(filter: TableFilter<K, V>, storeName: string, sendOldValues: boolean, skipUnneeded: boolean) {
    super(storeName, sendOldValues);
    this.#filter = filter;
    this.#skipUnneeded = skipUnneeded;
  }

  process(record: StreamRecord<K, Change<V>>): void {
    const { key, value: change } = record;
    const newValue = this.#filter.apply(key, change.newValue);
    const oldValue = this.sendOldValues ? (this.store.get(key)?.value ?? null) : null;
    if (this.#skipUnneeded && newValue === null && oldValue === null) return;
    this.putAndForward(record, key, newValue, oldValue, record.timestamp);
  }
}
