import type { Serialized } from "../api/serialized.ts";
import type { RecordContext } from "../api/store-context.ts";
import { byteCountOf, bytesOf, readInt32, readTime, sameBytes, writeInt32, writeTime } from "./binary.ts";
import { headerBytes } from "./named-cache.ts";

const NULL_LENGTH = -1;
/** In place of the old value's length: it is the prior value once more. */
const SAME_AS_PRIOR = -2;
const TIME_BYTES = 8;
const INT_BYTES = 4;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

type Raw = Serialized | null;

/** A record that a buffer holds back, and what its key had when it came into the buffer. */
export class BufferValue {
  readonly priorValue: Raw;
  readonly oldValue: Raw;
  readonly newValue: Raw;
  readonly context: RecordContext;
  readonly #sharesPrior: boolean;

  constructor(priorValue: Raw, oldValue: Raw, newValue: Raw, context: RecordContext) {
    this.#sharesPrior =
      priorValue === oldValue || (priorValue !== null && oldValue !== null && sameBytes(priorValue, oldValue));
    this.priorValue = this.#sharesPrior ? oldValue : priorValue;
    this.oldValue = oldValue;
    this.newValue = newValue;
    this.context = context;
  }

  /** The bytes that it counts for in a buffer's limit, as Kafka estimates them. */
  get residentBytes(): number {
    const { topic, headers } = this.context;
    const context = 2 * TIME_BYTES + INT_BYTES + topic.length + headerBytes(headers);
    return context + size(this.priorValue) + (this.#sharesPrior ? 0 : size(this.oldValue)) + size(this.newValue);
  }

  /** As it is logged: context, prior, old and new value, then the time by which the buffer is ordered. */
  serialize(timeMs: number): Uint8Array {
    const writer = new Writer();
    writeContext(writer, this.context);
    writer.nullable(this.priorValue);
    if (this.oldValue !== null && this.#sharesPrior) writer.int32(SAME_AS_PRIOR);
    else writer.nullable(this.oldValue);
    writer.nullable(this.newValue);
    writer.time(timeMs);
    return writer.finish();
  }

  static deserialize(raw: Serialized): { readonly value: BufferValue; readonly timeMs: number } {
    const reader = new Reader(bytesOf(raw));
    const context = readContext(reader);
    const prior = reader.nullable();
    const oldLength = reader.int32();
    const old = oldLength === SAME_AS_PRIOR ? prior : reader.bytesOf(oldLength);
    return { value: new BufferValue(prior, old, reader.nullable(), context), timeMs: reader.time() };
  }
}

function writeContext(writer: Writer, { timestamp, offset, topic, partition, headers }: RecordContext): void {
  writer.time(timestamp);
  writer.time(offset);
  writer.nullable(topic);
  writer.int32(partition);
  writer.int32(headers.length);
  for (const [key, value] of headers) {
    writer.nullable(key);
    writer.nullable(value);
  }
}

function readContext(reader: Reader): RecordContext {
  const timestamp = reader.time();
  const offset = reader.time();
  const topic = reader.text();
  const partition = reader.int32();
  const headers: [string, Uint8Array | null][] = [];
  for (let left = reader.int32(); left > 0; left--) headers.push([reader.text(), reader.nullable()]);
  return { topic, partition, offset, timestamp, headers };
}

function size(raw: Raw): number {
  return raw === null ? 0 : byteCountOf(raw);
}

class Writer {
  #bytes = new Uint8Array(128);
  #length = 0;

  time(value: number): void {
    const at = this.#grow(TIME_BYTES);
    writeTime(this.#bytes, at, value);
  }

  int32(value: number): void {
    const at = this.#grow(INT_BYTES);
    writeInt32(this.#bytes, at, value);
  }

  /** The length, then the bytes. */
  nullable(raw: Raw): void {
    if (raw === null) {
      this.int32(NULL_LENGTH);
      return;
    }
    const bytes = typeof raw === "string" ? encoder.encode(raw) : raw;
    this.int32(bytes.length);
    const at = this.#grow(bytes.length);
    this.#bytes.set(bytes, at);
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  /** Answers where the new bytes begin. */
  #grow(count: number): number {
    const at = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#length, 2 * this.#bytes.length));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    return at;
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  time(): number {
    this.#at += TIME_BYTES;
    return readTime(this.#bytes, this.#at - TIME_BYTES);
  }

  int32(): number {
    this.#at += INT_BYTES;
    return readInt32(this.#bytes, this.#at - INT_BYTES);
  }

  nullable(): Uint8Array | null {
    return this.bytesOf(this.int32());
  }

  bytesOf(length: number): Uint8Array | null {
    if (length === NULL_LENGTH) return null;
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  text(): string {
    return decoder.decode(this.nullable() ?? new Uint8Array(0));
  }
}
