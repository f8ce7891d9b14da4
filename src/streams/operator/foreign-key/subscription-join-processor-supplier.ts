import type { Processor, ProcessorContext, ProcessorSupplierObject } from "../../api/processor.ts";
import { StreamRecord } from "../../api/record.ts";
import { ContextualProcessor } from "../contextual-processor.ts";
import type { KTableValueGetter, KTableValueGetterSupplier } from "../ktable-supplier.ts";
import type { CombinedKey } from "./combined-key.ts";
import { SubscriptionResponseWrapper } from "./subscription-response-wrapper.ts";
import { INSTRUCTION, type SubscriptionWrapper } from "./subscription-wrapper.ts";

/** Answers a new or changed subscription with the right table's row, as the instruction wants it. */
export class SubscriptionJoinProcessorSupplier<KLeft, KRight, VRight>
  implements
    ProcessorSupplierObject<
      CombinedKey<KRight, KLeft>,
      SubscriptionWrapper<KLeft>,
      KLeft,
      SubscriptionResponseWrapper<VRight>
    >
{
  readonly #foreignValues: KTableValueGetterSupplier<KRight, VRight>;

  constructor(foreignValueGetterSupplier: KTableValueGetterSupplier<KRight, VRight>) {
    this.#foreignValues = foreignValueGetterSupplier;
  }

  get(): Processor<CombinedKey<KRight, KLeft>, SubscriptionWrapper<KLeft>, KLeft, SubscriptionResponseWrapper<VRight>> {
    return new SubscriptionJoinProcessor(this.#foreignValues.get());
  }
}

class SubscriptionJoinProcessor<KLeft, KRight, VRight> extends ContextualProcessor<
  CombinedKey<KRight, KLeft>,
  SubscriptionWrapper<KLeft>,
  KLeft,
  SubscriptionResponseWrapper<VRight>
> {
  readonly #foreignValues: KTableValueGetter<KRight, VRight>;

  constructor(foreignValues: KTableValueGetter<KRight, VRight>) {
    super();
    this.#foreignValues = foreignValues;
  }

  override init(context: ProcessorContext<KLeft, SubscriptionResponseWrapper<VRight>>): void {
    super.init(context);
    this.#foreignValues.init(this.context);
  }

  process(record: StreamRecord<CombinedKey<KRight, KLeft>, SubscriptionWrapper<KLeft>>): void {
    const { foreignKey, primaryKey } = record.key;
    const { hash, instruction, primaryPartition } = record.value;
    if (instruction === INSTRUCTION.deleteKeyNoPropagate) return;
    const found = foreignKey === null ? undefined : this.#foreignValues.get(foreignKey);
    if (found === undefined && instruction === INSTRUCTION.propagateOnlyIfForeignValue) return;
    const foreignValue = found === undefined || instruction === INSTRUCTION.deleteKeyAndPropagate ? null : found.value;
    const timestamp = found === undefined ? record.timestamp : Math.max(record.timestamp, found.timestamp);
    const answer = new SubscriptionResponseWrapper<VRight>(hash, foreignValue, primaryPartition);
    this.context.forward(new StreamRecord(primaryKey, answer, timestamp, record.headers));
  }

  close(): void {
    this.#foreignValues.close();
  }
}
