import type { Processor, ProcessorContext, ProcessorSupplierObject } from "../../api/processor.ts";
import { StreamRecord } from "../../api/record.ts";
import type { StoreBuilder } from "../../api/store-builder.ts";
import type { TimestampedKeyValueStore } from "../../api/stores.ts";
import { ContextualProcessor } from "../contextual-processor.ts";
import { CombinedKey, type CombinedKeySchema } from "./combined-key.ts";
import { INSTRUCTION, type SubscriptionWrapper } from "./subscription-wrapper.ts";

/** Keeps subscriptions, for changes of the right table, and hands them on to be answered. */
export class SubscriptionReceiveProcessorSupplier<KLeft, KRight>
  implements
    ProcessorSupplierObject<
      KRight | null,
      SubscriptionWrapper<KLeft>,
      CombinedKey<KRight, KLeft>,
      SubscriptionWrapper<KLeft>
    >
{
  readonly #store: StoreBuilder;
  readonly #keySchema: CombinedKeySchema<KRight, KLeft>;

  constructor(subscriptionStore: StoreBuilder, keySchema: CombinedKeySchema<KRight, KLeft>) {
    this.#store = subscriptionStore;
    this.#keySchema = keySchema;
  }

  stores(): Iterable<StoreBuilder> {
    return [this.#store];
  }

  get(): Processor<KRight | null, SubscriptionWrapper<KLeft>, CombinedKey<KRight, KLeft>, SubscriptionWrapper<KLeft>> {
    return new SubscriptionReceiveProcessor(this.#store.name, this.#keySchema);
  }
}

class SubscriptionReceiveProcessor<KLeft, KRight> extends ContextualProcessor<
  KRight | null,
  SubscriptionWrapper<KLeft>,
  CombinedKey<KRight, KLeft>,
  SubscriptionWrapper<KLeft>
> {
  readonly #storeName: string;
  readonly #keySchema: CombinedKeySchema<KRight, KLeft>;
  #store!: TimestampedKeyValueStore<Uint8Array, SubscriptionWrapper<KLeft>>;

  constructor(storeName: string, keySchema: CombinedKeySchema<KRight, KLeft>) {
    super();
    this.#storeName = storeName;
    this.#keySchema = keySchema;
  }

  override init(context: ProcessorContext<CombinedKey<KRight, KLeft>, SubscriptionWrapper<KLeft>>): void {
    super.init(context);
    this.#store = context.getStateStore(this.#storeName);
    this.#keySchema.init();
  }

  process(record: StreamRecord<KRight | null, SubscriptionWrapper<KLeft>>): void {
    const { key, value, timestamp, headers } = record;
    if (key !== null) this.#keep(key, value, timestamp);
    else if (value.instruction !== INSTRUCTION.propagateNullIfNoForeignValue) {
      this.context.counters.drop("null-key-or-value");
      return;
    }
    this.context.forward(new StreamRecord(new CombinedKey(key, value.primaryKey), value, timestamp, headers));
  }

  #keep(foreignKey: KRight, value: SubscriptionWrapper<KLeft>, timestamp: number): void {
    const key = this.#keySchema.toBytes(foreignKey, value.primaryKey);
    if (value.instruction <= INSTRUCTION.deleteKeyAndPropagate) this.#store.delete(key);
    else this.#store.put(key, { value, timestamp });
  }
}
