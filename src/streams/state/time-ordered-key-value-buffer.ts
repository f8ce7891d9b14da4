import type { StreamRecord } from "../api/record.ts";
import type { RecordContext } from "../api/store-context.ts";
import type { StateStore, ValueAndTimestamp } from "../api/stores.ts";

/** A record that leaves a buffer, with the context it came in with. */
export interface Eviction<K, V> {
  readonly key: K;
  readonly value: V;
  readonly recordContext: RecordContext;
}

/** Holds records back, by time. */
export interface TimeOrderedKeyValueBuffer<K, V, P = V> extends StateStore {
  /** Hands on the records with the least time, each after asking whether to go on. */
  evictWhile(predicate: () => boolean, callback: (eviction: Eviction<K, V>) => void): void;
  /** What a buffered key had before it came into the buffer: null for nothing. Undefined: the key is not buffered. */
  priorValueForBuffered(key: K): ValueAndTimestamp<P> | null | undefined;
  /** Answers false when it came too late to be buffered. */
  put(timeMs: number, record: StreamRecord<K, V>, recordContext: RecordContext): boolean;
  readonly numRecords: number;
  /** In bytes, as Kafka estimates them. */
  readonly bufferSize: number;
  /** Infinity when nothing is buffered. */
  readonly minTimestamp: number;
}

/** One that lets records go by a stream time of its own. */
export interface GraceBuffer<K, V> extends TimeOrderedKeyValueBuffer<K, V> {
  /** Stream time has come so far without a record. */
  passTime(streamTimeMs: number): void;
}
