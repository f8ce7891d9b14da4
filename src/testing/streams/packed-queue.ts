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
 * together, so that a long test keeps a few large objects and not several for every record. What was read stays, for those
 * who restore a store from all of it.
 */
export class PackedQueue {
  readonly #topic: string;
  readonly #chunks: Chunk[] = [];
  readonly #reader: Reader;
  #last: Chunk | undefined;
  #pushed = 0;

  constructor(topic: string) {
    this.#topic = topic;
    this.#reader = new Reader(topic, this.#chunks);
  }

  /** Records that were not read yet. */
  get size(): number {
    return this.#pushed - this.#reader.count;
  }

  push(record: SentRecord): void {
    let chunk = this.#last;
    if (chunk === undefined || chunk.isFull) {
      chunk = new Chunk();
      this.#last = chunk;
      this.#chunks.push(chunk);
    }
    chunk.push(record);
    this.#pushed++;
  }

  shift(): SentRecord | undefined {
    return this.#reader.next();
  }

  /** All records, read or not. */
  all(): SentRecord[] {
    const records: SentRecord[] = [];
    const reader = new Reader(this.#topic, this.#chunks);
    for (let record = reader.next(); record !== undefined; record = reader.next()) records.push(record);
    return records;
  }
}

class Reader {
  /** Records read so far. */
  count = 0;
  readonly #topic: string;
  readonly #chunks: readonly Chunk[];
  #chunk = 0;
  #place = new ChunkPlace();

  constructor(topic: string, chunks: readonly Chunk[]) {
    this.#topic = topic;
    this.#chunks = chunks;
  }

  next(): SentRecord | undefined {
    if (this.#place.record === CHUNK_RECORDS) {
      this.#chunk++;
      this.#place = new ChunkPlace();
    }
    const record = this.#chunks[this.#chunk]?.read(this.#topic, this.#place);
    if (record !== undefined) this.count++;
    return record;
  }
}

/** How far a chunk was read. */
class ChunkPlace {
  record = 0;
  byte = 0;
  text = 0;
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

  get isFull(): boolean {
    return this.#written === CHUNK_RECORDS;
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

  /** The record at a place, which moves on; undefined behind the last. */
  read(topic: string, place: ChunkPlace): SentRecord | undefined {
    if (place.record === this.#written) return undefined;
    const at = place.record++;
    const key = this.#readPart(this.#lengths[2 * at] as number, place);
    const value = this.#readPart(this.#lengths[2 * at + 1] as number, place);
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

  #readPart(length: number, place: ChunkPlace): Serialized | null {
    if (length === NULL) return null;
    if (length === TEXT) return this.#texts[place.text++] as string;
    const from = place.byte;
    place.byte += length;
    return this.#bytes.slice(from, place.byte);
  }

  #grow(bytesMin: number): void {
    const bytes = new Uint8Array(Math.max(bytesMin, 2 * this.#bytes.length));
    bytes.set(this.#bytes);
    this.#bytes = bytes;
  }
}
