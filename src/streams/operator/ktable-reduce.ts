import type { Reducer } from "../api/functions.ts";
import type { Processor } from "../api/processor.ts";
import type { StreamRecord } from "../api/record.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import type { Change } from "../state/change.ts";
import { noGroupKey } from "./ktable-aggregate.ts";
import { KTableMaterializedValueGetterSupplier } from "./ktable-materialized-value-getter-supplier.ts";
import type { KTableProcessorSupplier, KTableValueGetterSupplier } from "./ktable-supplier.ts";
import { MaterializedTableProcessor } from "./materialized-table-processor.ts";

/** As KTableAggregate; the first value of a group is its first aggregate. */
export class KTableReduce<K, V> implements KTableProcessorSupplier<K, V, K, V> {
  readonly #storeBuilder: StoreBuilder;
  readonly #add: Reducer<V>;
  readonly #remove: Reducer<V>;
  #sendOldValues = false;

  constructor(storeBuilder: StoreBuilder, add: Reducer<V>, remove: Reducer<V>) {
    this.#storeBuilder = storeBuilder;
    this.#add = add;
    this.#remove = remove;
  }

  stores(): Iterable<StoreBuilder> {
    return [this.#storeBuilder];
  }

  get(): Processor<K, Change<V>, K, Change<V>> {
    return new KTableReduceProcessor(this.#add, this.#remove, this.#storeBuilder.name, this.#sendOldValues);
  }

  view(): KTableValueGetterSupplier<K, V> {
    return new KTableMaterializedValueGetterSupplier(this.#storeBuilder.name);
  }

  enableSendingOldValues(): boolean {
    this.#sendOldValues = true;
    return true;
  }
}

class KTableReduceProcessor<K, V> extends MaterializedTableProcessor<K, Change<V>, K, V> {
  readonly #add: Reducer<V>;
  readonly #remove: Reducer<V>;

  constructor(add: Reducer<V>, remove: Reducer<V>, storeName: string, sendOldValues: boolean) {
    super(storeName, sendOldValues);
    this.#add = add;
    this.#remove = remove;
  }

  process(record: StreamRecord<K, Change<V>>): void {
    const { key, value: change } = record;
    if (key == null) throw noGroupKey("reduce", this.store.name);
    const stored = this.store.get(key);
    const oldAgg: V | null = stored?.value ?? null;
    let agg = oldAgg;
    let timestamp = record.timestamp;
    if (change.oldValue !== null && agg !== null) {
      agg = this.#remove(agg, change.oldValue) ?? null;
      timestamp = Math.max(record.timestamp, stored!.timestamp);
    }
    if (change.newValue !== null) {
      if (agg === null) {
        agg = change.newValue;
      } else {
        agg = this.#add(agg, change.newValue) ?? null;
        timestamp = Math.max(record.timestamp, stored!.timestamp);
      }
    }
    this.putAndForward(record, key, agg, oldAgg, timestamp);
  }
}
