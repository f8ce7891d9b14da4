import type { Reducer } from "../api/functions.ts";
import type { Processor, ProcessorContext } from "../api/processor.ts";
import type { StreamRecord } from "../api/record.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import type { Change } from "../state/change.ts";
import { ContextualProcessor } from "./contextual-processor.ts";
import { KeyValueStoreWrapper } from "./key-value-store-wrapper.ts";
import type { KStreamAggProcessorSupplier } from "./kstream-agg-processor-supplier.ts";
import { KTableMaterializedValueGetterSupplier } from "./ktable-materialized-value-getter-supplier.ts";
import type { KTableValueGetterSupplier } from "./ktable-supplier.ts";
import { timestampedCacheFlushListener } from "./timestamped-cache-flush-listener.ts";
import { TimestampedTupleForwarder } from "./timestamped-tuple-forwarder.ts";

export class KStreamReduce<K, V> implements KStreamAggProcessorSupplier<K, V, K, V> {
  readonly #storeBuilder: StoreBuilder;
  readonly #reducer: Reducer<V>;
  #sendOldValues = false;

  constructor(storeBuilder: StoreBuilder, reducer: Reducer<V>) {
    this.#storeBuilder = storeBuilder;
    this.#reducer = reducer;
  }

  stores(): Iterable<StoreBuilder> {
    return [this.#storeBuilder];
  }

  get(): Processor<K, V, K, Change<V>> {
    return new KStreamReduceProcessor(this.#storeBuilder.name, this.#reducer, this.#sendOldValues);
  }

  view(): KTableValueGetterSupplier<K, V> {
    return new KTableMaterializedValueGetterSupplier(this.#storeBuilder.name);
  }

  enableSendingOldValues(): void {
    this.#sendOldValues = true;
  }
}

class KStreamReduceProcessor<K, V> extends ContextualProcessor<K, V, K, Change<V>> {
  readonly #storeName: string;
  readonly #reducer: Reducer<V>;
  readonly #sendOldValues: boolean;
  #store!: KeyValueStoreWrapper<K, V>;
  #forwarder!: TimestampedTupleForwarder<K, V>;

  constructor(storeName: string, reducer: Reducer<V>, sendOldValues: boolean) {
    super();
    this.#storeName = storeName;
    this.#reducer = reducer;
    this.#sendOldValues = sendOldValues;
  }

  override init(context: ProcessorContext<K, Change<V>>): void {
    super.init(context);
    this.#store = new KeyValueStoreWrapper(this.context, this.#storeName);
    const listener = timestampedCacheFlushListener(this.context);
    this.#forwarder = new TimestampedTupleForwarder(this.#store.store, this.context, listener, this.#sendOldValues);
  }

  process(record: StreamRecord<K, V>): void {
    const key = record.key;
    if (key == null || record.value == null) {
      this.context.counters.drop("null-key-or-value");
      return;
    }
    const stored = this.#store.get(key);
    let timestamp = record.timestamp;
    let newAgg: V | null = record.value;
    if (stored !== undefined) {
      newAgg = this.#reducer(stored.value, record.value) ?? null;
      if (stored.timestamp > timestamp) timestamp = stored.timestamp;
    }
    const result = this.#store.put(key, newAgg, timestamp);
    if (result === "not-put") return;
    const oldAgg = stored === undefined ? null : stored.value;
    this.#forwarder.forwardChange(key, newAgg, oldAgg, result === undefined, timestamp, record.headers);
  }
}
