import type { Headers } from "../../streams/api/record.ts";

/** A record that goes in: without a timestamp it gets the topic's, without headers it has none. */
export interface TestRecordInput<K, V> {
  readonly key?: K | null;
  readonly value: V | null;
  /** Milliseconds since 1970. */
  readonly timestamp?: number;
  readonly headers?: Headers;
}

/** A record that came out. */
export interface TestRecord<K, V> {
  readonly key: K | null;
  readonly value: V | null;
  readonly timestamp: number;
  readonly headers: Headers;
}
