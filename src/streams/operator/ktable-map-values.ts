import type { ValueMapper } from "../api/functions.ts";
import type { Processor } from "../api/processor.ts";
import { StreamRecord } from "../api/record.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import { Change } from "../state/change.ts";
import { ComputedTable } from "./computed-table.ts";
import { ComputedValueGetter } from "./computed-value-getter.ts";
import { ContextualProcessor } from "./contextual-processor.ts";
import type { KTableProcessorSupplier, KTableValueGetter } from "./ktable-supplier.ts";
import { MaterializedTableProcessor } from "./materialized-table-processor.ts";
import type { ParentTable } from "./parent-table.ts";

export class KTableMapValues<K, V, VOut>
  extends ComputedTable<K, V, VOut>
  implements KTableProcessorSupplier<K, V, K, VOut>
{
  readonly #mapper: ValueMapper<K, V, VOut>;

  constructor(
    parent: ParentTable<K, V>,
    mapper: ValueMapper<K, V, VOut>,
    queryableName: string | undefined,
    storeBuilder: StoreBuilder | undefined,
  ) {
    super(parent, queryableName, storeBuilder);
    this.#mapper = mapper;
  }

  get(): Processor<K, Change<V>, K, Change<VOut>> {
    if (this.queryableName === undefined) return new MapValuesProcessor(this.#mapper, this.sendOldValues);
    return new MaterializedMapValuesProcessor(this.#mapper, this.queryableName, this.sendOldValues);
  }

  protected computedGetter(parent: KTableValueGetter<K, V>): KTableValueGetter<K, VOut> {
    return new ComputedValueGetter(parent, (key, stored) => {
      const value = stored === undefined ? null : this.#mapper(stored.value as V, key);
      return value == null ? undefined : { value, timestamp: stored!.timestamp };
    });
  }
}

function mapped<K, V, VOut>(mapper: ValueMapper<K, V, VOut>, key: K, value: V | null): VOut | null {
  return value === null ? null : (mapper(value, key) ?? null);
}

class MapValuesProcessor<K, V, VOut> extends ContextualProcessor<K, Change<V>, K, Change<VOut>> {
  readonly #mapper: ValueMapper<K, V, VOut>;
  readonly #sendOldValues: boolean;

  constructor(mapper: ValueMapper<K, V, VOut>, sendOldValues: boolean) {
    super();
    this.#mapper = mapper;
    this.#sendOldValues = sendOldValues;
  }

  process(record: StreamRecord<K, Change<V>>): void {
    const { key, value: change } = record;
    const newValue = mapped(this.#mapper, key, change.newValue);
    const oldValue = this.#sendOldValues ? mapped(this.#mapper, key, change.oldValue) : null;
    const next = new Change(newValue, oldValue, change.isLatest);
    this.context.forward(new StreamRecord(key, next, record.timestamp, record.headers));
  }
}

class MaterializedMapValuesProcessor<K, V, VOut> extends MaterializedTableProcessor<K, Change<V>, K, VOut> {
  readonly #mapper: ValueMapper<K, V, VOut>;

  constructor(mapper: ValueMapper<K, V, VOut>, storeName: string, sendOldValues: boolean) {
    super(storeName, sendOldValues);
    this.#mapper = mapper;
  }

  process(record: StreamRecord<K, Change<V>>): void {
    const key = record.key;
    const newValue = mapped(this.#mapper, key, record.value.newValue);
    const oldValue = this.sendOldValues ? (this.store.get(key)?.value ?? null) : null;
    this.putAndForward(record, key, newValue, oldValue, record.timestamp);
  }
}
