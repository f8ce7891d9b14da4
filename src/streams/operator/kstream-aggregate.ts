import type { Aggregator, Initializer } from "../api/functions.ts";
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

export class KStreamAggregate<K, V, VAgg> implements KStreamAggProcessorSupplier<K, V, K, VAgg> {
  readonly #storeBuilder: StoreBuilder;
  readonly #initializer: Initializer<VAgg>;
  readonly #aggregator: Aggregator<K, V, VAgg>;
  #sendOldValues = false;

  constructor(storeBuilder: StoreBuilder, initializer: Initializer<VAgg>, aggregator: Aggregator<K, V, VAgg>) {
    this.#storeBuilder = storeBuilder;
    this.#initializer = initializer;
    this.#aggregator = aggregator;
  }

  stores(): Iterable<StoreBuilder> {
    return [this.#storeBuilder];
  }

  get(): Processor<K, V, K, Change<VAgg>> {
    return new KStreamAggregateProcessor(
      this.#storeBuilder.name,
      this.#initializer,
      this.#aggregator,
      this.#sendOldValues,
    );
  }

  view(): KTableValueGetterSupplier<K, VAgg> {
    return new KTableMaterializedValueGetterSupplier(this.#storeBuilder.name);
  }

  enableSendingOldValues(): void {
    this.#sendOldValues = true;
  }
}

class KStreamAggregateProcessor<K, V, VAgg> extends ContextualProcessor<K, V, K, Change<VAgg>> {
  readonly #storeName: string;
  readonly #initializer: Initializer<VAgg>;
  readonly #aggregator: Aggregator<K, V, VAgg>;
  readonly #sendOldValues: boolean;
  #store!: KeyValueStoreWrapper<K, VAgg>;
  #forwarder!: TimestampedTupleForwarder<K, VAgg>;

  constructor(
    storeName: string,
    initializer: Initializer<VAgg>,
    aggregator: Aggregator<K, V, VAgg>,
    sendOldValues: boolean,
  ) {
    super();
    this.#storeName = storeName;
    this.#initializer = initializer;
    this.#aggregator = aggregator;
    this.#sendOldValues = sendOldValues;
  }

  override init(context: ProcessorContext<K, Change<VAgg>>): void {
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
    let oldAgg: VAgg;
    if (stored === undefined) {
      // As in Kafka, the initial value is also the old value of the first change.
      oldAgg = this.#initializer();
    } else {
      oldAgg = stored.value;
      if (stored.timestamp > timestamp) timestamp = stored.timestamp;
    }
    const newAgg = this.#aggregator(key, record.value, oldAgg) ?? null;
    const result = this.#store.put(key, newAgg, timestamp);
    if (result === "not-put") return;
    this.#forwarder.forwardChange(key, newAgg, oldAgg, result === undefined, timestamp, record.headers);
  }
}
