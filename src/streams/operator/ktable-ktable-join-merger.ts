import type { Processor, ProcessorContext } from "../api/processor.ts";
import type { StreamRecord } from "../api/record.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import { Change } from "../state/change.ts";
import { ContextualProcessor } from "./contextual-processor.ts";
import { KeyValueStoreWrapper } from "./key-value-store-wrapper.ts";
import { unionOf } from "./ktable-ktable-join.ts";
import { KTableMaterializedValueGetterSupplier } from "./ktable-materialized-value-getter-supplier.ts";
import type { KTableProcessorSupplier, KTableValueGetterSupplier } from "./ktable-supplier.ts";
import { timestampedCacheFlushListener } from "./timestamped-cache-flush-listener.ts";
import { TimestampedTupleForwarder } from "./timestamped-tuple-forwarder.ts";

/** Brings the changes of both sides of a join of tables together, into a store if the result has one. */
export class KTableKTableJoinMerger<K, V> implements KTableProcessorSupplier<K, V, K, V> {
  readonly #parent1: KTableProcessorSupplier<K, never, K, V>;
  readonly #parent2: KTableProcessorSupplier<K, never, K, V>;
  readonly #queryableName: string | undefined;
  readonly #store: StoreBuilder | undefined;
  #sendOldValues = false;

  constructor(
    parent1: KTableProcessorSupplier<K, never, K, V>,
    parent2: KTableProcessorSupplier<K, never, K, V>,
    queryableName?: string,
    store?: StoreBuilder,
  ) {
    this.#parent1 = parent1;
    this.#parent2 = parent2;
    this.#queryableName = queryableName;
    this.#store = store;
  }

  /** Undefined: the result has no store. */
  get queryableName(): string | undefined {
    return this.#queryableName;
  }

  stores(): Iterable<StoreBuilder> {
    return this.#store === undefined ? [] : [this.#store];
  }

  get(): Processor<K, Change<V>, K, Change<V>> {
    return this.#queryableName === undefined
      ? new PassingMerger(this.#sendOldValues)
      : new StoringMerger(this.#queryableName, this.#sendOldValues);
  }

  view(): KTableValueGetterSupplier<K, V> {
    if (this.#queryableName !== undefined) return new KTableMaterializedValueGetterSupplier(this.#queryableName);
    const view1 = this.#parent1.view();
    const view2 = this.#parent2.view();
    return {
      get: () => view1.get(),
      get storeNames() {
        return unionOf(view1.storeNames, view2.storeNames);
      },
    };
  }

  enableSendingOldValues(_forceMaterialization: boolean): boolean {
    this.#parent1.enableSendingOldValues(true);
    this.#parent2.enableSendingOldValues(true);
    this.#sendOldValues = true;
    return true;
  }
}

class PassingMerger<K, V> extends ContextualProcessor<K, Change<V>, K, Change<V>> {
  readonly #sendOldValues: boolean;

  constructor(sendOldValues: boolean) {
    super();
    this.#sendOldValues = sendOldValues;
  }

  process(record: StreamRecord<K, Change<V>>): void {
    const { newValue, oldValue, isLatest } = record.value;
    if (this.#sendOldValues || oldValue === null) this.context.forward(record);
    else this.context.forward(record.withValue(new Change(newValue, null, isLatest)));
  }
}

class StoringMerger<K, V> extends ContextualProcessor<K, Change<V>, K, Change<V>> {
  readonly #storeName: string;
  readonly #sendOldValues: boolean;
  #store!: KeyValueStoreWrapper<K, V>;
  #forwarder!: TimestampedTupleForwarder<K, V>;

  constructor(storeName: string, sendOldValues: boolean) {
    super();
    this.#storeName = storeName;
    this.#sendOldValues = sendOldValues;
  }

  override init(context: ProcessorContext<K, Change<V>>): void {
    super.init(context);
    this.#store = new KeyValueStoreWrapper(this.context, this.#storeName);
    const listener = timestampedCacheFlushListener(this.context);
    this.#forwarder = new TimestampedTupleForwarder(this.#store.store, this.context, listener, this.#sendOldValues);
  }

  process(record: StreamRecord<K, Change<V>>): void {
    const { key, timestamp, headers } = record;
    const { newValue, oldValue } = record.value;
    const result = this.#store.put(key, newValue, timestamp);
    // What a versioned store refuses does not exist for anybody after it.
    if (result === "not-put") return;
    this.#forwarder.forwardChange(key, newValue, oldValue, result === undefined, timestamp, headers);
  }
}
