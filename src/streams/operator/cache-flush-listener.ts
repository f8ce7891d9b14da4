import type { Headers } from "../api/record.ts";
import type { StateStore } from "../api/stores.ts";

/** Told of every change that a cache lets go; time and headers are those of the record that made it. */
export type CacheFlushListener<K, V> = (
  key: K,
  newValue: V | null | undefined,
  oldValue: V | null | undefined,
  timestamp: number,
  headers: Headers,
) => void;

/** A store that may hold changes back in a cache. */
export interface FlushListenerStore<K, V> extends StateStore {
  /** Answers false if there is no cache: then the listener is never called, and who puts hands on by himself. */
  setFlushListener(listener: CacheFlushListener<K, V>, sendOldValues: boolean): boolean;
}
