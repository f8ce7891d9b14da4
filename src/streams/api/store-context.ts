import type { Headers } from "./record.ts";
import type { Serialized } from "./serialized.ts";

/** The record that is being processed, as stores and tasks see it. One mutable object for each task. */
export interface RecordContext {
  topic: string;
  partition: number;
  offset: number;
  timestamp: number;
  headers: Headers;
}

/** An entry of a changelog topic, as it is read again to restore a store. */
export interface ChangelogEntry {
  readonly key: Serialized;
  readonly value: Serialized | null;
  readonly timestamp: number;
  readonly headers: Headers;
}

/** What a task gives its stores. */
export interface StoreContext {
  readonly applicationId: string;
  readonly taskId: string;
  readonly partition: number;
  /** Bytes that the caches of this task may hold together; 0: every change is handed on at once. */
  readonly cacheMaxBytes: number;
  readonly recordContext: RecordContext;
  readonly currentStreamTimeMs: number;
  /** Gives the topic of a store's changelog: what a topology calls it, or application-store-changelog. */
  changelogTopic(storeName: string): string;
  /** Appends to the store's changelog. Does nothing for a store without one. */
  logChange(storeName: string, key: Serialized, value: Serialized | null, timestamp: number, headers?: Headers): void;
  /** Called in `init` by a store that can be restored; the task calls back with entries in the order of the log. */
  register(storeName: string, restore: (entries: Iterable<ChangelogEntry>) => void): void;
  /** Runs `action` with another record context, e.g. that of a change which a cache held back. */
  withRecordContext(context: RecordContext, action: () => void): void;
}
