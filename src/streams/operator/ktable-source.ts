import type { Processor, ProcessorSupplierObject } from "../api/processor.ts";
import { StreamRecord } from "../api/record.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import { Change } from "../state/change.ts";
import { ContextualProcessor } from "./contextual-processor.ts";
import { MaterializedTableProcessor } from "./materialized-table-processor.ts";

/** Makes a topic's records the changes of a table. Has a store only if somebody reads it or asks for old values. */
export class KTableSource<K, V> implements ProcessorSupplierObject<K, V, K, Change<V>> {
  readonly #storeBuilder: StoreBuilder;
  #queryableName: string | undefined;
  #sendOldValues = false;

  /** `queryableName`: the builder's name where the user named the store; undefined: there need be none. */
  constructor(storeBuilder: StoreBuilder, queryableName: string | undefined) {
    this.#storeBuilder = storeBuilder;
    this.#queryableName = queryableName;
  }

  get storeName(): string {
    return this.#storeBuilder.name;
  }

  get queryableName(): string | undefined {
    return this.#queryableName;
  }

  get materialized(): boolean {
    return this.#queryableName !== undefined;
  }

  materialize(): void {
    this.#queryableName = this.#storeBuilder.name;
  }

  enableSendingOldValues(): void {
    this.#sendOldValues = true;
    this.materialize();
  }

  stores(): Iterable<StoreBuilder> {
    return this.materialized ? [this.#storeBuilder] : [];
  }

  get(): Processor<K, V, K, Change<V>> {
    if (this.#queryableName === undefined) return new ChangeProcessor();
    return new KTableSourceProcessor(this.#queryableName, this.#sendOldValues);
  }
}

class KTableSourceProcessor<K, V> extends MaterializedTableProcessor<K, V, K, V> {
  process(record: StreamRecord<K, V>): void {
    const key = record.key;
    if (key == null) {
      this.context.counters.drop("null-key-or-value");
      return;
    }
    // Read also where nobody wants old values: Kafka does, and a cache keeps what was read.
    const oldValue = this.store.get(key)?.value ?? null;
    this.putAndForward(record, key, record.value ?? null, oldValue, record.timestamp);
  }
}

class ChangeProcessor<K, V> extends ContextualProcessor<K, V, K, Change<V>> {
  process(record: StreamRecord<K, V>): void {
    if (record.key == null) {
      this.context.counters.drop("null-key-or-value");
      return;
    }
    const change = new Change<V>(record.value ?? null, null);
    this.context.forward(new StreamRecord(record.key, change, record.timestamp, record.headers));
  }
}
