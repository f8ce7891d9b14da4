import { MillraceError } from "../base/errors.ts";
import type { FixedSerde } from "./primitives.ts";
import type { Deserializer, Serde, SerdePlace } from "./serde.ts";
import { bytesOf } from "./text.ts";

// Kafka's ListSerializer. Big-endian int32 throughout:
//   0, count of nulls, their indexes, count of entries, the entries that are not null     where all have the same size
//   1, count of entries, then for each its length and its bytes, or -1 for null           else

const FIXED = 0;
const VARIABLE = 1;
const NULL_LENGTH = -1;

/**
 * A list, as Kafka's ListSerializer; entries may be null, which `list(nullable(serde))` has in its type. Entries that are
 * views of the bytes are no longer valid than those. Throws MillraceError INVALID_OPTION for what is no serde.
 */
export function list<In, Out>(inner: Serde<In, Out>): Serde<readonly In[], Out[]> {
  if (typeof inner?.serialize !== "function" || typeof inner.deserialize !== "function")
    throw new MillraceError("INVALID_OPTION", "list() takes the serde of its entries, e.g. list(string())");
  const { fixedBytes } = inner as Partial<FixedSerde<In, Out>>;
  return {
    serialize(entries, place) {
      if (!Array.isArray(entries)) throw new TypeError(`it is ${typeof entries}, not an array`);
      const parts = entries.map((entry) => (entry === null ? null : bytesOf(inner.serialize(entry, place))));
      return fixedBytes === undefined ? writeVariable(parts) : writeFixed(parts, fixedBytes);
    },
    deserialize(bytes, place) {
      const reader = new ListReader(bytes, inner, place);
      const strategy = reader.byte();
      if (strategy === VARIABLE) return reader.variable();
      if (strategy !== FIXED) throw new TypeError(`its first byte is ${strategy}, not 0 or 1`);
      if (fixedBytes === undefined) throw new TypeError("its entries have one size, and their serde has none");
      return reader.fixed(fixedBytes);
    },
  };
}

function writeFixed(parts: readonly (Uint8Array | null)[], fixedBytes: number): Uint8Array {
  const nulls = parts.flatMap((part, index) => (part === null ? [index] : []));
  const data = new Uint8Array(9 + 4 * nulls.length + fixedBytes * (parts.length - nulls.length));
  const view = new DataView(data.buffer);
  view.setInt8(0, FIXED);
  view.setInt32(1, nulls.length);
  nulls.forEach((index, at) => view.setInt32(5 + 4 * at, index));
  let position = 5 + 4 * nulls.length;
  view.setInt32(position, parts.length);
  position += 4;
  for (const part of parts) {
    if (part === null) continue;
    data.set(part, position);
    position += fixedBytes;
  }
  return data;
}

function writeVariable(parts: readonly (Uint8Array | null)[]): Uint8Array {
  const bytes = parts.reduce((sum, part) => sum + 4 + (part?.length ?? 0), 0);
  const data = new Uint8Array(5 + bytes);
  const view = new DataView(data.buffer);
  view.setInt8(0, VARIABLE);
  view.setInt32(1, parts.length);
  let position = 5;
  for (const part of parts) {
    view.setInt32(position, part?.length ?? NULL_LENGTH);
    position += 4;
    if (part === null) continue;
    data.set(part, position);
    position += part.length;
  }
  return data;
}

class ListReader<T> {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #inner: Deserializer<T>;
  readonly #place: SerdePlace;
  #position = 0;

  constructor(bytes: Uint8Array, inner: Deserializer<T>, place: SerdePlace) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#inner = inner;
    this.#place = place;
  }

  byte(): number {
    return this.#view.getInt8(this.#forward(1));
  }

  variable(): T[] {
    return Array.from({ length: this.#count() }, () => {
      const length = this.#view.getInt32(this.#forward(4));
      return length === NULL_LENGTH ? (null as T) : this.#entry(length);
    });
  }

  fixed(fixedBytes: number): T[] {
    const nulls = new Set(Array.from({ length: this.#count() }, () => this.#view.getInt32(this.#forward(4))));
    return Array.from({ length: this.#count() }, (_, index) =>
      nulls.has(index) ? (null as T) : this.#entry(fixedBytes),
    );
  }

  #entry(length: number): T {
    const at = this.#forward(length);
    return this.#inner.deserialize(this.#bytes.subarray(at, at + length), this.#place);
  }

  /** Every entry takes a byte at least: a larger count is none, and must not reserve memory. */
  #count(): number {
    const count = this.#view.getInt32(this.#forward(4));
    if (count < 0 || count > this.#bytes.length) throw new TypeError(`it says that it has ${count} entries`);
    return count;
  }

  /** Steps over so many bytes, and answers where they begin. */
  #forward(length: number): number {
    const at = this.#position;
    if (length < 0 || at + length > this.#bytes.length)
      throw new TypeError(`it has ${this.#bytes.length} bytes, and ${length} more are wanted at byte ${at}`);
    this.#position = at + length;
    return at;
  }
}
