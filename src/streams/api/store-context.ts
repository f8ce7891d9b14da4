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

/** Bytes that the caching layers of one task hold together. The layers count in `bytes`, and evict beyond `maxBytes`. */
export interface CacheBudget {
  bytes: number;
  /** 0: no caching, every change is handed on at once. */
  readonly maxBytes: number;
}

/** What a task gives its stores. */
export interface StoreContext {
  readonly applicationId: string;
  readonly taskId: string;
  readonly partition: number;
  readonly cache: CacheBudget;
  readonly recordContext: RecordContext;
  readonly currentStreamTimeMs: number;
  /** Gives the topic of a store's changelog: what a topology calls it, or application-store-changelog. */
  changelogTopic(storeName: string): string;
  /**
   * Appends to the store's changelog. A timestamp of -1: the log's own time (suppression and grace buffers log without
   * one, as in Kafka).
   */
  logChange(storeName: string, key: Serialized, value: Serialized | null, timestamp: number, headers?: Headers): void;
  /** Called in `init` by a store that can be restored; the task calls back with entries in the order of the log. */
  register(storeName: string, restore: (entries: Iterable<ChangelogEntry>) => void): void;
  /** Counts a record that a store did not take, by reason: "expired-window-record". */
  countDropped?(reason: string): void;
  /** Runs `action` with another record context, e.g. that of a change which a cache held back. */
  withRecordContext(context: RecordContext, action: () => void): void;
}
