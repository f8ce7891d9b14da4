import type { Processor, ProcessorContext, ProcessorSupplierObject } from "../../api/processor.ts";
import { StreamRecord } from "../../api/record.ts";
import type { StoreBuilder } from "../../api/store-builder.ts";
import type { TimestampedKeyValueStore } from "../../api/stores.ts";
import type { Change } from "../../state/change.ts";
import { ContextualProcessor } from "../contextual-processor.ts";
import type { CombinedKeySchema } from "./combined-key.ts";
import { SubscriptionResponseWrapper } from "./subscription-response-wrapper.ts";
import type { SubscriptionWrapper } from "./subscription-wrapper.ts";

/** Tells a change of the right table to all rows of the left one that refer to it. */
export class ForeignTableJoinProcessorSupplier<KLeft, KRight, VRight>
  implements ProcessorSupplierObject<KRight, Change<VRight>, KLeft, SubscriptionResponseWrapper<VRight>>
{
  readonly #store: StoreBuilder;
  readonly #keySchema: CombinedKeySchema<KRight, KLeft>;
  #useVersionedSemantics = false;

  constructor(subscriptionStore: StoreBuilder, keySchema: CombinedKeySchema<KRight, KLeft>) {
    this.#store = subscriptionStore;
    this.#keySchema = keySchema;
  }

  stores(): Iterable<StoreBuilder> {
    return [this.#store];
  }

  setUseVersionedSemantics(useVersionedSemantics: boolean): void {
    this.#useVersionedSemantics = useVersionedSemantics;
  }

  get(): Processor<KRight, Change<VRight>, KLeft, SubscriptionResponseWrapper<VRight>> {
    return new ForeignTableJoinProcessor(this.#store.name, this.#keySchema, this.#useVersionedSemantics);
  }
}

class ForeignTableJoinProcessor<KLeft, KRight, VRight> extends ContextualProcessor<
  KRight,
  Change<VRight>,
  KLeft,
  SubscriptionResponseWrapper<VRight>
> {
  readonly #storeName: string;
  readonly #keySchema: CombinedKeySchema<KRight, KLeft>;
  readonly #useVersionedSemantics: boolean;
  #store!: TimestampedKeyValueStore<Uint8Array, SubscriptionWrapper<KLeft>>;

  constructor(storeName: string, keySchema: CombinedKeySchema<KRight, KLeft>, useVersionedSemantics: boolean) {
    super();
    this.#storeName = storeName;
    this.#keySchema = keySchema;
    this.#useVersionedSemantics = useVersionedSemantics;
  }

  override init(context: ProcessorContext<KLeft, SubscriptionResponseWrapper<VRight>>): void {
    super.init(context);
    this.#store = context.getStateStore(this.#storeName);
    this.#keySchema.init();
  }

  process(record: StreamRecord<KRight, Change<VRight>>): void {
    if (record.key == null) {
      this.context.counters.drop("null-key-or-value");
      return;
    }
    const { newValue, isLatest } = record.value;
    if (this.#useVersionedSemantics && !isLatest) {
      this.context.counters.drop("out-of-order-join");
      return;
    }
    for (const [key, subscription] of this.#store.prefixScan(this.#keySchema.prefixBytes(record.key))) {
      const { hash, primaryPartition } = subscription.value;
      const answer = new SubscriptionResponseWrapper(hash, newValue, primaryPartition);
      const primaryKey = this.#keySchema.primaryKeyOf(key);
      this.context.forward(new StreamRecord(primaryKey, answer, record.timestamp, record.headers));
    }
  }
}
