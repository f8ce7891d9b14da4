/**
 * Bytes of a key or a value; a string stands for its UTF-8 bytes, which are made only where somebody needs them. It is
 * well formed (no lone surrogates).
 */
export type Serialized = Uint8Array | string;

/** A record as a task reads it from a partition. */
export interface InputRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Milliseconds since 1970; -1 when the producer gave none. */
  readonly timestamp: number;
  readonly key: Serialized | null;
  readonly value: Serialized | null;
  readonly headers: import("./record.ts").Headers;
}

/** A record that a task wants to have sent: to an output, a repartition or a changelog topic. */
export interface OutputRecord {
  readonly topic: string;
  /** Undefined: the default partitioner decides by the key. */
  readonly partition: number | undefined;
  readonly timestamp: number;
  readonly key: Serialized | null;
  readonly value: Serialized | null;
  readonly headers: import("./record.ts").Headers;
}
