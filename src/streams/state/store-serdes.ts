import { MillraceError } from "../../base/errors.ts";
import type { Serde, SerdePlace } from "../../serde/serde.ts";
import type { Serialized } from "../api/serialized.ts";
import type { ValueAndTimestamp } from "../api/stores.ts";
import { binaryOf, bytesOf, bytesOfBinary, serializedOf } from "./binary.ts";
import { NO_TIMESTAMP, Stored, type StoredSource } from "./stored.ts";

/** Between a store's typed keys and their binary strings. */
export class KeyCodec<K> {
  readonly #store: string;
  readonly #serde: Serde<K>;
  #place: SerdePlace = { topic: "" };

  constructor(store: string, serde: Serde<K>) {
    this.#store = store;
    this.#serde = serde;
  }

  init(topic: string): void {
    this.#place = { topic };
  }

  /** Throws MillraceError INVALID_OPTION for null, SERIALIZATION_FAILED for what the serde refuses. */
  encode(key: K): string {
    if (key === null || key === undefined)
      throw new MillraceError("INVALID_OPTION", `store ${this.#store} has no null keys: skip such records`);
    try {
      return binaryOf(this.#serde.serialize(key, this.#place));
    } catch (error) {
      throw failure(this.#store, "key", "write", error);
    }
  }

  decode(binary: string): K {
    const serde = this.#serde;
    try {
      if (serde.deserializeText !== undefined) {
        const data = serializedOf(binary);
        return typeof data === "string"
          ? serde.deserializeText(data, this.#place)
          : serde.deserialize(data, this.#place);
      }
      return serde.deserialize(bytesOfBinary(binary), this.#place);
    } catch (error) {
      throw failure(this.#store, "key", "read", error);
    }
  }
}

/** Between a store's typed values and what byte stores hold. */
export interface ValueCodec<V> {
  /** The changelog's topic, which serdes are told. */
  init(topic: string): void;
  /** Undefined for nothing: a deletion. */
  encode(value: V | null | undefined): Stored | undefined;
  decode(stored: Stored): V;
  /** Of a changelog entry. */
  restored(value: Serialized | null, timestamp: number): Stored | undefined;
}

/** A serde's part of both codecs. */
class ValueSerde<V> implements StoredSource {
  readonly #store: string;
  readonly #serde: Serde<V>;
  readonly #keepsObjects: boolean;
  #place: SerdePlace = { topic: "" };

  constructor(store: string, serde: Serde<V>) {
    this.#store = store;
    this.#serde = serde;
    this.#keepsObjects = serde.immutable === true;
  }

  init(topic: string): void {
    this.#place = { topic };
  }

  encode(value: V, timestamp: number): Stored {
    try {
      const raw = this.#serde.serialize(value, this.#place);
      if (!this.#keepsObjects) return new Stored(owned(raw, value), timestamp, undefined);
      // Text is its own serialized form: nothing is to be gained.
      return new Stored(owned(raw, value), timestamp, value, raw === value ? undefined : this);
    } catch (error) {
      throw failure(this.#store, "value", "write", error);
    }
  }

  bytesOf(object: unknown): Serialized {
    return this.#serde.serialize(object as V, this.#place);
  }

  decode(stored: Stored): V {
    const { object } = stored;
    if (object !== undefined) return object as V;
    const serde = this.#serde;
    const { raw } = stored;
    try {
      if (typeof raw !== "string") return serde.deserialize(raw, this.#place);
      if (serde.deserializeText !== undefined) return serde.deserializeText(raw, this.#place);
      return serde.deserialize(bytesOf(raw), this.#place);
    } catch (error) {
      throw failure(this.#store, "value", "read", error);
    }
  }
}

export class PlainValueCodec<V> implements ValueCodec<V> {
  readonly #serde: ValueSerde<V>;

  constructor(store: string, serde: Serde<V>) {
    this.#serde = new ValueSerde(store, serde);
  }

  init(topic: string): void {
    this.#serde.init(topic);
  }

  encode(value: V | null | undefined): Stored | undefined {
    return value === null || value === undefined ? undefined : this.#serde.encode(value, NO_TIMESTAMP);
  }

  decode(stored: Stored): V {
    return this.#serde.decode(stored);
  }

  restored(value: Serialized | null): Stored | undefined {
    return value === null ? undefined : new Stored(value, NO_TIMESTAMP, undefined);
  }
}

export class TimestampedValueCodec<V> implements ValueCodec<ValueAndTimestamp<V>> {
  readonly #serde: ValueSerde<V>;

  constructor(store: string, serde: Serde<V>) {
    this.#serde = new ValueSerde(store, serde);
  }

  init(topic: string): void {
    this.#serde.init(topic);
  }

  encode(value: ValueAndTimestamp<V> | null | undefined): Stored | undefined {
    if (value === null || value === undefined || value.value === null || value.value === undefined) return undefined;
    return this.#serde.encode(value.value, value.timestamp);
  }

  decode(stored: Stored): ValueAndTimestamp<V> {
    return { value: this.#serde.decode(stored), timestamp: stored.timestamp };
  }

  restored(value: Serialized | null, timestamp: number): Stored | undefined {
    return value === null ? undefined : new Stored(value, timestamp, undefined);
  }
}

/** A serde that hands on the bytes which it was given hands on memory that is not ours, e.g. that of a fetched batch. */
function owned(raw: Serialized, value: unknown): Serialized {
  if (typeof raw === "string" || !(value instanceof Uint8Array)) return raw;
  return raw.buffer === value.buffer ? raw.slice() : raw;
}

function failure(store: string, part: "key" | "value", direction: "write" | "read", error: unknown): MillraceError {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `the ${part} serde of store ${store} could not ${direction} a ${part}: ${reason}`;
  return new MillraceError("SERIALIZATION_FAILED", message, { cause: error });
}
