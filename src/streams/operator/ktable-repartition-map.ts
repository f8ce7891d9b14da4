import { MillraceError } from "../../base/errors.ts";
import type { KeyValueMapper } from "../api/functions.ts";
import type { Processor, ProcessorSupplierObject } from "../api/processor.ts";
import { type KeyValue, StreamRecord } from "../api/record.ts";
import { Change } from "../state/change.ts";
import { ContextualProcessor } from "./contextual-processor.ts";
import { sameKey } from "./same-key.ts";

/**
 * Gives the changes of a table their keys in a group: what leaves a group goes out before what comes into one. It always
 * needs old values of the table before.
 */
export class KTableRepartitionMap<K, V, KOut, VOut>
  implements ProcessorSupplierObject<K, Change<V>, KOut, Change<VOut>>
{
  readonly #mapper: KeyValueMapper<K, V, KeyValue<KOut, VOut>>;
  #useVersionedSemantics = false;

  constructor(mapper: KeyValueMapper<K, V, KeyValue<KOut, VOut>>) {
    this.#mapper = mapper;
  }

  get useVersionedSemantics(): boolean {
    return this.#useVersionedSemantics;
  }

  setUseVersionedSemantics(useVersionedSemantics: boolean): void {
    this.#useVersionedSemantics = useVersionedSemantics;
  }

  get(): Processor<K, Change<V>, KOut, Change<VOut>> {
    return new KTableRepartitionMapProcessor(this.#mapper, this.#useVersionedSemantics);
  }
}

class KTableRepartitionMapProcessor<K, V, KOut, VOut> extends ContextualProcessor<K, Change<V>, KOut, Change<VOut>> {
  readonly #mapper: KeyValueMapper<K, V, KeyValue<KOut, VOut>>;
  readonly #latestOnly: boolean;

  constructor(mapper: KeyValueMapper<K, V, KeyValue<KOut, VOut>>, latestOnly: boolean) {
    super();
    this.#mapper = mapper;
    this.#latestOnly = latestOnly;
  }

  process(record: StreamRecord<K, Change<V>>): void {
    const { key, value: change } = record;
    if (key == null) throw new MillraceError("PROCESSING_FAILED", "groupBy: a table's record has no key");
    // A late version changes nothing of what holds now, which is all that an aggregate is made of.
    if (this.#latestOnly && !change.isLatest) return;
    const added = this.#pairOf(key, change.newValue);
    const removed = this.#pairOf(key, change.oldValue);
    if (added !== undefined && removed !== undefined && sameKey(removed[0], added[0])) {
      this.#forward(record, removed[0], added[1], removed[1]);
      return;
    }
    if (removed !== undefined) this.#forward(record, removed[0], null, removed[1]);
    if (added !== undefined) this.#forward(record, added[0], added[1], null);
  }

  /** Undefined: in no group. */
  #pairOf(key: K, value: V | null): KeyValue<KOut, VOut> | undefined {
    if (value === null) return undefined;
    const pair = this.#mapper(key, value);
    return pair == null || pair[0] == null || pair[1] == null ? undefined : pair;
  }

  #forward(record: StreamRecord<K, Change<V>>, key: KOut, newValue: VOut | null, oldValue: VOut | null): void {
    const change = new Change(newValue, oldValue, record.value.isLatest);
    this.context.forward(new StreamRecord(key, change, record.timestamp, record.headers));
  }
}
