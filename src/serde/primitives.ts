import type { Serde } from "./serde.ts";
import { textOf } from "./text.ts";

// The bytes of Kafka's Java serializers of the same types (org.apache.kafka.common.serialization): big-endian, UTF-8.

const INT32_MIN = -(2 ** 31);
const INT32_MAX = 2 ** 31 - 1;
const INT64_MAX = 2n ** 63n - 1n;

/** Text as UTF-8, as Kafka's StringSerializer. Bytes that are no UTF-8 are refused. */
export function string(): Serde<string> {
  return {
    serialize(text) {
      if (typeof text !== "string") throw wrongType("a string", text);
      return text;
    },
    deserialize: textOf,
    deserializeText: (text) => text,
    immutable: true,
  };
}

/** Bytes as they are. What is read is a view of shared memory, valid as long as its batch. */
export function bytes(): Serde<Uint8Array> {
  return {
    serialize(data) {
      if (!(data instanceof Uint8Array)) throw wrongType("a Uint8Array", data);
      return data;
    },
    deserialize: (data) => data,
  };
}

/** A whole number of 32 bits, as Kafka's IntegerSerializer. */
export function int32(): Serde<number> {
  return fixed({
    byteLength: 4,
    write(view, value) {
      if (!Number.isInteger(value) || value < INT32_MIN || value > INT32_MAX)
        throw wrongType(`a whole number from ${INT32_MIN} to ${INT32_MAX}`, value);
      view.setInt32(0, value);
    },
    read: (view) => view.getInt32(0),
  });
}

/** A bigint of 64 bits, as Kafka's LongSerializer. */
export function int64(): Serde<bigint> {
  return fixed({
    byteLength: 8,
    write(view, value) {
      if (typeof value !== "bigint" || value < -INT64_MAX - 1n || value > INT64_MAX)
        throw wrongType("a bigint of 64 bits", value);
      view.setBigInt64(0, value);
    },
    read: (view) => view.getBigInt64(0),
  });
}

/** A number of 64 bits, as Kafka's DoubleSerializer. */
export function float64(): Serde<number> {
  return fixed({
    byteLength: 8,
    write(view, value) {
      if (typeof value !== "number") throw wrongType("a number", value);
      view.setFloat64(0, value);
    },
    read: (view) => view.getFloat64(0),
  });
}

interface Fixed<T> {
  readonly byteLength: number;
  write(view: DataView, value: T): void;
  read(view: DataView): T;
}

/** Values pass through here: asking a small array for its buffer would move it to memory outside the heap, which is slow. */
const scratch = new Uint8Array(8);
const scratchView = new DataView(scratch.buffer);

function fixed<T>({ byteLength, write, read }: Fixed<T>): Serde<T> {
  return {
    serialize(value) {
      write(scratchView, value);
      return scratch.slice(0, byteLength);
    },
    deserialize(data) {
      if (data.length !== byteLength) throw new TypeError(`it has ${data.length} bytes, not ${byteLength}`);
      scratch.set(data);
      return read(scratchView);
    },
    immutable: true,
  };
}

function wrongType(wanted: string, value: unknown): TypeError {
  const shown = typeof value === "object" || typeof value === "function" ? typeof value : String(value);
  return new TypeError(`it is ${shown}, not ${wanted}`);
}
