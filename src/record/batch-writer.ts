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
import { TextStage } from "./text-stage.ts";
import { utf8Bytes, writeUtf8 } from "./utf8.ts";

/** Memory to write batches into. `write`, where there is one, is the memory's fast copy of long sources. */
export interface WritableBatchMemory extends layout.BatchMemory {
  write?(target: number, source: Uint8Array): void;
}

export interface SealOptions extends Partial<header.ProducerStamp> {
  /** Undefined: the caller sets the CRC, of what becomes of the batch. */
  readonly crc: Crc32c | undefined;
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
  #windowView = NO_MEMORY.view;
  readonly #keyStage = new TextStage();
  readonly #valueStage = new TextStage();
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
    this.#windowView = new DataView(memory.bytes.buffer, memory.bytes.byteOffset + at, capacity);
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
    const end = this.#write(key, value, timestamp - base, list);
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
    if (options.crc) header.setCrc(view, at, header.computeCrc(bytes, view, at, options.crc));
    return this.#end;
  }

  /** The position after the record; 0: no room. */
  #write(key: Payload, value: Payload, delta: number, headers: readonly RecordHeader[]): number {
    const room = this.#capacity - this.#end;
    // No text is shorter in UTF-8: what cannot fit is not encoded.
    if ((key !== null && key.length > room) || (value !== null && value.length > room)) return 0;
    const keyBytes = stagedBytes(key, this.#keyStage);
    const valueBytes = stagedBytes(value, this.#valueStage);
    let body = 1 + varlongBytes(delta) + varintBytes(this.#count);
    body += varintBytes(keyBytes) + varintBytes(valueBytes) + varintBytes(headers.length);
    if (keyBytes > 0) body += keyBytes;
    if (valueBytes > 0) body += valueBytes;
    if (headers.length > 0) body += headersBytes(headers);
    if (varintBytes(body) + body > room) return 0;

    const window = this.#window;
    let position = writeVarint(window, this.#end, body);
    window[position++] = 0;
    position = writeVarlong(window, position, delta);
    position = writeVarint(window, position, this.#count);
    position = this.#writeStaged(position, key, keyBytes, this.#keyStage);
    position = this.#writeStaged(position, value, valueBytes, this.#valueStage);
    position = writeVarint(window, position, headers.length);
    return headers.length > 0 ? this.#writeHeaders(position, headers) : position;
  }

  #writeStaged(at: number, payload: Payload, length: number, stage: TextStage): number {
    const position = writeVarint(this.#window, at, length);
    if (payload === null) return position;
    if (typeof payload !== "string") this.#writeBytes(position, payload);
    else if (length < MEMORY_COPY_BYTES_MIN) stage.copyTo(this.#windowView, position, length);
    else this.#writeBytes(position, new Uint8Array(stage.bytes.buffer, 0, length));
    return position + length;
  }

  #writeBytes(position: number, source: Uint8Array): void {
    const window = this.#window;
    const length = source.length;
    if (length <= LOOP_BYTES_MAX) {
      for (let index = 0; index < length; index++) window[position + index] = source[index] as number;
    } else if (length >= MEMORY_COPY_BYTES_MIN && this.#memory.write) {
      this.#memory.write(this.#at + position, source);
    } else {
      window.set(source, position);
    }
  }

  #writeHeaders(at: number, headers: readonly RecordHeader[]): number {
    let position = at;
    for (const [name, content] of headers) {
      position = this.#writePayload(position, name);
      position = this.#writePayload(position, content);
    }
    return position;
  }

  #writePayload(at: number, payload: Payload): number {
    const length = payloadBytes(payload);
    const position = writeVarint(this.#window, at, length);
    if (payload === null) return position;
    if (typeof payload === "string") return writeUtf8(this.#window, position, payload);
    this.#writeBytes(position, payload);
    return position + length;
  }
}

/** -1 for null, as it is written. Text is encoded on the stage meanwhile. */
function stagedBytes(payload: Payload, stage: TextStage): number {
  if (payload === null) return -1;
  return typeof payload === "string" ? stage.encode(payload) : payload.length;
}

function payloadBytes(payload: Payload): number {
  if (payload === null) return -1;
  return typeof payload === "string" ? utf8Bytes(payload) : payload.length;
}

function headersBytes(headers: readonly RecordHeader[]): number {
  let bytes = 0;
  for (const [name, content] of headers) {
    const nameBytes = payloadBytes(name);
    const contentBytes = payloadBytes(content);
    bytes += varintBytes(nameBytes) + nameBytes + varintBytes(contentBytes);
    if (contentBytes > 0) bytes += contentBytes;
  }
  return bytes;
}
