import { MillraceError } from "../base/errors.ts";
import { VarintReader } from "../base/varint.ts";
import * as header from "./batch-header.ts";
import * as layout from "./batch-layout.ts";
import { readUtf8 } from "./utf8.ts";

const NO_BYTES = new Uint8Array(0);
const NO_MEMORY: layout.BatchMemory = { bytes: NO_BYTES, view: new DataView(NO_BYTES.buffer) };
const NO_HEADERS: readonly (readonly [string, Uint8Array | null])[] = [];

/**
 * Walks the records of one or several consecutive batches where they lie, in offset order: `aim`, then `next` until it
 * says false. One object for all records; nothing is decoded or copied before it is asked for. Owned by the reading
 * thread. Control batches are skipped.
 *
 * No length is trusted: bytes that are no record throw MillraceError (CORRUPT_MESSAGE in a batch header, INVALID_RECORD
 * in a record) and end the walk. The CRC is not looked at.
 */
export class BatchCursor {
  #memory: layout.BatchMemory = NO_MEMORY;
  #at = 0; // of the window in the memory
  #reader = new VarintReader(); // over the window: positions below are relative, hence small integers
  #length = 0;
  #startOffset = 0;

  // The batch under way.
  #batchEnd = 0;
  #recordsLeft = 0;
  #baseOffset = 0;
  #baseTimestamp = 0;
  #logAppendTime = false;
  #lastDelta = 0;
  #nextOffset = -1;

  // The record under way.
  #offsetDelta = -1;
  #timestampDelta = 0;
  #keyAt = 0;
  #keyLength = -1;
  #valueAt = 0;
  #valueLength = -1;
  #headersAt = 0;
  #recordEnd = 0;

  /** Reads `length` bytes of whole batches from byte `at` on. */
  aim(memory: layout.BatchMemory, at: number, length: number): void {
    if (at < 0 || length < 0 || at + length > memory.bytes.length) throw corrupt(`batches beyond the memory, at ${at}`);
    this.#memory = memory;
    this.#at = at;
    this.#length = length;
    const window = new Uint8Array(memory.bytes.buffer, memory.bytes.byteOffset + at, length);
    this.#reader.aim(window, 0, 0);
    this.#batchEnd = 0;
    this.#recordsLeft = 0;
    this.#startOffset = 0;
    this.#nextOffset = -1;
  }

  /** `next` leaves out every record before `offset`, batches that end before it unread. Call it after `aim`. */
  startAt(offset: number): void {
    this.#startOffset = offset;
  }

  /** Goes to the next record. False: there is none. */
  next(): boolean {
    for (;;) {
      if (this.#recordsLeft === 0 && !this.#enterBatch()) return false;
      try {
        this.#readRecord();
      } catch (error) {
        this.#stop();
        throw error;
      }
      if (this.#baseOffset + this.#offsetDelta >= this.#startOffset) return true;
    }
  }

  get offset(): number {
    return this.#baseOffset + this.#offsetDelta;
  }

  /** ms */
  get timestamp(): number {
    return this.#logAppendTime ? this.#baseTimestamp : this.#baseTimestamp + this.#timestampDelta;
  }

  /** The first offset after the batches entered so far, -1 before the first: where to read on after the walk. */
  get nextOffset(): number {
    return this.#nextOffset;
  }

  /** Byte of the memory. */
  get keyPosition(): number {
    return this.#at + this.#keyAt;
  }

  /** Bytes; -1 for null. */
  get keyLength(): number {
    return this.#keyLength;
  }

  /** Byte of the memory. */
  get valuePosition(): number {
    return this.#at + this.#valueAt;
  }

  /** Bytes; -1 for null. */
  get valueLength(): number {
    return this.#valueLength;
  }

  /** A new view of the key; null when it is null. */
  keyView(): Uint8Array | null {
    return this.#viewOf(this.#keyAt, this.#keyLength);
  }

  /** A new view of the value; null when it is null. */
  valueView(): Uint8Array | null {
    return this.#viewOf(this.#valueAt, this.#valueLength);
  }

  /** The headers in order, values as new views. Throws INVALID_RECORD when they do not fill the rest of the record. */
  headers(): readonly (readonly [string, Uint8Array | null])[] {
    const reader = this.#reader;
    const { bytes, position: after } = reader;
    reader.aim(bytes, this.#headersAt, this.#recordEnd);
    try {
      const count = reader.readVarint();
      if (count === 0) return NO_HEADERS;
      // Every header takes two bytes at least: a wrong count ends here, not in a long loop.
      if (count < 0 || count > (reader.end - reader.position) / 2) throw invalid(`${count} headers`);
      const headers: [string, Uint8Array | null][] = [];
      for (let index = 0; index < count; index++) {
        const nameLength = this.#skipPayload();
        if (nameLength < 0) throw invalid("a header without a name");
        const name = readUtf8(bytes, reader.position - nameLength, reader.position);
        const length = this.#skipPayload();
        headers.push([name, this.#viewOf(reader.position - length, length)]);
      }
      if (reader.position !== this.#recordEnd) throw invalid("bytes after the last header");
      return headers;
    } finally {
      reader.aim(bytes, after, this.#batchEnd);
    }
  }

  /** Enters the next batch with records that are wanted. False: no bytes are left. */
  #enterBatch(): boolean {
    const { view } = this.#memory;
    while (this.#batchEnd < this.#length) {
      const start = this.#batchEnd;
      const at = this.#at + start;
      const room = this.#length - start;
      const bytes = room < layout.HEADER_BYTES ? 0 : header.batchBytes(view, at);
      if (bytes < layout.HEADER_BYTES || bytes > room) this.#fail(`batch of ${bytes} bytes where ${room} are left`);
      if (header.magic(view, at) !== layout.MAGIC) this.#fail(`magic ${header.magic(view, at)}`);
      const count = header.recordCount(view, at);
      const delta = header.lastOffsetDelta(view, at);
      const baseOffset = header.baseOffset(view, at);
      if (count < 0 || delta < 0 || count > delta + 1) this.#fail(`${count} records in ${delta + 1} offsets`);
      if (baseOffset < 0 || !Number.isSafeInteger(baseOffset + delta + 1)) this.#fail(`base offset ${baseOffset}`);
      this.#batchEnd = start + bytes;
      this.#nextOffset = baseOffset + delta + 1;
      const attributes = header.attributes(view, at);
      if (this.#nextOffset <= this.#startOffset || (attributes & layout.ATTRIBUTE_CONTROL) !== 0) continue;
      if ((attributes & layout.ATTRIBUTE_COMPRESSION_MASK) !== 0) this.#fail("compressed batch");
      if (count === 0) {
        if (bytes !== layout.HEADER_BYTES) this.#fail("bytes in a batch without records");
        continue;
      }
      this.#logAppendTime = (attributes & layout.ATTRIBUTE_LOG_APPEND_TIME) !== 0;
      this.#baseTimestamp = this.#logAppendTime ? header.maxTimestamp(view, at) : header.baseTimestamp(view, at);
      if (!Number.isSafeInteger(this.#baseTimestamp)) this.#fail("timestamp beyond 2^53");
      this.#baseOffset = baseOffset;
      this.#lastDelta = delta;
      this.#offsetDelta = -1;
      this.#recordsLeft = count;
      this.#reader.position = start + layout.HEADER_BYTES;
      return true;
    }
    return false;
  }

  #readRecord(): void {
    const reader = this.#reader;
    reader.end = this.#batchEnd;
    const body = reader.readVarint();
    const end = reader.position + body;
    if (body < layout.RECORD_BODY_BYTES_MIN || end > this.#batchEnd) throw invalid(`record of ${body} bytes`);
    reader.end = end;
    reader.position++; // the record's attributes: no bit has a meaning
    this.#timestampDelta = reader.readVarlong();
    const offsetDelta = reader.readVarint();
    if (offsetDelta <= this.#offsetDelta || offsetDelta > this.#lastDelta) throw invalid(`offset delta ${offsetDelta}`);
    this.#offsetDelta = offsetDelta;
    this.#keyLength = this.#skipPayload();
    this.#keyAt = reader.position - (this.#keyLength > 0 ? this.#keyLength : 0);
    this.#valueLength = this.#skipPayload();
    this.#valueAt = reader.position - (this.#valueLength > 0 ? this.#valueLength : 0);
    this.#headersAt = reader.position;
    this.#recordEnd = end;
    // No headers, by far the most frequent, are known to be right at once; others when they are asked for.
    const count = reader.readVarint();
    if (count < 0 || (count === 0 && reader.position !== end)) throw invalid(`${count} headers`);
    reader.position = end;
    if (--this.#recordsLeft === 0 && end !== this.#batchEnd) throw invalid("bytes after the last record");
  }

  /** Reads a length and goes past its bytes; returns it, -1 for null. */
  #skipPayload(): number {
    const reader = this.#reader;
    const length = reader.readVarint();
    if (length < -1 || length > reader.end - reader.position) throw invalid(`payload of ${length} bytes`);
    if (length > 0) reader.position += length;
    return length;
  }

  #viewOf(position: number, length: number): Uint8Array | null {
    if (length < 0) return null;
    const { bytes } = this.#memory;
    return new Uint8Array(bytes.buffer, bytes.byteOffset + this.#at + position, length);
  }

  #stop(): void {
    this.#recordsLeft = 0;
    this.#batchEnd = this.#length;
  }

  #fail(problem: string): never {
    this.#stop();
    throw corrupt(problem);
  }
}

function corrupt(problem: string): MillraceError {
  return new MillraceError("CORRUPT_MESSAGE", `no record batch: ${problem}`);
}

function invalid(problem: string): MillraceError {
  return new MillraceError("INVALID_RECORD", `no record: ${problem}`);
}
