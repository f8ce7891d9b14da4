import type { ValueJoiner } from "../api/functions.ts";
import type { ProcessorContext } from "../api/processor.ts";
import { StreamRecord } from "../api/record.ts";
import { Change } from "../state/change.ts";
import { ContextualProcessor } from "./contextual-processor.ts";
import type { JoinKind } from "./ktable-ktable-join.ts";
import type { KTableValueGetter } from "./ktable-supplier.ts";

interface TableJoinModes {
  readonly sendOldValues: boolean;
  readonly useVersionedSemantics: boolean;
}

export class KTableKTableJoinProcessor<K, V1, V2, VOut> extends ContextualProcessor<K, Change<V1>, K, Change<VOut>> {
  readonly #getter: KTableValueGetter<K, V2>;
  readonly #joiner: ValueJoiner<K, V1, V2, VOut>;
  readonly #kind: JoinKind;
  readonly #sendOldValues: boolean;
  readonly #useVersionedSemantics: boolean;

  constructor(
    getter: KTableValueGetter<K, V2>,
    joiner: ValueJoiner<K, V1, V2, VOut>,
    kind: JoinKind,
    modes: TableJoinModes,
  ) {
    super();
    this.#getter = getter;
    this.#joiner = joiner;
    this.#kind = kind;
    this.#sendOldValues = modes.sendOldValues;
    this.#useVersionedSemantics = modes.useVersionedSemantics;
  }

  override init(context: ProcessorContext<K, Change<VOut>>): void {
    super.init(context);
    this.#getter.init(this.context);
  }

  process(record: StreamRecord<K, Change<V1>>): void {
    const { key, value: change } = record;
    if (key == null) {
      this.context.counters.drop("null-key-or-value");
      return;
    }
    if (this.#useVersionedSemantics && !change.isLatest) {
      this.context.counters.drop("out-of-order-join");
      return;
    }
    const other = this.#getter.get(key);
    let { timestamp } = record;
    let value2: V2 | null = null;
    if (other !== undefined && other.value !== null) {
      value2 = other.value;
      if (other.timestamp > timestamp) timestamp = other.timestamp;
    } else if (!this.#kind.value2Optional || (change.newValue === null && change.oldValue === null)) {
      return;
    }
    const newValue = this.#join(change.newValue, value2, key);
    const oldValue = this.#sendOldValues ? this.#join(change.oldValue, value2, key) : null;
    const joined = new Change(newValue, oldValue, change.isLatest);
    this.context.forward(new StreamRecord(key, joined, timestamp, record.headers));
  }

  close(): void {
    this.#getter.close();
  }

  #join(value1: V1 | null, value2: V2 | null, key: K): VOut | null {
    if (value1 === null && (value2 === null || !this.#kind.value1Optional)) return null;
    return this.#joiner(value1 as V1, value2 as V2, key) ?? null;
  }
}
