import type { Processor, ProcessorContext } from "../api/processor.ts";
import { NO_HEADERS, StreamRecord } from "../api/record.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import type { ValueAndTimestamp } from "../api/stores.ts";
import type { ValueTransformer, ValueTransformerSupplier } from "../api/value-transformer.ts";
import { Change } from "../state/change.ts";
import { ComputedTable } from "./computed-table.ts";
import { ContextualProcessor } from "./contextual-processor.ts";
import { ForwardingDisabledContext } from "./forwarding-disabled-context.ts";
import type { InternalProcessorContext } from "./internal-context.ts";
import type { KTableProcessorSupplier, KTableValueGetter } from "./ktable-supplier.ts";
import { MaterializedTableProcessor } from "./materialized-table-processor.ts";
import type { ParentTable } from "./parent-table.ts";

/** As KTableMapValues, but the transformer is asked about deletions too, and may read stores. */
export class KTableTransformValues<K, V, VOut>
  extends ComputedTable<K, V, VOut>
  implements KTableProcessorSupplier<K, V, K, VOut>
{
  readonly #supplier: ValueTransformerSupplier<K, V, VOut>;

  /** `storeBuilder`: of the result's store. `stores()` gives it and those of the supplier. */
  constructor(
    parent: ParentTable<K, V>,
    supplier: ValueTransformerSupplier<K, V, VOut>,
    queryableName: string | undefined,
    storeBuilder: StoreBuilder | undefined,
  ) {
    super(parent, queryableName, storeBuilder);
    this.#supplier = supplier;
  }

  override stores(): Iterable<StoreBuilder> {
    const own = typeof this.#supplier === "function" ? undefined : this.#supplier.stores?.();
    return own === undefined ? super.stores() : [...super.stores(), ...own];
  }

  get(): Processor<K, Change<V>, K, Change<VOut>> {
    const transformer = this.#newTransformer();
    if (this.queryableName === undefined) return new TransformValuesProcessor(transformer, this.sendOldValues);
    return new MaterializedTransformValuesProcessor(transformer, this.queryableName, this.sendOldValues);
  }

  protected computedGetter(parent: KTableValueGetter<K, V>): KTableValueGetter<K, VOut> {
    return new TransformedValueGetter(parent, this.#newTransformer());
  }

  #newTransformer(): ValueTransformer<K, V, VOut> {
    return typeof this.#supplier === "function" ? this.#supplier() : this.#supplier.get();
  }
}

class TransformValuesProcessor<K, V, VOut> extends ContextualProcessor<K, Change<V>, K, Change<VOut>> {
  readonly #transformer: ValueTransformer<K, V, VOut>;
  readonly #sendOldValues: boolean;

  constructor(transformer: ValueTransformer<K, V, VOut>, sendOldValues: boolean) {
    super();
    this.#transformer = transformer;
    this.#sendOldValues = sendOldValues;
  }

  override init(context: ProcessorContext<K, Change<VOut>>): void {
    super.init(context);
    this.#transformer.init?.(new ForwardingDisabledContext(context));
  }

  process(record: StreamRecord<K, Change<V>>): void {
    const { key, value: change } = record;
    const newValue = this.#transformer.transform(change.newValue, key) ?? null;
    const oldValue = this.#sendOldValues ? (this.#transformer.transform(change.oldValue, key) ?? null) : null;
    const next = new Change(newValue, oldValue, change.isLatest);
    this.context.forward(new StreamRecord(key, next, record.timestamp, record.headers));
  }

  close(): void {
    this.#transformer.close?.();
  }
}

class MaterializedTransformValuesProcessor<K, V, VOut> extends MaterializedTableProcessor<K, Change<V>, K, VOut> {
  readonly #transformer: ValueTransformer<K, V, VOut>;

  constructor(transformer: ValueTransformer<K, V, VOut>, storeName: string, sendOldValues: boolean) {
    super(storeName, sendOldValues);
    this.#transformer = transformer;
  }

  override init(context: ProcessorContext<K, Change<VOut>>): void {
    super.init(context);
    this.#transformer.init?.(new ForwardingDisabledContext(context));
  }

  process(record: StreamRecord<K, Change<V>>): void {
    const key = record.key;
    const newValue = this.#transformer.transform(record.value.newValue, key) ?? null;
    const oldValue = this.sendOldValues ? (this.store.get(key)?.value ?? null) : null;
    this.putAndForward(record, key, newValue, oldValue, record.timestamp);
  }

  close(): void {
    this.#transformer.close?.();
  }
}

/** Has a transformer of its own, which sees the time of the value that it transforms and no other place of it. */
class TransformedValueGetter<K, V, VOut> implements KTableValueGetter<K, VOut> {
  readonly #parent: KTableValueGetter<K, V>;
  readonly #transformer: ValueTransformer<K, V, VOut>;
  #context!: InternalProcessorContext<unknown, unknown>;

  constructor(parent: KTableValueGetter<K, V>, transformer: ValueTransformer<K, V, VOut>) {
    this.#parent = parent;
    this.#transformer = transformer;
  }

  get isVersioned(): boolean {
    return this.#parent.isVersioned;
  }

  init(context: InternalProcessorContext<unknown, unknown>): void {
    this.#context = context;
    this.#parent.init(context);
    this.#transformer.init?.(new ForwardingDisabledContext(context));
  }

  get(key: K): ValueAndTimestamp<VOut> | undefined {
    return this.#transformed(key, this.#parent.get(key));
  }

  getAsOf(key: K, asOfTimestampMs: number): ValueAndTimestamp<VOut> | undefined {
    return this.#transformed(key, this.#parent.getAsOf(key, asOfTimestampMs));
  }

  close(): void {
    this.#parent.close();
    this.#transformer.close?.();
  }

  #transformed(key: K, stored: ValueAndTimestamp<V | null> | undefined): ValueAndTimestamp<VOut> | undefined {
    const timestamp = stored?.timestamp ?? -1;
    let value: VOut | null = null;
    this.#context.withRecordContext({ topic: "", partition: -1, offset: -1, timestamp, headers: NO_HEADERS }, () => {
      value = this.#transformer.transform(stored?.value ?? null, key) ?? null;
    });
    return value === null ? undefined : { value, timestamp };
  }
}
