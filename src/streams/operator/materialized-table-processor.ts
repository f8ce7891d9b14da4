import type { ProcessorContext } from "../api/processor.ts";
import type { StreamRecord } from "../api/record.ts";
import type { Change } from "../state/change.ts";
import { ContextualProcessor } from "./contextual-processor.ts";
import { KeyValueStoreWrapper } from "./key-value-store-wrapper.ts";
import { timestampedCacheFlushListener } from "./timestamped-cache-flush-listener.ts";
import { TimestampedTupleForwarder } from "./timestamped-tuple-forwarder.ts";

/** A processor whose output is a table in a store. */
export abstract class MaterializedTableProcessor<KIn, VIn, KOut, VOut> extends ContextualProcessor<
  KIn,
  VIn,
  KOut,
  Change<VOut>
> {
  protected readonly sendOldValues: boolean;
  protected store!: KeyValueStoreWrapper<KOut, VOut>;
  readonly #storeName: string;
  #forwarder!: TimestampedTupleForwarder<KOut, VOut>;

  constructor(storeName: string, sendOldValues: boolean) {
    super();
    this.#storeName = storeName;
    this.sendOldValues = sendOldValues;
  }

  override init(context: ProcessorContext<KOut, Change<VOut>>): void {
    super.init(context);
    this.store = new KeyValueStoreWrapper(this.context, this.#storeName);
    const listener = timestampedCacheFlushListener(this.context);
    this.#forwarder = new TimestampedTupleForwarder(this.store.store, this.context, listener, this.sendOldValues);
  }

  /** Puts the value and hands the change on. Neither, where a versioned store refuses it as too late. */
  protected putAndForward(
    record: StreamRecord<unknown, unknown>,
    key: KOut,
    newValue: VOut | null,
    oldValue: VOut | null,
    timestamp: number,
  ): void {
    const result = this.store.put(key, newValue, timestamp);
    if (result === "not-put") return;
    this.#forwarder.forwardChange(key, newValue, oldValue, result === undefined, timestamp, record.headers);
  }
}
