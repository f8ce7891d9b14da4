import { MillraceError } from "../../base/errors.ts";
import type { ValueJoiner } from "../api/functions.ts";
import type { ProcessorContext } from "../api/processor.ts";
import { StreamRecord } from "../api/record.ts";
import type { Eviction, GraceBuffer } from "../state/time-ordered-key-value-buffer.ts";
import { KStreamKTableJoinProcessor } from "./kstream-ktable-join-processor.ts";
import type { KTableValueGetter } from "./ktable-supplier.ts";

const ALWAYS = () => true;

export class KStreamKTableGraceJoinProcessor<K, V, VTable, VOut> extends KStreamKTableJoinProcessor<
  K,
  V,
  K,
  VTable,
  VOut
> {
  readonly #bufferName: string;
  #buffer!: GraceBuffer<K, V>;
  #streamTime = -1;
  readonly #emit = (buffered: Eviction<K, V>): void => {
    const { key, value, recordContext } = buffered;
    const record = new StreamRecord(key, value, recordContext.timestamp, recordContext.headers);
    this.context.withRecordContext(recordContext, () => super.process(record));
  };

  constructor(
    valueGetter: KTableValueGetter<K, VTable>,
    joiner: ValueJoiner<K, V, VTable, VOut>,
    leftJoin: boolean,
    bufferName: string,
  ) {
    super(valueGetter, undefined, joiner, leftJoin);
    this.#bufferName = bufferName;
  }

  override init(context: ProcessorContext<K, VOut>): void {
    super.init(context);
    if (!this.isVersioned) {
      throw new MillraceError(
        "INVALID_TOPOLOGY",
        "join of a stream and a table: a grace period needs a versioned table: materialize it with a versioned store, or leave out the grace period",
      );
    }
    this.#buffer = context.getStateStore(this.#bufferName);
    this.context.onIdleStreamTime((streamTimeMs) => this.#passIdleTime(streamTimeMs));
  }

  override process(record: StreamRecord<K, V>): void {
    if (record.timestamp > this.#streamTime) this.#streamTime = record.timestamp;
    // Without a key there is no row to wait for; the buffer refuses records that are dropped anyway.
    if (record.key == null || record.value == null) super.process(record);
    else if (this.#buffer.put(this.#streamTime, record, this.context.recordContext)) {
      this.#buffer.evictWhile(ALWAYS, this.#emit);
    } else super.process(record);
  }

  #passIdleTime(streamTimeMs: number): boolean {
    if (streamTimeMs > this.#streamTime) this.#streamTime = streamTimeMs;
    const before = this.#buffer.numRecords;
    this.#buffer.passTime(streamTimeMs);
    this.#buffer.evictWhile(ALWAYS, this.#emit);
    return this.#buffer.numRecords < before;
  }
}
