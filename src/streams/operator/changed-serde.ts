import { MillraceError } from "../../base/errors.ts";
import { VARINT_BYTES_MAX, VarintReader, writeVarint } from "../../base/varint.ts";
import type { Deserializer, SerdePlace, Serializer } from "../../serde/serde.ts";
import type { Serialized } from "../api/serialized.ts";
import { bytesOf } from "../state/binary.ts";
import { Change } from "../state/change.ts";

// The last byte of a change in a repartition topic says what is before it; the first three are written, all are read.
const OLD = 0;
const NEW = 1;
/** The length of the new value as a varint, the new value, the old value. */
const NEW_AND_OLD = 2;
/** From here on as the three above, with a byte before the last: is it the latest version (1) or not (0)? */
const WITH_IS_LATEST = 3;

/** A change of a table on its way to another key (repartition of `groupBy`), in the bytes of Kafka 3.5 and later. */
export class ChangedSerializer<T> implements Serializer<Change<T>> {
  readonly #inner: Serializer<T>;

  constructor(inner: Serializer<T>) {
    this.#inner = inner;
  }

  serialize(data: Change<T>, place: SerdePlace): Serialized {
    const { newValue, oldValue } = data;
    if (newValue === null) {
      if (oldValue !== null) return withLastByte(this.#inner.serialize(oldValue, place), OLD);
      throw new MillraceError("SERIALIZATION_FAILED", "a change between two null values has no bytes");
    }
    const newData = this.#inner.serialize(newValue, place);
    if (oldValue === null) return withLastByte(newData, NEW);
    return bytesOfBoth(bytesOf(newData), bytesOf(this.#inner.serialize(oldValue, place)));
  }
}

/** The byte is ASCII, so that a value which is text may stay text. */
function withLastByte(data: Serialized, byte: number): Serialized {
  if (typeof data === "string") return data + String.fromCharCode(byte);
  const bytes = new Uint8Array(data.length + 1);
  bytes.set(data);
  bytes[data.length] = byte;
  return bytes;
}

function bytesOfBoth(newData: Uint8Array, oldData: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(VARINT_BYTES_MAX + newData.length + oldData.length + 1);
  const newFrom = writeVarint(bytes, 0, newData.length);
  bytes.set(newData, newFrom);
  bytes.set(oldData, newFrom + newData.length);
  const flagAt = newFrom + newData.length + oldData.length;
  bytes[flagAt] = NEW_AND_OLD;
  return bytes.subarray(0, flagAt + 1);
}

export class ChangedDeserializer<T> implements Deserializer<Change<T>> {
  /** Only where the values have it, too. */
  readonly deserializeText?: (text: string, place: SerdePlace) => Change<T>;
  readonly #inner: Deserializer<T>;
  readonly #varints = new VarintReader();

  constructor(inner: Deserializer<T>) {
    this.#inner = inner;
    if (inner.deserializeText === undefined) return;
    this.deserializeText = (text, place) => {
      const flag = text.charCodeAt(text.length - 1);
      if (flag > NEW) return this.deserialize(bytesOf(text), place);
      const value = inner.deserializeText?.(text.slice(0, -1), place) as T;
      return flag === NEW ? new Change<T>(value, null) : new Change<T>(null, value);
    };
  }

  deserialize(bytes: Uint8Array, place: SerdePlace): Change<T> {
    const flag = bytes[bytes.length - 1] as number;
    if (flag > WITH_IS_LATEST + NEW_AND_OLD) throw unknownByte("what it holds", flag);
    const hasIsLatest = flag >= WITH_IS_LATEST;
    const end = bytes.length - (hasIsLatest ? 2 : 1);
    const isLatest = hasIsLatest ? isLatestOf(bytes[end] as number) : true;
    const kind = flag % WITH_IS_LATEST;
    if (kind === OLD) return new Change<T>(null, this.#inner.deserialize(bytes.subarray(0, end), place), isLatest);
    if (kind === NEW) return new Change<T>(this.#inner.deserialize(bytes.subarray(0, end), place), null, isLatest);
    this.#varints.aim(bytes, 0, end);
    const newEnd = this.#varints.readVarint() + this.#varints.position;
    return new Change<T>(
      this.#inner.deserialize(bytes.subarray(this.#varints.position, newEnd), place),
      this.#inner.deserialize(bytes.subarray(newEnd, end), place),
      isLatest,
    );
  }
}

function isLatestOf(byte: number): boolean {
  if (byte > 1) throw unknownByte("whether it is the latest", byte);
  return byte === 1;
}

function unknownByte(what: string, byte: number): MillraceError {
  return new MillraceError("SERIALIZATION_FAILED", `the byte of a change that tells ${what} is ${byte}`);
}
