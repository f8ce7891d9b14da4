import type { SerdePlace, Serializer } from "../../../serde/serde.ts";
import type { ValueJoiner } from "../../api/functions.ts";
import type { Processor, ProcessorContext, ProcessorSupplierObject } from "../../api/processor.ts";
import { StreamRecord } from "../../api/record.ts";
import { bytesOf, sameBytes } from "../../state/binary.ts";
import { ContextualProcessor } from "../contextual-processor.ts";
import type { KTableValueGetter, KTableValueGetterSupplier } from "../ktable-supplier.ts";
import { murmur3Hash128 } from "./murmur3.ts";
import type { SubscriptionResponseWrapper } from "./subscription-response-wrapper.ts";

/** What the processor is made of. The topic is only what the serializer is told; it is known when a task starts. */
interface ResponseJoinParts<KLeft, VLeft, VRight, VOut> {
  readonly values: KTableValueGetterSupplier<KLeft, VLeft>;
  readonly valueSerializer: Serializer<VLeft>;
  readonly valueSerdeTopic: () => string;
  readonly joiner: ValueJoiner<KLeft, VLeft, VRight, VOut>;
  readonly leftJoin: boolean;
}

/**
 * Joins an answer with the left table's row. An answer to a row that has changed since is dropped: another one is on its
 * way. Null deletes the result.
 */
export class ResponseJoinProcessorSupplier<KLeft, VLeft, VRight, VOut>
  implements ProcessorSupplierObject<KLeft, SubscriptionResponseWrapper<VRight>, KLeft, VOut | null>
{
  readonly #parts: ResponseJoinParts<KLeft, VLeft, VRight, VOut>;

  constructor(
    valueGetterSupplier: KTableValueGetterSupplier<KLeft, VLeft>,
    valueSerializer: Serializer<VLeft>,
    valueSerdeTopic: () => string,
    joiner: ValueJoiner<KLeft, VLeft, VRight, VOut>,
    leftJoin: boolean,
  ) {
    this.#parts = { values: valueGetterSupplier, valueSerializer, valueSerdeTopic, joiner, leftJoin };
  }

  get(): Processor<KLeft, SubscriptionResponseWrapper<VRight>, KLeft, VOut | null> {
    return new ResponseJoinProcessor(this.#parts);
  }
}

class ResponseJoinProcessor<KLeft, VLeft, VRight, VOut> extends ContextualProcessor<
  KLeft,
  SubscriptionResponseWrapper<VRight>,
  KLeft,
  VOut | null
> {
  readonly #parts: ResponseJoinParts<KLeft, VLeft, VRight, VOut>;
  readonly #values: KTableValueGetter<KLeft, VLeft>;
  #place!: SerdePlace;

  constructor(parts: ResponseJoinParts<KLeft, VLeft, VRight, VOut>) {
    super();
    this.#parts = parts;
    this.#values = parts.values.get();
  }

  override init(context: ProcessorContext<KLeft, VOut | null>): void {
    super.init(context);
    this.#place = { topic: this.#parts.valueSerdeTopic() };
    this.#values.init(this.context);
  }

  process(record: StreamRecord<KLeft, SubscriptionResponseWrapper<VRight>>): void {
    const { originalValueHash, foreignValue } = record.value;
    const value = this.#values.get(record.key)?.value ?? null;
    if (!this.#isCurrent(value, originalValueHash)) {
      this.context.counters.drop("stale-join-response");
      return;
    }
    const { joiner, leftJoin } = this.#parts;
    const joins = foreignValue !== null || (leftJoin && value !== null);
    const result = joins ? joiner(value as VLeft, foreignValue as VRight, record.key) : null;
    this.context.forward(new StreamRecord(record.key, result, record.timestamp, record.headers));
  }

  close(): void {
    this.#values.close();
  }

  #isCurrent(value: VLeft | null, hash: Uint8Array | null): boolean {
    if (value === null || hash === null) return value === null && hash === null;
    const bytes = bytesOf(this.#parts.valueSerializer.serialize(value, this.#place));
    return sameBytes(murmur3Hash128(bytes), hash);
  }
}
