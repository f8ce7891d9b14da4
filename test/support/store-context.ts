import type { Headers } from "../../src/streams/api/record.ts";
import type { Serialized } from "../../src/streams/api/serialized.ts";
import type { ChangelogEntry, RecordContext, StoreContext } from "../../src/streams/api/store-context.ts";
import type { StateStore } from "../../src/streams/api/stores.ts";

export interface LoggedChange extends ChangelogEntry {
  readonly store: string;
}

/** A task as its stores see it, which keeps what they log and can restore others from it. */
export class TestStoreContext implements StoreContext {
  readonly applicationId = "app";
  readonly taskId: string;
  readonly partition = 0;
  readonly cache: { bytes: number; readonly maxBytes: number };
  readonly recordContext: RecordContext = { topic: "input", partition: 0, offset: 0, timestamp: 0, headers: [] };
  readonly currentStreamTimeMs = -1;
  readonly log: LoggedChange[] = [];
  readonly dropped: string[] = [];
  readonly #restorers = new Map<string, (entries: Iterable<ChangelogEntry>) => void>();

  constructor(cacheMaxBytes = 0, taskId = "0_0") {
    this.cache = { bytes: 0, maxBytes: cacheMaxBytes };
    this.taskId = taskId;
  }

  changelogTopic(storeName: string): string {
    return `app-${storeName}-changelog`;
  }

  logChange(store: string, key: Serialized, value: Serialized | null, timestamp: number, headers: Headers = []): void {
    this.log.push({ store, key, value, timestamp, headers });
  }

  register(storeName: string, restore: (entries: Iterable<ChangelogEntry>) => void): void {
    this.#restorers.set(storeName, restore);
  }

  countDropped(reason: string): void {
    this.dropped.push(reason);
  }

  withRecordContext(context: RecordContext, action: () => void): void {
    const before = { ...this.recordContext };
    Object.assign(this.recordContext, context);
    action();
    Object.assign(this.recordContext, before);
  }

  /** The time of the record that is being processed. */
  at(timestamp: number): this {
    this.recordContext.timestamp = timestamp;
    return this;
  }

  open<S extends StateStore>(store: S): S {
    store.init(this);
    return store;
  }

  restore(store: StateStore, log: readonly LoggedChange[]): void {
    this.#restorers.get(store.name)?.(log.filter(({ store: name }) => name === store.name));
  }
}

export function hex(data: Serialized | null): string | null {
  return data === null ? null : Buffer.from(data).toString("hex");
}
