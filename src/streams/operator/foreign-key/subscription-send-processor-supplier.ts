import type { Serde, SerdePlace, Serializer } from "../../../serde/serde.ts";
import type { ValueMapper } from "../../api/functions.ts";
import type { Processor, ProcessorContext, ProcessorSupplierObject } from "../../api/processor.ts";
import { StreamRecord } from "../../api/record.ts";
import { bytesOf, sameBytes } from "../../state/binary.ts";
import type { Change } from "../../state/change.ts";
import { ContextualProcessor } from "../contextual-processor.ts";
import { murmur3Hash128 } from "./murmur3.ts";
import { INSTRUCTION, type Instruction, SubscriptionWrapper } from "./subscription-wrapper.ts";

/** What the processor is made of. The topics are only what serdes are told; they are known when a task starts. */
interface SubscriptionSendParts<KLeft, VLeft, KRight> {
  readonly foreignKeyExtractor: ValueMapper<KLeft, VLeft, KRight | null | undefined>;
  readonly foreignKeySerdeTopic: () => string;
  readonly valueSerdeTopic: () => string;
  readonly foreignKeySerde: Serde<KRight>;
  readonly valueSerializer: Serializer<VLeft>;
  readonly leftJoin: boolean;
}

/** Changes of the left table become subscriptions at the foreign key, which are sent to where the right table's row lives. */
export class SubscriptionSendProcessorSupplier<KLeft, VLeft, KRight>
  implements ProcessorSupplierObject<KLeft, Change<VLeft>, KRight | null, SubscriptionWrapper<KLeft>>
{
  readonly #parts: SubscriptionSendParts<KLeft, VLeft, KRight>;
  #useVersionedSemantics = false;

  constructor(
    foreignKeyExtractor: ValueMapper<KLeft, VLeft, KRight | null | undefined>,
    foreignKeySerdeTopic: () => string,
    valueSerdeTopic: () => string,
    foreignKeySerde: Serde<KRight>,
    valueSerializer: Serializer<VLeft>,
    leftJoin: boolean,
  ) {
    this.#parts = {
      foreignKeyExtractor,
      foreignKeySerdeTopic,
      valueSerdeTopic,
      foreignKeySerde,
      valueSerializer,
      leftJoin,
    };
  }

  setUseVersionedSemantics(useVersionedSemantics: boolean): void {
    this.#useVersionedSemantics = useVersionedSemantics;
  }

  get(): Processor<KLeft, Change<VLeft>, KRight | null, SubscriptionWrapper<KLeft>> {
    return new SubscriptionSendProcessor(this.#parts, this.#useVersionedSemantics);
  }
}

class SubscriptionSendProcessor<KLeft, VLeft, KRight> extends ContextualProcessor<
  KLeft,
  Change<VLeft>,
  KRight | null,
  SubscriptionWrapper<KLeft>
> {
  readonly #parts: SubscriptionSendParts<KLeft, VLeft, KRight>;
  readonly #useVersionedSemantics: boolean;
  #foreignKeyPlace!: SerdePlace;
  #valuePlace!: SerdePlace;

  constructor(parts: SubscriptionSendParts<KLeft, VLeft, KRight>, useVersionedSemantics: boolean) {
    super();
    this.#parts = parts;
    this.#useVersionedSemantics = useVersionedSemantics;
  }

  override init(context: ProcessorContext<KRight | null, SubscriptionWrapper<KLeft>>): void {
    super.init(context);
    this.#foreignKeyPlace = { topic: this.#parts.foreignKeySerdeTopic() };
    this.#valuePlace = { topic: this.#parts.valueSerdeTopic() };
  }

  process(record: StreamRecord<KLeft, Change<VLeft>>): void {
    const change = record.value;
    if (this.#useVersionedSemantics && !change.isLatest) {
      this.context.counters.drop("out-of-order-join");
      return;
    }
    if (change.newValue === null && change.oldValue === null) return;
    const oldKey = this.#foreignKeyOf(record.key, change.oldValue);
    const newKey = this.#foreignKeyOf(record.key, change.newValue);
    const hash = change.newValue === null ? null : this.#hashOf(change.newValue);
    if (this.#parts.leftJoin) this.#sendForLeftJoin(record, oldKey, newKey, hash);
    else this.#sendForInnerJoin(record, oldKey, newKey, hash);
  }

  /**
   * Every change needs an answer, as every one gives a row: a deletion, too, for which it is asked at no foreign key. An
   * old key whose row never joined may give a tombstone too many; nobody here can know.
   */
  #sendForLeftJoin(
    record: StreamRecord<KLeft, Change<VLeft>>,
    oldKey: KRight | null,
    newKey: KRight | null,
    hash: Uint8Array | null,
  ): void {
    if (oldKey !== null && this.#differ(newKey, oldKey)) {
      this.#send(record, oldKey, INSTRUCTION.deleteKeyNoPropagate, hash);
    }
    this.#send(record, newKey, INSTRUCTION.propagateNullIfNoForeignValue, hash);
  }

  #sendForInnerJoin(
    record: StreamRecord<KLeft, Change<VLeft>>,
    oldKey: KRight | null,
    newKey: KRight | null,
    hash: Uint8Array | null,
  ): void {
    if (newKey === null) {
      if (record.value.newValue !== null) this.context.counters.drop("null-key-or-value");
      if (oldKey !== null) this.#send(record, oldKey, INSTRUCTION.deleteKeyAndPropagate, hash);
    } else if (oldKey !== null && this.#differ(newKey, oldKey)) {
      // The keys may live in two partitions, so the answer of the new one has to undo the result of the old one.
      this.#send(record, oldKey, INSTRUCTION.deleteKeyNoPropagate, hash);
      this.#send(record, newKey, INSTRUCTION.propagateNullIfNoForeignValue, hash);
    } else {
      this.#send(record, newKey, INSTRUCTION.propagateOnlyIfForeignValue, hash);
    }
  }

  #send(
    record: StreamRecord<KLeft, Change<VLeft>>,
    foreignKey: KRight | null,
    instruction: Instruction,
    hash: Uint8Array | null,
  ): void {
    const { partition } = this.context.recordContext;
    const subscription = new SubscriptionWrapper(hash, instruction, record.key, partition);
    this.context.forward(new StreamRecord(foreignKey, subscription, record.timestamp, record.headers));
  }

  #foreignKeyOf(key: KLeft, value: VLeft | null): KRight | null {
    return value === null ? null : (this.#parts.foreignKeyExtractor(value, key) ?? null);
  }

  #differ(one: KRight | null, other: KRight): boolean {
    if (one === null) return true;
    if (one === other) return false;
    const serde = this.#parts.foreignKeySerde;
    return !sameBytes(serde.serialize(one, this.#foreignKeyPlace), serde.serialize(other, this.#foreignKeyPlace));
  }

  #hashOf(value: VLeft): Uint8Array {
    return murmur3Hash128(bytesOf(this.#parts.valueSerializer.serialize(value, this.#valuePlace)));
  }
}
