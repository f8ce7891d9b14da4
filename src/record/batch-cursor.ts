import { MillraceError } from "../base/errors.ts";
import { UNCOMPRESSED_BYTES_MAX } from "../base/limits.ts";
import { VarintReader } from "../base/varint.ts";
import * as header from "./batch-header.ts";
import * as layout from "./batch-layout.ts";
import { type Codecs, codecOf } from "./codec.ts";
import { readUtf8 } from "./utf8.ts";

const NO_BYTES = new Uint8Array(0);
const NO_MEMORY: layout.BatchMemory = { bytes: NO_BYTES, view: new DataView(NO_BYTES.buffer) };
const NO_HEADERS: readonly (readonly [string, Uint8Array | null])[] = [];

/** What `#readShortRecord` reads before it knows the record's end: length 2, attributes 1, deltas 4 and 2, key length 2. */
const SHORT_PREFIX_BYTES = 11;

/**
 * Walks the records of one or several consecutive batches where they lie, in offset order: `aim`, then `next` until it
 * says false. One object for all records; nothing is decoded or copied before it is asked for. Owned by the reading
 * thread. Control batches are skipped.
 *
 * A compressed batch is decompressed whole when its first record is asked for, at most one at a time; views of its
 * records are views of that, and stay what they are.
 *
 * No length is trusted: bytes that are no record throw MillraceError (CORRUPT_MESSAGE in a batch header or in compressed
 * bytes, INVALID_RECORD in a record) and end the walk. The CRC is not looked at.
 */
export class BatchCursor {
  readonly #codecs: Codecs | undefined;
  #memory: layout.BatchMemory = NO_MEMORY;
  #at = 0; // of the window in the memory
  #window: Uint8Array = NO_BYTES; // positions are relative to it, hence small integers
  #length = 0;
  #startOffset = 0;

  // The batch under way.
  #batchEnd = 0; // in the window
  #bytes: Uint8Array = NO_BYTES; // where its records are: the window, or what it was decompressed to
  #buffer: ArrayBufferLike = NO_BYTES.buffer; // theirs: to ask a typed array for its buffer costs as much as a view
  #base = 0; // theirs in it
  #recordsEnd = 0; // in these bytes, as all positions below
  readonly #reader = new VarintReader(); // over them
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

  /** Without `codecs` a compressed batch throws CORRUPT_MESSAGE. */
  constructor(codecs?: Codecs) {
    this.#codecs = codecs;
  }

  /** Reads `length` bytes of whole batches from byte `at` on. */
  aim(memory: layout.BatchMemory, at: number, length: number): void {
    if (at < 0 || length < 0 || at + length > memory.bytes.length) throw corrupt(`batches beyond the memory, at ${at}`);
    this.#memory = memory;
    this.#at = at;
    this.#length = length;
    this.#window = new Uint8Array(memory.bytes.buffer, memory.bytes.byteOffset + at, length);
    this.#bytes = NO_BYTES;
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
      if (!this.#readShortRecord()) this.#readAnyRecord();
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

  /** What `keyPosition` and `valuePosition` count in. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  get keyPosition(): number {
    return this.#keyAt;
  }

  /** Bytes; -1 for null. */
  get keyLength(): number {
    return this.#keyLength;
  }

  get valuePosition(): number {
    return this.#valueAt;
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
    reader.aim(this.#bytes, this.#headersAt, this.#recordEnd);
    const count = reader.readVarint();
    if (count === 0) return NO_HEADERS;
    // Every header takes two bytes at least: a wrong count ends here, not in a long loop.
    if (count < 0 || count > (reader.end - reader.position) / 2) throw invalid(`${count} headers`);
    const headers: [string, Uint8Array | null][] = [];
    for (let index = 0; index < count; index++) {
      const nameLength = this.#skipPayload();
      if (nameLength < 0) throw invalid("a header without a name");
      const name = readUtf8(this.#bytes, reader.position - nameLength, reader.position);
      const length = this.#skipPayload();
      headers.push([name, this.#viewOf(reader.position - length, length)]);
    }
    if (reader.position !== this.#recordEnd) throw invalid("bytes after the last header");
    return headers;
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
      const codec = attributes & layout.ATTRIBUTE_COMPRESSION_MASK;
      if (codec === 0) this.#recordsAre(this.#window, start + layout.HEADER_BYTES, start + bytes);
      else this.#decompress(codec, start + layout.HEADER_BYTES, start + bytes);
      this.#recordsLeft = count;
      return true;
    }
    return false;
  }

  #recordsAre(bytes: Uint8Array, start: number, end: number): void {
    this.#bytes = bytes;
    this.#buffer = bytes.buffer;
    this.#base = bytes.byteOffset;
    this.#recordEnd = start;
    this.#recordsEnd = end;
  }

  #decompress(number: number, start: number, end: number): void {
    const codec = codecOf(number);
    if (codec === undefined) this.#fail(`compression ${number}`);
    if (this.#codecs === undefined) this.#fail(`records in ${codec}, which cannot be read here`);
    const batchEnd = this.#batchEnd;
    this.#stop(); // unless it turns out to be what it says
    const records = this.#codecs.decompress(codec, this.#window.subarray(start, end), UNCOMPRESSED_BYTES_MAX);
    this.#batchEnd = batchEnd;
    this.#recordsAre(records, 0, records.length);
  }

  /**
   * The record at hand if it is right and its integers are short: nearly all are, and this keeps everything in locals.
   * False: `#readAnyRecord` decides, and nothing has changed.
   */
  #readShortRecord(): boolean {
    const bytes = this.#bytes;
    const start = this.#recordEnd;
    const recordsEnd = this.#recordsEnd;
    if (start + SHORT_PREFIX_BYTES > recordsEnd) return false;
    const body = shortVarint(bytes, start);
    let at = start + (body & 3);
    const end = at + (body >> 3);
    const timestampDelta = mediumVarint(bytes, at + 1);
    at += 1 + (timestampDelta & 7);
    const offsetDelta = shortVarint(bytes, at);
    at += offsetDelta & 3;
    const key = shortVarint(bytes, at);
    at += key & 3;
    if (body === 0 || timestampDelta === 0 || offsetDelta === 0 || key === 0) return false;
    const keyAt = at;
    const keyLength = key >> 3;
    if (keyLength > 0) at += keyLength;
    if (keyLength < -1 || at + 2 > end || end > recordsEnd) return false;
    const value = shortVarint(bytes, at);
    at += value & 3;
    const valueLength = value >> 3;
    const valueAt = at;
    if (valueLength > 0) at += valueLength;
    if (value === 0 || valueLength < -1 || at + 1 !== end || bytes[at] !== 0) return false; // one byte: no headers
    const delta = offsetDelta >> 3;
    if (delta <= this.#offsetDelta || delta > this.#lastDelta) return false;
    if (this.#recordsLeft === 1 && end !== recordsEnd) return false;
    this.#recordsLeft--;
    this.#timestampDelta = timestampDelta >> 3;
    this.#offsetDelta = delta;
    this.#keyAt = keyAt;
    this.#keyLength = keyLength;
    this.#valueAt = valueAt;
    this.#valueLength = valueLength;
    this.#headersAt = at;
    this.#recordEnd = end;
    return true;
  }

  /** The record at hand, whatever it is; ends the walk when it is none. */
  #readAnyRecord(): void {
    const recordsLeft = this.#recordsLeft - 1;
    const batchEnd = this.#batchEnd;
    const recordsEnd = this.#recordsEnd;
    this.#stop(); // unless the record turns out to be one
    const reader = this.#reader;
    reader.aim(this.#bytes, this.#recordEnd, recordsEnd);
    const body = reader.readVarint();
    const end = reader.position + body;
    if (body < layout.RECORD_BODY_BYTES_MIN || end > recordsEnd) throw invalid(`record of ${body} bytes`);
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
    if (recordsLeft === 0 && end !== recordsEnd) throw invalid("bytes after the last record");
    this.#batchEnd = batchEnd;
    this.#recordsLeft = recordsLeft;
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
    return new Uint8Array(this.#buffer, this.#base + position, length);
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

/** A varint of one or two bytes: its value, times eight, plus the bytes it takes. 0: it is longer. */
function shortVarint(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  if (first < 0x80) return (((first >>> 1) ^ -(first & 1)) << 3) | 1;
  const second = bytes[at + 1] as number;
  if (second > 0x7f) return 0;
  return ((((second << 6) | ((first & 0x7f) >>> 1)) ^ -(first & 1)) << 3) | 2;
}

/** As `shortVarint`, up to four bytes. */
function mediumVarint(bytes: Uint8Array, at: number): number {
  const short = shortVarint(bytes, at);
  if (short !== 0) return short;
  const first = bytes[at] as number;
  const third = bytes[at + 2] as number;
  const low = ((third & 0x7f) << 13) | (((bytes[at + 1] as number) & 0x7f) << 6) | ((first & 0x7f) >>> 1);
  if (third < 0x80) return ((low ^ -(first & 1)) << 3) | 3;
  const fourth = bytes[at + 3] as number;
  if (fourth > 0x7f) return 0;
  return (((low | (fourth << 20)) ^ -(first & 1)) << 3) | 4;
}

function corrupt(problem: string): MillraceError {
  return new MillraceError("CORRUPT_MESSAGE", `no record batch: ${problem}`);
}

function invalid(problem: string): MillraceError {
  return new MillraceError("INVALID_RECORD", `no record: ${problem}`);
}
