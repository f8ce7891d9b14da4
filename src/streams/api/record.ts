/** Headers of a record, in order; keys may repeat. */
export type Headers = readonly (readonly [key: string, value: Uint8Array | null])[];

export const NO_HEADERS: Headers = [];

/** A key and a value, as mappers return them and stores iterate over them. */
export type KeyValue<K, V> = readonly [key: K, value: V];

/**
 * What processors hand on: a key, a value, a time in ms since 1970 and headers. It never changes; `with...` makes
 * another one. Called Record in Kafka, which TypeScript has taken.
 */
export class StreamRecord<K, V> {
  readonly key: K;
  readonly value: V;
  /** Milliseconds since 1970, not negative. */
  readonly timestamp: number;
  readonly headers: Headers;

  constructor(key: K, value: V, timestamp: number, headers: Headers = NO_HEADERS) {
    this.key = key;
    this.value = value;
    this.timestamp = timestamp;
    this.headers = headers;
  }

  withKey<K2>(key: K2): StreamRecord<K2, V> {
    return new StreamRecord(key, this.value, this.timestamp, this.headers);
  }

  withValue<V2>(value: V2): StreamRecord<K, V2> {
    return new StreamRecord(this.key, value, this.timestamp, this.headers);
  }

  withTimestamp(timestamp: number): StreamRecord<K, V> {
    return new StreamRecord(this.key, this.value, timestamp, this.headers);
  }

  withHeaders(headers: Headers): StreamRecord<K, V> {
    return new StreamRecord(this.key, this.value, this.timestamp, headers);
  }
}

/** Where the record that is being processed was read. */
export interface RecordMetadata {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}
