import { MillraceError } from "../../base/errors.ts";
import type { Aggregator, Initializer } from "../api/functions.ts";
import type { Processor } from "../api/processor.ts";
import type { StreamRecord } from "../api/record.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import type { Change } from "../state/change.ts";
import { KTableMaterializedValueGetterSupplier } from "./ktable-materialized-value-getter-supplier.ts";
import type { KTableProcessorSupplier, KTableValueGetterSupplier } from "./ktable-supplier.ts";
import { MaterializedTableProcessor } from "./materialized-table-processor.ts";

/** Takes the old value of a change out of its group's aggregate, then adds the new one. */
export class KTableAggregate<K, V, VAgg> implements KTableProcessorSupplier<K, V, K, VAgg> {
  readonly #storeBuilder: StoreBuilder;
  readonly #functions: TableAggregation<K, V, VAgg>;
  #sendOldValues = false;

  constructor(
    storeBuilder: StoreBuilder,
    initializer: Initializer<VAgg>,
    add: Aggregator<K, V, VAgg>,
    remove: Aggregator<K, V, VAgg>,
  ) {
    this.#storeBuilder = storeBuilder;
    this.#functions = { initializer, add, remove };
  }

  stores(): Iterable<StoreBuilder> {
    return [this.#storeBuilder];
  }

  get(): Processor<K, Change<V>, K, Change<VAgg>> {
    return new KTableAggregateProcessor(this.#functions, this.#storeBuilder.name, this.#sendOldValues);
  }

  view(): KTableValueGetterSupplier<K, VAgg> {
    return new KTableMaterializedValueGetterSupplier(this.#storeBuilder.name);
  }

  enableSendingOldValues(): boolean {
    this.#sendOldValues = true;
    return true;
  }
}

interface TableAggregation<K, V, VAgg> {
  readonly initializer: Initializer<VAgg>;
  readonly add: Aggregator<K, V, VAgg>;
  readonly remove: Aggregator<K, V, VAgg>;
}

class KTableAggregateProcessor<K, V, VAgg> extends MaterializedTableProcessor<K, Change<V>, K, VAgg> {
  readonly #initializer: Initializer<VAgg>;
  readonly #add: Aggregator<K, V, VAgg>;
  readonly #remove: Aggregator<K, V, VAgg>;

  constructor(functions: TableAggregation<K, V, VAgg>, storeName: string, sendOldValues: boolean) {
    super(storeName, sendOldValues);
    this.#initializer = functions.initializer;
    this.#add = functions.add;
    this.#remove = functions.remove;
  }

  process(record: StreamRecord<K, Change<V>>): void {
    const { key, value: change } = record;
    if (key == null) throw noGroupKey("aggregate", this.store.name);
    const stored = this.store.get(key);
    const oldAgg = stored?.value ?? null;
    let agg = oldAgg;
    let timestamp = record.timestamp;
    if (change.oldValue !== null && agg !== null) {
      agg = this.#remove(key, change.oldValue, agg) ?? null;
      timestamp = Math.max(record.timestamp, stored!.timestamp);
    }
    if (change.newValue !== null) {
      agg = this.#add(key, change.newValue, agg ?? this.#initializer()) ?? null;
      if (stored !== undefined) timestamp = Math.max(record.timestamp, stored.timestamp);
    }
    this.putAndForward(record, key, agg, oldAgg, timestamp);
  }
}

export function noGroupKey(operator: string, storeName: string): MillraceError {
  return new MillraceError("PROCESSING_FAILED", `${operator}: a record for the table ${storeName} has no key`);
}
