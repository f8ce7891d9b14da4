import type { Processor, ProcessorContext, ProcessorSupplierObject } from "../api/processor.ts";
import type { StreamRecord } from "../api/record.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import type { WindowStore } from "../api/stores.ts";
import { ContextualProcessor } from "./contextual-processor.ts";

/** Keeps the records of one side of a stream join for the other side, after it has handed them on to their own. */
export class KStreamJoinWindow<K, V> implements ProcessorSupplierObject<K, V, K, V> {
  readonly #store: StoreBuilder;

  constructor(thisWindowStore: StoreBuilder) {
    this.#store = thisWindowStore;
  }

  stores(): Iterable<StoreBuilder> {
    return [this.#store];
  }

  get(): Processor<K, V, K, V> {
    return new KStreamJoinWindowProcessor<K, V>(this.#store.name);
  }
}

class KStreamJoinWindowProcessor<K, V> extends ContextualProcessor<K, V, K, V> {
  readonly #storeName: string;
  #window!: WindowStore<K, V>;

  constructor(storeName: string) {
    super();
    this.#storeName = storeName;
  }

  override init(context: ProcessorContext<K, V>): void {
    super.init(context);
    this.#window = context.getStateStore(this.#storeName);
  }

  process(record: StreamRecord<K, V>): void {
    this.context.forward(record);
    // Every record has a window of its own, which begins at its time. A null value joins with nothing, and is logged.
    if (record.key != null) this.#window.put(record.key, record.value, record.timestamp);
  }
}
