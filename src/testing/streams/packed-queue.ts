import { type Headers, NO_HEADERS } from "../../streams/api/record.ts";
import type { Serialized } from "../../streams/api/serialized.ts";
import { SentRecord } from "../../streams/task/output-buffer.ts";

const CHUNK_RECORDS = 1024;
const CHUNK_BYTES_MIN = 16 * 1024;

/** Lengths of parts that are no bytes. */
const NULL = -1;
const TEXT = -2;

/**
 * Records of a changelog topic, in order. A test seldom reads them, and every change of a store adds one: bytes are copied
 * together, so that a long test keeps a few large objects and not several for every record.
 */
export class PackedQueue {
  readonly #topic: string;
  readonly #chunks: Chunk[] = [];
  #size = 0;

  constructor(topic: string) {
    this.#topic = topic;
  }

  get size(): number {
    return this.#size;
  }

  push(record: SentRecord): void {
    let chunk = this.#chunks.at(-1);
    if (chunk === undefined || chunk.isFull) {
      chunk = new Chunk();
      this.#chunks.push(chunk);
    }
    chunk.push(record);
    this.#size++;
  }

  shift(): SentRecord | undefined {
    const chunk = this.#chunks[0];
    if (chunk === undefined || this.#size === 0) return undefined;
    const record = chunk.shift(this.#topic);
    this.#size--;
    if (chunk.isRead) this.#chunks.shift();
    return record;
  }
}

class Chunk {
  readonly #timestamps = new Float64Array(CHUNK_RECORDS);
  readonly #sequences = new Float64Array(CHUNK_RECORDS);
  /** -1 for none. */
  readonly #partitions = new Int32Array(CHUNK_RECORDS);
  readonly #headers = new Map<number, Headers>();
  /** Of keys and values in turn. */
  readonly #lengths = new Int32Array(2 * CHUNK_RECORDS);
  readonly #texts: string[] = [];
  #bytes = new Uint8Array(CHUNK_BYTES_MIN);
  #written = 0;
  #writtenBytes = 0;
  #read = 0;
  #readBytes = 0;
  #readTexts = 0;

  get isFull(): boolean {
    return this.#written === CHUNK_RECORDS;
  }

  get isRead(): boolean {
    return this.#read === CHUNK_RECORDS;
  }

  push({ timestamp, sequence, partition, headers, key, value }: SentRecord): void {
    const at = this.#written++;
    this.#timestamps[at] = timestamp;
    this.#sequences[at] = sequence;
    this.#partitions[at] = partition ?? -1;
    if (headers.length > 0) this.#headers.set(at, headers);
    this.#lengths[2 * at] = this.#write(key);
    this.#lengths[2 * at + 1] = this.#write(value);
  }

  shift(topic: string): SentRecord {
    const at = this.#read++;
    const key = this.#readPart(this.#lengths[2 * at] as number);
    const value = this.#readPart(this.#lengths[2 * at + 1] as number);
    const headers = this.#headers.get(at) ?? NO_HEADERS;
    const partition = this.#partitions[at] === -1 ? undefined : this.#partitions[at];
    const record = new SentRecord(topic, partition, this.#timestamps[at] as number, key, value, headers);
    record.sequence = this.#sequences[at] as number;
    return record;
  }

  #write(part: Serialized | null): number {
    if (part === null) return NULL;
    if (typeof part === "string") {
      this.#texts.push(part);
      return TEXT;
    }
    const { length } = part;
    const end = this.#writtenBytes + length;
    if (end > this.#bytes.length) this.#grow(end);
    const bytes = this.#bytes;
    // A loop is faster than `set` for as few bytes as most keys and counts have.
    if (length > 32) bytes.set(part, this.#writtenBytes);
    else for (let at = 0; at < length; at++) bytes[this.#writtenBytes + at] = part[at] as number;
    this.#writtenBytes = end;
    return length;
  }

  #readPart(length: number): Serialized | null {
    if (length === NULL) return null;
    if (length === TEXT) return this.#texts[this.#readTexts++] as string;
    const from = this.#readBytes;
    this.#readBytes += length;
    return this.#bytes.slice(from, from + length);
  }

  #grow(bytesMin: number): void {
    const bytes = new Uint8Array(Math.max(bytesMin, 2 * this.#bytes.length));
    bytes.set(this.#bytes);
    this.#bytes = bytes;
  }
}
