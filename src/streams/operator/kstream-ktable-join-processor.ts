import type { KeyValueMapper, ValueJoiner } from "../api/functions.ts";
import type { ProcessorContext } from "../api/processor.ts";
import { StreamRecord } from "../api/record.ts";
import { ContextualProcessor } from "./contextual-processor.ts";
import type { KTableValueGetter } from "./ktable-supplier.ts";

/** One read of the table and one record on. Without a key of the table (or a row) only a left join gives something. */
export class KStreamKTableJoinProcessor<K, V, KTable, VTable, VOut> extends ContextualProcessor<K, V, K, VOut> {
  readonly #getter: KTableValueGetter<KTable, VTable>;
  /** Undefined: the table has the stream's keys. */
  readonly #keyMapper: KeyValueMapper<K, V, KTable | null> | undefined;
  readonly #joiner: ValueJoiner<K, V, VTable, VOut>;
  readonly #leftJoin: boolean;
  #isVersioned = false;

  constructor(
    valueGetter: KTableValueGetter<KTable, VTable>,
    keyMapper: KeyValueMapper<K, V, KTable | null> | undefined,
    joiner: ValueJoiner<K, V, VTable, VOut>,
    leftJoin: boolean,
  ) {
    super();
    this.#getter = valueGetter;
    this.#keyMapper = keyMapper;
    this.#joiner = joiner;
    this.#leftJoin = leftJoin;
  }

  override init(context: ProcessorContext<K, VOut>): void {
    super.init(context);
    this.#getter.init(this.context);
    this.#isVersioned = this.#getter.isVersioned;
  }

  /** Is the table one that is read by time? */
  protected get isVersioned(): boolean {
    return this.#isVersioned;
  }

  process(record: StreamRecord<K, V>): void {
    const { key, value, timestamp } = record;
    const mapper = this.#keyMapper;
    const tableKey = mapper === undefined ? (key as unknown as KTable | null) : mapper(key, value);
    if (value == null || (tableKey == null && !this.#leftJoin)) {
      this.context.counters.drop("null-key-or-value");
      return;
    }
    let tableValue: VTable | null = null;
    if (tableKey != null) {
      const found = this.#isVersioned ? this.#getter.getAsOf(tableKey, timestamp) : this.#getter.get(tableKey);
      if (found !== undefined) tableValue = found.value;
    }
    if (tableValue === null && !this.#leftJoin) return;
    const joined = this.#joiner(value, tableValue as VTable, key);
    this.context.forward(new StreamRecord(key, joined, timestamp, record.headers));
  }

  close(): void {
    this.#getter.close();
  }
}
