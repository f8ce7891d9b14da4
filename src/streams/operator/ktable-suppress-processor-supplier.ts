import { MillraceError } from "../../base/errors.ts";
import type { Processor, ProcessorContext } from "../api/processor.ts";
import { StreamRecord } from "../api/record.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import type { ValueAndTimestamp } from "../api/stores.ts";
import type { Windowed } from "../api/windowed.ts";
import type { BufferConfig, BufferFullStrategy } from "../options/buffer-config.ts";
import type { SuppressedUntil } from "../options/suppressed.ts";
import type { Change } from "../state/change.ts";
import type { Eviction, TimeOrderedKeyValueBuffer } from "../state/time-ordered-key-value-buffer.ts";
import { ContextualProcessor } from "./contextual-processor.ts";
import type { InternalProcessorContext } from "./internal-context.ts";
import type { KTableProcessorSupplier, KTableValueGetter, KTableValueGetterSupplier } from "./ktable-supplier.ts";
import type { ParentTable } from "./parent-table.ts";

/** A `Suppressed` with its time for sure: the grace of the windows where it waits until they close. */
interface Suppression {
  /** "window-closes": entries wait by their window's end, and deletions are never handed on. */
  readonly until: SuppressedUntil;
  readonly timeToWaitForMoreEventsMs: number;
  readonly bufferConfig: Pick<BufferConfig<BufferFullStrategy>, "maxRecords" | "maxBytes" | "whenFull">;
}

/** Holds changes of a table back for a time, or until their windows close, or until the buffer is full. */
export class KTableSuppressProcessorSupplier<K, V> implements KTableProcessorSupplier<K, V, K, V> {
  readonly #suppression: Suppression;
  readonly #storeBuilder: StoreBuilder;
  readonly #parent: ParentTable<K, V>;

  constructor(suppression: Suppression, storeBuilder: StoreBuilder, parent: ParentTable<K, V>) {
    this.#suppression = suppression;
    this.#storeBuilder = storeBuilder;
    this.#parent = parent;
    // To answer with what held before the changes that are buffered.
    parent.enableSendingOldValues(true);
  }

  stores(): Iterable<StoreBuilder> {
    return [this.#storeBuilder];
  }

  get(): Processor<K, Change<V>, K, Change<V>> {
    return new KTableSuppressProcessor(this.#suppression, this.#storeBuilder.name);
  }

  view(): KTableValueGetterSupplier<K, V> {
    const parent = this.#parent.valueGetterSupplier();
    const bufferName = this.#storeBuilder.name;
    return {
      storeNames: [bufferName, ...parent.storeNames],
      get: () => new SuppressedValueGetter(parent.get(), bufferName),
    };
  }

  enableSendingOldValues(forceMaterialization: boolean): boolean {
    return this.#parent.enableSendingOldValues(forceMaterialization);
  }
}

class KTableSuppressProcessor<K, V> extends ContextualProcessor<K, Change<V>, K, Change<V>> {
  readonly #bufferName: string;
  readonly #waitMs: number;
  readonly #maxRecords: number;
  readonly #maxBytes: number;
  readonly #emitWhenFull: boolean;
  readonly #untilWindowCloses: boolean;
  readonly #isExpired = () => this.#buffer.minTimestamp <= this.#expiryTime;
  readonly #isOverCapacity = () =>
    this.#buffer.numRecords > this.#maxRecords || this.#buffer.bufferSize > this.#maxBytes;
  readonly #emit = (eviction: Eviction<K, Change<V>>) => this.#forward(eviction);
  #buffer!: TimeOrderedKeyValueBuffer<K, Change<V>, V>;
  #observedStreamTime = -1;
  #expiryTime = 0;

  constructor({ bufferConfig, timeToWaitForMoreEventsMs, until }: Suppression, bufferName: string) {
    super();
    this.#bufferName = bufferName;
    this.#waitMs = timeToWaitForMoreEventsMs;
    this.#maxRecords = bufferConfig.maxRecords;
    this.#maxBytes = bufferConfig.maxBytes;
    this.#emitWhenFull = bufferConfig.whenFull === "emit";
    this.#untilWindowCloses = until === "window-closes";
  }

  override init(context: ProcessorContext<K, Change<V>>): void {
    super.init(context);
    this.#buffer = this.context.getStateStore(this.#bufferName);
    this.#observedStreamTime = this.context.keepTime("observed", () => this.#observedStreamTime);
    this.context.onIdleStreamTime((streamTimeMs) => this.#passIdleTime(streamTimeMs));
  }

  process(record: StreamRecord<K, Change<V>>): void {
    if (record.timestamp > this.#observedStreamTime) this.#observedStreamTime = record.timestamp;
    const recordContext = this.context.recordContext;
    const time = this.#untilWindowCloses ? (record.key as Windowed<unknown>).window.endMs : recordContext.timestamp;
    this.#buffer.put(time, record, recordContext);
    this.#expiryTime = this.#observedStreamTime - this.#waitMs;
    if (this.#isExpired()) this.#buffer.evictWhile(this.#isExpired, this.#emit);
    if (!this.#isOverCapacity()) return;
    if (!this.#emitWhenFull) throw this.#full();
    this.#buffer.evictWhile(this.#isOverCapacity, this.#emit);
  }

  #passIdleTime(streamTimeMs: number): boolean {
    if (streamTimeMs <= this.#observedStreamTime) return false;
    this.#observedStreamTime = streamTimeMs;
    this.#expiryTime = streamTimeMs - this.#waitMs;
    if (!this.#isExpired()) return false;
    this.#buffer.evictWhile(this.#isExpired, this.#emit);
    return true;
  }

  #forward({ key, value, recordContext }: Eviction<K, Change<V>>): void {
    // Nothing was handed on of a window before its result: there is nothing to delete.
    if (value.newValue === null && this.#untilWindowCloses) return;
    const record = new StreamRecord(key, value, recordContext.timestamp, recordContext.headers);
    this.context.withRecordContext(recordContext, () => this.context.forward(record));
  }

  #full(): MillraceError {
    const { numRecords, bufferSize } = this.#buffer;
    return new MillraceError(
      "PROCESSING_FAILED",
      `suppress: the buffer ${this.#bufferName} is full, with ${numRecords} of ${this.#maxRecords} records and ` +
        `${bufferSize} of ${this.#maxBytes} bytes; give it more room, or let it emit early`,
    );
  }
}

/** What was handed on last: what held before the buffered changes, else what the table before holds. */
class SuppressedValueGetter<K, V> implements KTableValueGetter<K, V> {
  readonly isVersioned = false;
  readonly #parent: KTableValueGetter<K, V>;
  readonly #bufferName: string;
  #buffer!: TimeOrderedKeyValueBuffer<K, Change<V>, V>;

  constructor(parent: KTableValueGetter<K, V>, bufferName: string) {
    this.#parent = parent;
    this.#bufferName = bufferName;
  }

  init(context: InternalProcessorContext<unknown, unknown>): void {
    this.#parent.init(context);
    this.#buffer = context.getStateStore(this.#bufferName);
  }

  get(key: K): ValueAndTimestamp<V | null> | undefined {
    const prior = this.#buffer.priorValueForBuffered(key);
    return prior === undefined ? this.#parent.get(key) : (prior ?? undefined);
  }

  getAsOf(): never {
    throw new MillraceError("INVALID_STATE", "A suppressed table has no history to read by time");
  }

  close(): void {
    this.#parent.close();
  }
}
