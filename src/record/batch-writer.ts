import { assert } from "../base/assert.ts";
import { MillraceError } from "../base/errors.ts";
import { varintBytes, varlongBytes, writeVarint, writeVarlong } from "../base/varint.ts";
import * as header from "./batch-header.ts";
import * as layout from "./batch-layout.ts";
import type { Crc32c } from "./crc.ts";
import {
  type Payload,
  type RecordHeader,
  type RecordHeaders,
  type RecordInput,
  repeatableHeaderList,
} from "./record-input.ts";
import { utf8Bytes, writeAscii, writeUtf8 } from "./utf8.ts";

/** Memory to write batches into. `write`, where there is one, is the memory's fast copy of long sources. */
export interface WritableBatchMemory extends layout.BatchMemory {
  write?(target: number, source: Uint8Array): void;
}

export interface SealOptions extends Partial<header.ProducerStamp> {
  readonly crc: Crc32c;
}

/** Up to here a byte loop beats the call of `set`. */
const LOOP_BYTES_MAX = 24;
/** From here the memory's own copy beats `set`, which copies byte by byte into shared memory. */
const MEMORY_COPY_BYTES_MIN = 256;

const NO_BYTES = new Uint8Array(0);
const NO_HEADERS: readonly RecordHeader[] = [];
const NO_MEMORY: WritableBatchMemory = { bytes: NO_BYTES, view: new DataView(NO_BYTES.buffer) };

/**
 * Writes records straight into the place where their batch will lie: `open`, `append` until it says false, `seal`, and
 * open again elsewhere. Owned by the producer's thread, which alone may touch the batch before it is sent.
 *
 * All positions within are relative to the batch, so that they stay small integers in an arena of 4 GiB.
 */
export class BatchWriter {
  #memory: WritableBatchMemory = NO_MEMORY;
  #window: Uint8Array = NO_BYTES;
  #at = 0;
  #capacity = 0;
  #end = 0;
  #count = 0;
  #baseTimestamp = layout.NO_TIMESTAMP;
  #maxTimestamp = layout.NO_TIMESTAMP;
  #open = false;

  /** Starts an empty batch at byte `at`, of at most `capacity` bytes. What an open batch held is forgotten. */
  open(memory: WritableBatchMemory, at: number, capacity: number): void {
    assert(
      capacity >= layout.HEADER_BYTES && at + capacity <= memory.bytes.length,
      "a batch's place lies in its memory",
    );
    this.#memory = memory;
    this.#window = new Uint8Array(memory.bytes.buffer, memory.bytes.byteOffset + at, capacity);
    this.#at = at;
    this.#capacity = capacity;
    this.#end = layout.HEADER_BYTES;
    this.#count = 0;
    this.#baseTimestamp = layout.NO_TIMESTAMP;
    this.#maxTimestamp = layout.NO_TIMESTAMP;
    this.#open = true;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  get recordCount(): number {
    return this.#count;
  }

  /** Bytes so far, header included. */
  get bytes(): number {
    return this.#end;
  }

  /** ms; that of the first record. */
  get baseTimestamp(): number {
    return this.#baseTimestamp;
  }

  /** False: it does not fit, and the batch is as before. Throws INVALID_RECORD for a timestamp that is none. */
  append(record: RecordInput): boolean {
    return this.put(record.key ?? null, record.value, record.timestamp, record.headers);
  }

  /** `append` without an object per record. */
  put(key: Payload, value: Payload, timestamp: number, headers?: RecordHeaders): boolean {
    assert(this.#open, "records go into an open batch");
    if (!Number.isSafeInteger(timestamp) || timestamp < layout.NO_TIMESTAMP) {
      throw new MillraceError("INVALID_RECORD", `timestamp ${timestamp} is not a whole number of ms since 1970`);
    }
    const base = this.#count === 0 ? timestamp : this.#baseTimestamp;
    const list = headers === undefined ? NO_HEADERS : repeatableHeaderList(headers);
    // Most text is ASCII: its length is known without a look, and the writing itself finds out when it was not.
    let end = this.#write(key, value, timestamp - base, list, true);
    if (end < 0) end = this.#write(key, value, timestamp - base, list, false);
    if (end === 0) return false;
    this.#end = end;
    this.#baseTimestamp = base;
    if (timestamp > this.#maxTimestamp) this.#maxTimestamp = timestamp;
    this.#count++;
    return true;
  }

  /**
   * Writes the header and closes the batch; returns its bytes. Base offset 0 and leader epoch -1 are the leader's to stamp.
   */
  seal(options: SealOptions): number {
    assert(this.#open && this.#count > 0, "a batch is sealed once, with records in it");
    this.#open = false;
    const { view, bytes } = this.#memory;
    const at = this.#at;
    header.stampBatch(view, at, 0, layout.NO_LEADER_EPOCH);
    header.setBatchBytes(view, at, this.#end);
    header.setMagic(view, at);
    header.setAttributes(view, at, 0);
    header.setLastOffsetDelta(view, at, this.#count - 1);
    header.setBaseTimestamp(view, at, this.#baseTimestamp);
    header.setMaxTimestamp(view, at, this.#maxTimestamp);
    header.setProducerId(view, at, options.producerId ?? layout.NO_PRODUCER_ID);
    header.setProducerEpoch(view, at, options.producerEpoch ?? layout.NO_PRODUCER_EPOCH);
    header.setBaseSequence(view, at, options.baseSequence ?? layout.NO_SEQUENCE);
    header.setRecordCount(view, at, this.#count);
    header.setCrc(view, at, header.computeCrc(bytes, view, at, options.crc));
    return this.#end;
  }

  /** The position after the record; 0: no room; -1: text that was taken for ASCII is not. */
  #write(key: Payload, value: Payload, delta: number, headers: readonly RecordHeader[], ascii: boolean): number {
    const window = this.#window;
    const keyBytes = payloadBytes(key, ascii);
    const valueBytes = payloadBytes(value, ascii);
    let body = 1 + varlongBytes(delta) + varintBytes(this.#count);
    body += varintBytes(keyBytes) + varintBytes(valueBytes) + varintBytes(headers.length);
    if (keyBytes > 0) body += keyBytes;
    if (valueBytes > 0) body += valueBytes;
    if (headers.length > 0) body += headersBytes(headers, ascii);
    if (this.#end + varintBytes(body) + body > this.#capacity) return 0;

    let position = writeVarint(window, this.#end, body);
    window[position++] = 0;
    position = writeVarlong(window, position, delta);
    position = writeVarint(window, position, this.#count);
    position = this.#writePayload(position, key, keyBytes, ascii);
    if (position < 0) return -1;
    position = this.#writePayload(position, value, valueBytes, ascii);
    if (position < 0) return -1;
    position = writeVarint(window, position, headers.length);
    for (const [name, content] of headers) {
      position = this.#writePayload(position, name, payloadBytes(name, ascii), ascii);
      if (position < 0) return -1;
      position = this.#writePayload(position, content, payloadBytes(content, ascii), ascii);
      if (position < 0) return -1;
    }
    return position;
  }

  #writePayload(at: number, payload: Payload, length: number, ascii: boolean): number {
    const window = this.#window;
    const position = writeVarint(window, at, length);
    if (payload === null) return position;
    if (typeof payload === "string") {
      if (!ascii) return writeUtf8(window, position, payload);
      return writeAscii(window, position, payload) ? position + length : -1;
    }
    if (length <= LOOP_BYTES_MAX)
      for (let index = 0; index < length; index++) window[position + index] = payload[index] as number;
    else if (length >= MEMORY_COPY_BYTES_MIN && this.#memory.write) this.#memory.write(this.#at + position, payload);
    else window.set(payload, position);
    return position + length;
  }
}

/** -1 for null, as it is written. */
function payloadBytes(payload: Payload, ascii: boolean): number {
  if (payload === null) return -1;
  return typeof payload !== "string" || ascii ? payload.length : utf8Bytes(payload);
}

function headersBytes(headers: readonly RecordHeader[], ascii: boolean): number {
  let bytes = 0;
  for (const [name, content] of headers) {
    const nameBytes = payloadBytes(name, ascii);
    const contentBytes = payloadBytes(content, ascii);
    bytes += varintBytes(nameBytes) + nameBytes + varintBytes(contentBytes);
    if (contentBytes > 0) bytes += contentBytes;
  }
  return bytes;
}
