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
  #startDelta = 0;
  #leaderEpoch = -1;
  #baseTimestamp = 0;
  #timestampMask = -1; // 0: all its records have the batch's time
  #lastDelta = 0;
  #nextOffset = -1;

  // The record under way.
  #offsetDelta = -1;
  #timestampDelta = 0;
  #keyAt = 0;
  #keyLength = -1;
  #valueAt = 0;
  #valueLength = -1;
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
    this.#leaderEpoch = -1;
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
      if (this.#offsetDelta >= this.#startDelta) return true;
    }
  }

  get offset(): number {
    return this.#baseOffset + this.#offsetDelta;
  }

  /** ms */
  get timestamp(): number {
    return this.#baseTimestamp + this.#timestampDelta;
  }

  /** Of the leader that wrote it; -1 before the first record. */
  get leaderEpoch(): number {
    return this.#leaderEpoch;
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
    reader.aim(this.#bytes, this.#valueAt + Math.max(this.#valueLength, 0), this.#recordEnd);
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
      const isLogAppendTime = (attributes & layout.ATTRIBUTE_LOG_APPEND_TIME) !== 0;
      this.#timestampMask = isLogAppendTime ? 0 : -1;
      this.#baseTimestamp = isLogAppendTime ? header.maxTimestamp(view, at) : header.baseTimestamp(view, at);
      if (!Number.isSafeInteger(this.#baseTimestamp)) this.#fail("timestamp beyond 2^53");
      this.#baseOffset = baseOffset;
      this.#leaderEpoch = header.leaderEpoch(view, at);
      this.#startDelta = Math.max(0, this.#startOffset - baseOffset);
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
    const recordsEnd = this.#recordsEnd;
    let at = this.#recordEnd;
    if (at + SHORT_PREFIX_BYTES > recordsEnd) return false;
    // Integers of one or two bytes, as they lie there: in zigzag, an odd one is negative.
    let body = bytes[at++] as number;
    if (body > 0x7f) body += ((bytes[at++] as number) - 1) << 7;
    const end = at + (body >>> 1);
    at++; // the record's attributes: no bit has a meaning
    let timestamp = bytes[at++] as number;
    if (timestamp > 0x7f) {
      timestamp += ((bytes[at++] as number) - 1) << 7;
      if (timestamp > 0x3fff) timestamp += ((bytes[at++] as number) - 1) << 14;
      if (timestamp > 0x1f_ffff) timestamp += ((bytes[at++] as number) - 1) << 21;
    }
    let delta = bytes[at++] as number;
    if (delta > 0x7f) delta += ((bytes[at++] as number) - 1) << 7;
    let key = bytes[at++] as number;
    if (key > 0x7f) key += ((bytes[at++] as number) - 1) << 7;
    const keyAt = at;
    const keyLength = (key >>> 1) ^ -(key & 1);
    if (keyLength > 0) at += keyLength;
    if (at + 2 > end || end > recordsEnd) return false;
    let value = bytes[at++] as number;
    if (value > 0x7f) value += ((bytes[at++] as number) - 1) << 7;
    const valueAt = at;
    const valueLength = (value >>> 1) ^ -(value & 1);
    if (valueLength > 0) at += valueLength;
    if (at + 1 !== end || bytes[at] !== 0) return false; // one byte: no headers
    if ((body | delta | key | value) > 0x3fff || timestamp > 0xfff_ffff) return false; // one of them goes on
    if (((body | delta) & 1) !== 0 || keyLength < -1 || valueLength < -1) return false;
    delta >>>= 1;
    if (delta <= this.#offsetDelta || delta > this.#lastDelta) return false;
    if (this.#recordsLeft === 1 && end !== recordsEnd) return false;
    this.#recordsLeft--;
    this.#timestampDelta = ((timestamp >>> 1) ^ -(timestamp & 1)) & this.#timestampMask;
    this.#offsetDelta = delta;
    this.#keyAt = keyAt;
    this.#keyLength = keyLength;
    this.#valueAt = valueAt;
    this.#valueLength = valueLength;
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
    const timestampDelta = reader.readVarlong();
    this.#timestampDelta = this.#timestampMask === 0 ? 0 : timestampDelta;
    const offsetDelta = reader.readVarint();
    if (offsetDelta <= this.#offsetDelta || offsetDelta > this.#lastDelta) throw invalid(`offset delta ${offsetDelta}`);
    this.#offsetDelta = offsetDelta;
    this.#keyLength = this.#skipPayload();
    this.#keyAt = reader.position - (this.#keyLength > 0 ? this.#keyLength : 0);
    this.#valueLength = this.#skipPayload();
    this.#valueAt = reader.position - (this.#valueLength > 0 ? this.#valueLength : 0);
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

function corrupt(problem: string): MillraceError {
  return new MillraceError("CORRUPT_MESSAGE", `no record batch: ${problem}`);
}

function invalid(problem: string): MillraceError {
  return new MillraceError("INVALID_RECORD", `no record: ${problem}`);
}
