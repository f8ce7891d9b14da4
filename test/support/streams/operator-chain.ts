import type { Cancellable, Processor, ProcessorSupplierObject } from "../../../src/streams/api/processor.ts";
import { type Headers, NO_HEADERS, StreamRecord } from "../../../src/streams/api/record.ts";
import type { StoreBuilder } from "../../../src/streams/api/store-builder.ts";
import type { CacheBudget, RecordContext, StoreContext } from "../../../src/streams/api/store-context.ts";
import type { StateStore } from "../../../src/streams/api/stores.ts";
import type { InternalProcessorContext } from "../../../src/streams/operator/internal-context.ts";
import { TaskCounters } from "../../../src/streams/operator/task-counters.ts";
import { Change } from "../../../src/streams/state/change.ts";

/** Of any types: that one fits the next is up to the test. */
type AnySupplier = ProcessorSupplierObject<never, never, unknown, unknown>;

interface ChainOptions {
  /** 0: no caches. */
  readonly cacheMaxBytes?: number;
  readonly emitIntervalMs?: number;
  /** What operators kept with the committed offsets. */
  readonly processorMetadata?: ReadonlyMap<string, number>;
  /** Stores beside those of the suppliers. */
  readonly stores?: readonly StoreBuilder[];
}

/**
 * Operators one after the other, as a task would run them, without sources and sinks. What the last one hands on is kept as
 * text: `key value @time`, a change as `new<-old`, "late" behind it where it is not the latest.
 */
export class OperatorChain {
  readonly counters = new TaskCounters();
  readonly processorMetadata: Map<string, number>;
  readonly recordContext: RecordContext = {
    topic: "topic",
    partition: 0,
    offset: 0,
    timestamp: 0,
    headers: NO_HEADERS,
  };
  readonly emitIntervalMs: number;
  systemTimeMs = 0;
  readonly #stores = new Map<string, StateStore>();
  readonly #processors: Processor<never, never, unknown, unknown>[];
  readonly #cache: CacheBudget;
  #output: string[] = [];
  #streamTimeMs = -1;

  constructor(suppliers: readonly AnySupplier[], options: ChainOptions = {}) {
    this.emitIntervalMs = options.emitIntervalMs ?? 0;
    this.processorMetadata = new Map(options.processorMetadata);
    this.#cache = { bytes: 0, maxBytes: options.cacheMaxBytes ?? 0 };
    const builders = [...(options.stores ?? []), ...suppliers.flatMap((supplier) => [...(supplier.stores?.() ?? [])])];
    for (const builder of builders) this.#addStore(builder);
    this.#processors = suppliers.map((supplier) => supplier.get());
    for (const [place, processor] of this.#processors.entries()) processor.init?.(this.contextOf(place));
  }

  /** The context of the operator at a place; what it forwards goes to the next one. */
  contextOf(place: number): InternalProcessorContext<unknown, unknown> {
    return new ChainContext(this, place);
  }

  pipe(key: unknown, value: unknown, timestamp: number, headers: Headers = NO_HEADERS): this {
    this.#streamTimeMs = Math.max(this.#streamTimeMs, timestamp);
    this.recordContext.offset++;
    this.hand(0, new StreamRecord(key, value, timestamp, headers), undefined);
    return this;
  }

  /** What went out since it was last asked. */
  drain(): string[] {
    const output = this.#output;
    this.#output = [];
    return output;
  }

  flush(): void {
    for (const store of this.#stores.values()) store.flush();
  }

  close(): void {
    for (const processor of this.#processors) processor.close?.();
  }

  store<S extends StateStore>(name: string): S {
    const store = this.#stores.get(name);
    if (store === undefined) throw new Error(`no store ${name}`);
    return store as S;
  }

  get streamTimeMs(): number {
    return this.#streamTimeMs;
  }

  hand(place: number, record: StreamRecord<unknown, unknown>, childName: string | undefined): void {
    const processor = this.#processors[place];
    if (processor === undefined) {
      this.#output.push(`${childName === undefined ? "" : `${childName}: `}${textOf(record)}`);
      return;
    }
    const { timestamp, headers } = this.recordContext;
    this.recordContext.timestamp = record.timestamp;
    this.recordContext.headers = record.headers;
    processor.process(record as StreamRecord<never, never>);
    this.recordContext.timestamp = timestamp;
    this.recordContext.headers = headers;
  }

  withRecordContext(context: RecordContext, action: () => void): void {
    const before = { ...this.recordContext };
    Object.assign(this.recordContext, context);
    action();
    Object.assign(this.recordContext, before);
  }

  #addStore(builder: StoreBuilder): void {
    if (this.#stores.has(builder.name)) return;
    const chain = this;
    const context: StoreContext = {
      applicationId: "app",
      taskId: "0_0",
      partition: 0,
      cache: this.#cache,
      recordContext: this.recordContext,
      get currentStreamTimeMs() {
        return chain.streamTimeMs;
      },
      changelogTopic: (name) => `app-${name}-changelog`,
      logChange: () => {},
      register: () => {},
      withRecordContext: (of, action) => this.withRecordContext(of, action),
    };
    const store = builder.build();
    store.init(context);
    this.#stores.set(builder.name, store);
  }
}

class ChainContext implements InternalProcessorContext<unknown, unknown> {
  readonly applicationId = "app";
  readonly taskId = "0_0";
  readonly #chain: OperatorChain;
  readonly #place: number;

  constructor(chain: OperatorChain, place: number) {
    this.#chain = chain;
    this.#place = place;
  }

  get recordContext(): RecordContext {
    return this.#chain.recordContext;
  }

  get recordMetadata(): RecordContext {
    return this.#chain.recordContext;
  }

  get counters(): TaskCounters {
    return this.#chain.counters;
  }

  get emitIntervalMs(): number {
    return this.#chain.emitIntervalMs;
  }

  get currentStreamTimeMs(): number {
    return this.#chain.streamTimeMs;
  }

  get currentSystemTimeMs(): number {
    return this.#chain.systemTimeMs;
  }

  forward(record: StreamRecord<unknown, unknown>, childName?: string): void {
    this.#chain.hand(this.#place + 1, record, childName);
  }

  getStateStore<S extends StateStore>(name: string): S {
    return this.#chain.store(name);
  }

  withRecordContext(context: RecordContext, action: () => void): void {
    this.#chain.withRecordContext(context, action);
  }

  processorMetadataForKey(key: string): number | undefined {
    return this.#chain.processorMetadata.get(key);
  }

  addProcessorMetadataKeyValue(key: string, value: number): void {
    this.#chain.processorMetadata.set(key, value);
  }

  keepTime(): number {
    return -1;
  }

  schedule(): Cancellable {
    return { cancel() {} };
  }

  commit(): void {}

  holdRecord(): RecordContext {
    return { ...this.recordContext };
  }

  registerAsync(): void {}

  onIdleStreamTime(): void {}
}

function textOf({ key, value, timestamp, headers }: StreamRecord<unknown, unknown>): string {
  const names = headers.map(([name]) => ` #${name}`).join("");
  return `${shown(key)} ${value instanceof Change ? changeText(value) : shown(value)} @${timestamp}${names}`;
}

function changeText({ newValue, oldValue, isLatest }: Change<unknown>): string {
  return `${shown(newValue)}<-${shown(oldValue)}${isLatest ? "" : " late"}`;
}

function shown(value: unknown): string {
  return typeof value === "object" && value?.toString === Object.prototype.toString
    ? JSON.stringify(value)
    : String(value);
}
