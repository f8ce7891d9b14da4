import { MillraceError } from "../base/errors.ts";
import type { Serde } from "./serde.ts";
import { textOf } from "./text.ts";

// The bytes of Kafka's Java serializers of the same types (org.apache.kafka.common.serialization): big-endian, UTF-8.

const INT64_MAX = 2n ** 63n - 1n;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Text as UTF-8, as Kafka's StringSerializer; a lone surrogate becomes U+FFFD. Bytes that are no UTF-8 are refused. */
export function string(): Serde<string> {
  return {
    immutable: true,
    serialize(text) {
      if (typeof text !== "string") throw wrongType("a string", text);
      return text.isWellFormed() ? text : text.toWellFormed();
    },
    deserialize: textOf,
    deserializeText: (text) => text,
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

/** One byte, 0 or 1, as Kafka's BooleanSerializer. */
export function boolean(): Serde<boolean> {
  return {
    immutable: true,
    serialize(value) {
      if (typeof value !== "boolean") throw wrongType("a boolean", value);
      return Uint8Array.of(value ? 1 : 0);
    },
    deserialize(data) {
      if (data.length !== 1) throw wrongLength(data, 1);
      const byte = data[0] as number;
      if (byte > 1) throw new TypeError(`its byte is ${byte}, not 0 or 1`);
      return byte === 1;
    },
  };
}

/** A UUID as 36 characters of text, in lower case, as Kafka's UUIDSerializer. */
export function uuid(): Serde<string> {
  const read = (text: string) => {
    if (!UUID.test(text)) throw wrongType("a UUID", text);
    return text.toLowerCase();
  };
  const serde: FixedSerde<string> = {
    immutable: true,
    fixedBytes: 36,
    serialize: read,
    deserialize: (data) => read(textOf(data)),
    deserializeText: read,
  };
  return serde;
}

/** A whole number of 16 bits, as Kafka's ShortSerializer. */
export function int16(): Serde<number> {
  return fixed(2, {
    write(view, value) {
      checkWhole(value, -(2 ** 15), 2 ** 15 - 1);
      view.setInt16(0, value);
    },
    read: (view) => view.getInt16(0),
  });
}

/** A whole number of 32 bits, as Kafka's IntegerSerializer. */
export function int32(): Serde<number> {
  return fixed(4, {
    write(view, value) {
      checkWhole(value, -(2 ** 31), 2 ** 31 - 1);
      view.setInt32(0, value);
    },
    read: (view) => view.getInt32(0),
  });
}

/** A bigint of 64 bits, as Kafka's LongSerializer. */
export function int64(): Serde<bigint>;
/** The same bytes as a number. What is beyond 2 ** 53 is refused, in both directions. */
export function int64(options: { readonly as: "number" }): Serde<number>;
export function int64(options?: { readonly as: "number" }): Serde<bigint> | Serde<number> {
  if (options === undefined) return fixed(8, INT64);
  if (options?.as === "number") return fixed(8, INT64_AS_NUMBER);
  throw new MillraceError("INVALID_OPTION", 'int64() takes { as: "number" }, or nothing for bigints');
}

const INT64: Layout<bigint> = {
  write(view, value) {
    if (typeof value !== "bigint" || value < -INT64_MAX - 1n || value > INT64_MAX)
      throw wrongType("a bigint of 64 bits", value);
    view.setBigInt64(0, value);
  },
  read: (view) => view.getBigInt64(0),
};

const INT64_AS_NUMBER: Layout<number> = {
  write(view, value) {
    checkWhole(value, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    view.setInt32(0, Math.floor(value / 2 ** 32));
    view.setUint32(4, value >>> 0);
  },
  read(view) {
    const value = view.getInt32(0) * 2 ** 32 + view.getUint32(4);
    if (Number.isSafeInteger(value)) return value;
    throw new TypeError(`it is ${view.getBigInt64(0)}, beyond 2 ** 53: read it with int64()`);
  },
};

/** A number of 32 bits, as Kafka's FloatSerializer: what is written is the nearest that there is. */
export function float32(): Serde<number> {
  return fixed(4, {
    write(view, value) {
      if (typeof value !== "number") throw wrongType("a number", value);
      view.setFloat32(0, value);
    },
    read: (view) => view.getFloat32(0),
  });
}

/** A number of 64 bits, as Kafka's DoubleSerializer. */
export function float64(): Serde<number> {
  return fixed(8, {
    write(view, value) {
      if (typeof value !== "number") throw wrongType("a number", value);
      view.setFloat64(0, value);
    },
    read: (view) => view.getFloat64(0),
  });
}

/** A serde of Kafka's whose values all have the same size; a list holds them without their lengths. */
export interface FixedSerde<In, Out = In> extends Serde<In, Out> {
  readonly fixedBytes: number;
}

interface Layout<T> {
  write(view: DataView, value: T): void;
  read(view: DataView): T;
}

// One view for all: making one for every value costs more than the copy.
const scratch = new DataView(new ArrayBuffer(8));
const scratchBytes = new Uint8Array(scratch.buffer);

function fixed<T>(fixedBytes: number, { write, read }: Layout<T>): FixedSerde<T> {
  return {
    immutable: true,
    fixedBytes,
    serialize(value) {
      write(scratch, value);
      const data = new Uint8Array(fixedBytes);
      for (let at = 0; at < fixedBytes; at++) data[at] = scratchBytes[at] as number;
      return data;
    },
    deserialize(data) {
      if (data.length !== fixedBytes) throw wrongLength(data, fixedBytes);
      for (let at = 0; at < fixedBytes; at++) scratchBytes[at] = data[at] as number;
      return read(scratch);
    },
  };
}

function checkWhole(value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max)
    throw wrongType(`a whole number from ${min} to ${max}`, value);
}

function wrongLength(data: Uint8Array, wanted: number): TypeError {
  return new TypeError(`it has ${data.length} bytes, not ${wanted}`);
}

function wrongType(wanted: string, value: unknown): TypeError {
  const shown = typeof value === "object" || typeof value === "function" ? typeof value : String(value);
  return new TypeError(`it is ${shown}, not ${wanted}`);
}
