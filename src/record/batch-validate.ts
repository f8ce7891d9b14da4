import { ErrorCode, MillraceError } from "../base/errors.ts";
import { BatchCursor } from "./batch-cursor.ts";
import * as header from "./batch-header.ts";
import * as layout from "./batch-layout.ts";
import { type Codecs, codecOf } from "./codec.ts";
import type { Crc32c } from "./crc.ts";

export interface ValidateOptions {
  readonly crc: Crc32c;
  /** The topic's max.message.bytes. */
  readonly maxBytes: number;
  /** Reads every record as well, with these codecs where it is compressed: for batches of strangers. */
  readonly walk?: Codecs;
}

/** Transactions are not in this version; log append time, control batches and delete horizons are never a producer's to set. */
const ATTRIBUTES_OF_PRODUCERS = layout.ATTRIBUTE_COMPRESSION_MASK;

/** Is what a producer sent exactly one batch that a leader may append? Reads nothing outside the `length` bytes at `at`. */
export function validateBatch(
  memory: layout.BatchMemory,
  at: number,
  length: number,
  options: ValidateOptions,
): ErrorCode {
  const { view } = memory;
  if (length < layout.HEADER_BYTES || at + length > memory.bytes.length) return ErrorCode.CORRUPT_MESSAGE;
  const bytes = header.batchBytes(view, at);
  if (bytes < layout.HEADER_BYTES || bytes > length) return ErrorCode.CORRUPT_MESSAGE;
  if (bytes < length) return ErrorCode.INVALID_RECORD; // more than one batch
  if (bytes > options.maxBytes) return ErrorCode.MESSAGE_TOO_LARGE;
  if (header.magic(view, at) !== layout.MAGIC) return ErrorCode.INVALID_RECORD;
  if (header.computeCrc(memory.bytes, view, at, options.crc) !== header.crc(view, at)) return ErrorCode.CORRUPT_MESSAGE;
  const attributes = header.attributes(view, at) & layout.ATTRIBUTES_KNOWN_MASK;
  if ((attributes & ~ATTRIBUTES_OF_PRODUCERS) !== 0) return ErrorCode.INVALID_RECORD;
  if (attributes !== 0 && codecOf(attributes) === undefined) return ErrorCode.INVALID_RECORD;
  const count = header.recordCount(view, at);
  if (count <= 0 || header.lastOffsetDelta(view, at) !== count - 1) return ErrorCode.INVALID_RECORD;
  if (!timesAreConsistent(view, at) || !producerIsConsistent(view, at)) return ErrorCode.INVALID_RECORD;
  return options.walk ? walkRecords(memory, at, length, count, options.walk) : ErrorCode.NONE;
}

/** Is a batch of a log, from a leader or from a file, whole and unharmed? `length` bytes are there; it may take fewer. */
export function verifyBatch(memory: layout.BatchMemory, at: number, length: number, crc: Crc32c): ErrorCode {
  const { view } = memory;
  if (length < layout.HEADER_BYTES || at + length > memory.bytes.length) return ErrorCode.CORRUPT_MESSAGE;
  const bytes = header.batchBytes(view, at);
  if (bytes < layout.HEADER_BYTES || bytes > length) return ErrorCode.CORRUPT_MESSAGE;
  if (header.magic(view, at) !== layout.MAGIC) return ErrorCode.CORRUPT_MESSAGE;
  const intact = header.computeCrc(memory.bytes, view, at, crc) === header.crc(view, at);
  return intact ? ErrorCode.NONE : ErrorCode.CORRUPT_MESSAGE;
}

function timesAreConsistent(view: DataView, at: number): boolean {
  const base = header.baseTimestamp(view, at);
  const max = header.maxTimestamp(view, at);
  return Number.isSafeInteger(base) && Number.isSafeInteger(max) && base >= layout.NO_TIMESTAMP && max >= base;
}

/** Either none of the three fields is set or all are. */
function producerIsConsistent(view: DataView, at: number): boolean {
  const id = header.producerId(view, at);
  const epoch = header.producerEpoch(view, at);
  const sequence = header.baseSequence(view, at);
  if (id === layout.NO_PRODUCER_ID) return epoch === layout.NO_PRODUCER_EPOCH && sequence === layout.NO_SEQUENCE;
  return id >= 0 && Number.isSafeInteger(id) && epoch >= 0 && sequence >= 0;
}

function walkRecords(memory: layout.BatchMemory, at: number, length: number, count: number, codecs: Codecs): ErrorCode {
  const walker = new BatchCursor(codecs);
  try {
    walker.aim(memory, at, length);
    let walked = 0;
    while (walker.next()) {
      walker.headers();
      walked++;
    }
    return walked === count ? ErrorCode.NONE : ErrorCode.INVALID_RECORD;
  } catch (error) {
    if (error instanceof MillraceError) return ErrorCode.INVALID_RECORD;
    throw error;
  }
}
