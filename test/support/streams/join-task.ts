import type { Processor, ProcessorSupplierObject, PunctuationType } from "../../../src/streams/api/processor.ts";
import { type Headers, NO_HEADERS, StreamRecord } from "../../../src/streams/api/record.ts";
import type { Serialized } from "../../../src/streams/api/serialized.ts";
import type { StoreBuilder } from "../../../src/streams/api/store-builder.ts";
import type { RecordContext } from "../../../src/streams/api/store-context.ts";
import type { StateStore } from "../../../src/streams/api/stores.ts";
import type { InternalProcessorContext } from "../../../src/streams/operator/internal-context.ts";
import { TaskCounters } from "../../../src/streams/operator/task-counters.ts";

type AnyRecord = StreamRecord<unknown, unknown>;
export type Receiver = (record: AnyRecord) => void;
type AnySupplier = ProcessorSupplierObject<never, never, unknown, unknown>;

/** A task that is only operators wired by hand: no topics, no serdes. */
export class JoinTask {
  readonly counters = new TaskCounters();
  readonly recordContext: RecordContext = { topic: "in", partition: 0, offset: 0, timestamp: -1, headers: NO_HEADERS };
  /** What reached the end, as "value@timestamp", or "key:value@timestamp" where the key is not "k". */
  readonly #rows: string[] = [];
  readonly #stores = new Map<string, StateStore>();
  readonly #closers: (() => void)[] = [];
  wallClockMs = 0;
  emitIntervalMs = 0;
  /** Of all stores, as "name key=value" in hex. */
  readonly changes: string[] = [];
  lastHeaders: Headers = NO_HEADERS;

  /** Builds a store, which operators find by its name then. */
  store(builder: StoreBuilder): StoreBuilder {
    const store = builder.build();
    store.init({
      applicationId: "app",
      taskId: "0_0",
      partition: 0,
      cache: { bytes: 0, maxBytes: 0 },
      recordContext: this.recordContext,
      currentStreamTimeMs: -1,
      changelogTopic: (name) => `app-${name}-changelog`,
      logChange: (name, key, value) => {
        this.changes.push(`${name} ${hexOf(key)}=${value === null ? null : hexOf(value)}`);
      },
      register() {},
      withRecordContext: (_context, action) => action(),
    });
    this.#stores.set(builder.name, store);
    return builder;
  }

  /** Starts an operator whose records go to these receivers. */
  node(supplier: AnySupplier, ...children: readonly Receiver[]): Receiver {
    const processor = supplier.get() as Processor<unknown, unknown, unknown, unknown>;
    processor.init?.(this.#contextOf(children));
    this.#closers.push(() => processor.close?.());
    return (record) => processor.process(record);
  }

  readonly output: Receiver = (record) => {
    this.lastHeaders = record.headers;
    this.#rows.push(`${record.key === "k" ? "" : `${record.key}:`}${textOf(record.value)}@${record.timestamp}`);
  };

  /** Sends one record and gives the rows that came of it, separated by spaces. */
  pipe(
    receiver: Receiver,
    key: unknown,
    value: unknown,
    timestamp: number,
    headers: Headers = NO_HEADERS,
    partition = 0,
  ): string {
    Object.assign(this.recordContext, { timestamp, headers, partition });
    return this.rowsOf(() => receiver(new StreamRecord(key, value, timestamp, headers)));
  }

  /** What comes out while `action` runs. */
  rowsOf(action: () => void): string {
    this.#rows.length = 0;
    action();
    return this.#rows.join(" ");
  }

  close(): void {
    for (const close of this.#closers) close();
  }

  #contextOf(children: readonly Receiver[]): InternalProcessorContext<unknown, unknown> {
    const task = this;
    return {
      applicationId: "app",
      taskId: "0_0",
      counters: this.counters,
      recordContext: this.recordContext,
      currentStreamTimeMs: -1,
      recordMetadata: this.recordContext,
      get currentSystemTimeMs() {
        return task.wallClockMs;
      },
      get emitIntervalMs() {
        return task.emitIntervalMs;
      },
      getStateStore: <S extends StateStore>(name: string) => {
        const store = task.#stores.get(name);
        if (store === undefined) throw new Error(`no store ${name}`);
        return store as S;
      },
      forward(record) {
        const { timestamp, headers } = task.recordContext;
        Object.assign(task.recordContext, { timestamp: record.timestamp, headers: record.headers });
        for (const child of children) child(record);
        Object.assign(task.recordContext, { timestamp, headers });
      },
      withRecordContext(context, action) {
        const before = { ...task.recordContext };
        Object.assign(task.recordContext, context);
        action();
        Object.assign(task.recordContext, before);
      },
      schedule: (_intervalMs: number, _type: PunctuationType) => ({ cancel() {} }),
      commit() {},
      processorMetadataForKey: () => undefined,
      keepTime: () => -1,
      addProcessorMetadataKeyValue() {},
      holdRecord: () => ({ ...task.recordContext }),
      registerAsync() {},
      onIdleStreamTime() {},
    };
  }
}

function hexOf(data: Serialized): string {
  return Buffer.from(data as Uint8Array).toString("hex");
}

function textOf(value: unknown): string {
  return value !== null && typeof value === "object" ? JSON.stringify(value) : String(value);
}
