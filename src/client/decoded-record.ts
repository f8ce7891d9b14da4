import { MillraceError } from "../base/errors.ts";
import type { Deserializer } from "../serde/serde.ts";
import type { Bytes, ConsumerRecord, CopiedRecord } from "./api.ts";

/** A consumer's deserializers: at least one of them. What has none stays bytes. */
export interface Decoders<K, V> {
  readonly key: Deserializer<K> | undefined;
  readonly value: Deserializer<V> | undefined;
}

const NONE = -1;

/** A record whose key and value are made of its bytes when they are asked for, once. Reused as the record under it is. */
export class DecodedRecord<K, V> implements ConsumerRecord<K, V> {
  readonly #raw: ConsumerRecord;
  readonly #decoders: Decoders<K, V>;
  #key: K | null = null;
  #keyOffset = NONE; // of the record whose key is there
  #value: V | null = null;
  #valueOffset = NONE;

  constructor(raw: ConsumerRecord, decoders: Decoders<K, V>) {
    this.#raw = raw;
    this.#decoders = decoders;
  }

  get topic(): string {
    return this.#raw.topic;
  }
  get partition(): number {
    return this.#raw.partition;
  }
  get offset(): number {
    return this.#raw.offset;
  }
  get timestamp(): number {
    return this.#raw.timestamp;
  }
  get leaderEpoch(): number {
    return this.#raw.leaderEpoch;
  }
  get serializedKeySize(): number {
    return this.#raw.serializedKeySize;
  }
  get serializedValueSize(): number {
    return this.#raw.serializedValueSize;
  }
  get bytes(): Bytes {
    return this.#raw.bytes;
  }
  get keyStart(): number {
    return this.#raw.keyStart;
  }
  get valueStart(): number {
    return this.#raw.valueStart;
  }
  get headers(): readonly (readonly [string, Bytes | null])[] {
    return this.#raw.headers;
  }

  get key(): K | null {
    const { offset } = this.#raw;
    if (this.#keyOffset === offset) return this.#key;
    this.#key = decoded("key", this.#decoders.key, this.#raw.key, this.#raw);
    this.#keyOffset = this.#raw.offset; // throws when the batch was revoked meanwhile
    return this.#key;
  }

  get value(): V | null {
    const { offset } = this.#raw;
    if (this.#valueOffset === offset) return this.#value;
    this.#value = decoded("value", this.#decoders.value, this.#raw.value, this.#raw);
    this.#valueOffset = this.#raw.offset;
    return this.#value;
  }

  copy(): CopiedRecord<K, V> {
    const { key, value } = this;
    return { ...this.#raw.copy(), key: kept(key), value: kept(value) };
  }
}

/** Bytes outside of shared memory. */
export function detached(view: Uint8Array | null): Uint8Array | null {
  return view && new Uint8Array(view);
}

/** A deserializer may have left the bytes as they are. */
function kept<T>(data: T): T {
  return data instanceof Uint8Array ? (detached(data) as T) : data;
}

function decoded<T>(
  part: "key" | "value",
  decoder: Deserializer<T> | undefined,
  bytes: Bytes | null,
  { topic, partition, offset }: ConsumerRecord,
): T | null {
  if (bytes === null) return null;
  if (decoder === undefined) return bytes as T;
  try {
    return decoder.deserialize(bytes, { topic });
  } catch (error) {
    const message = `the ${part} of ${topic}-${partition} at offset ${offset} cannot be read: ${messageOf(error)}`;
    throw new MillraceError("SERIALIZATION_FAILED", message, { cause: error, place: { topic, partition, offset } });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
