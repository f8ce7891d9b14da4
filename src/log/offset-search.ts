import { MillraceError } from "../base/errors.ts";
import { BatchCursor } from "../record/batch-cursor.ts";
import * as header from "../record/batch-header.ts";
import type { Codecs } from "../record/codec.ts";
import type { Log } from "./log.ts";

export interface TimedOffset {
  readonly offset: number;
  readonly timestamp: number; // ms
}

/** The search met a batch that cannot be read: it begins at this offset. */
export interface BadBatch {
  readonly badFrom: number;
}

/** Nothing that fits, a batch that cannot be read, or bytes that are on their way into the arena: ask again. */
export type OffsetSearch = TimedOffset | BadBatch | undefined | "notYet";

// A compressed batch is decompressed only when its header says that the record is in it.

/** The first record below `endOffset` whose timestamp is `timestamp` or later. Skips chunks that end before it. */
export function offsetForTimestamp(log: Log, codecs: Codecs, timestamp: number, endOffset: number): OffsetSearch {
  const { view } = log.memory;
  for (const chunk of log.chunks) {
    if (chunk.maxTimestamp < timestamp) continue;
    if (!log.bringChunk(chunk)) return "notYet";
    let { baseOffset } = chunk;
    for (let position = 0; position < chunk.stored.filled; ) {
      const at = chunk.stored.address + position;
      const bytes = header.wholeBatchBytes(view, at, chunk.stored.filled - position);
      if (bytes === 0) return { badFrom: baseOffset };
      if (header.baseOffset(view, at) >= endOffset) return undefined;
      if (header.maxTimestamp(view, at) >= timestamp && header.lastOffset(view, at) >= log.startOffset) {
        const found = readable(baseOffset, () => firstRecordFrom(log, codecs, at, timestamp));
        if (found !== undefined) return "badFrom" in found || found.offset < endOffset ? found : undefined;
      }
      position += bytes;
      baseOffset += header.lastOffsetDelta(view, at) + 1;
    }
  }
  return undefined;
}

/** The first record with the largest timestamp below `endOffset`. */
export function offsetOfMaxTimestamp(log: Log, codecs: Codecs, endOffset: number): OffsetSearch {
  const { view } = log.memory;
  let largest = -1;
  let largestAt = -1;
  let largestOffset = -1;
  for (const chunk of log.chunks) {
    if (chunk.maxTimestamp <= largest) continue;
    if (!log.bringChunk(chunk)) return "notYet";
    let { baseOffset } = chunk;
    for (let position = 0; position < chunk.stored.filled; ) {
      const at = chunk.stored.address + position;
      const bytes = header.wholeBatchBytes(view, at, chunk.stored.filled - position);
      if (bytes === 0) return { badFrom: baseOffset };
      if (header.baseOffset(view, at) >= endOffset) break;
      const timestamp = readable(baseOffset, () => largestTimestampOf(log, codecs, at));
      if (typeof timestamp === "object") return timestamp;
      if (timestamp > largest) {
        largest = timestamp;
        largestAt = at;
        largestOffset = baseOffset;
      }
      position += bytes;
      baseOffset += header.lastOffsetDelta(view, at) + 1;
    }
  }
  if (largestAt < 0) return undefined;
  return readable(largestOffset, () => firstRecordFrom(log, codecs, largestAt, largest));
}

/** What `read` finds in the batch at `baseOffset`, unless that batch cannot be read. */
function readable<T>(baseOffset: number, read: () => T): T | BadBatch {
  try {
    return read();
  } catch (error) {
    if (error instanceof MillraceError) return { badFrom: baseOffset };
    throw error;
  }
}

/** Of the batch's records that are not below the log's start, which may lie within it; -1 when all are. */
function largestTimestampOf(log: Log, codecs: Codecs, at: number): number {
  const { view } = log.memory;
  if (header.baseOffset(view, at) >= log.startOffset) return header.maxTimestamp(view, at);
  let largest = -1;
  if (header.lastOffset(view, at) < log.startOffset) return largest;
  const cursor = cursorOf(log, codecs, at);
  while (cursor.next()) largest = Math.max(largest, cursor.timestamp);
  return largest;
}

function firstRecordFrom(log: Log, codecs: Codecs, at: number, timestamp: number): TimedOffset | undefined {
  const cursor = cursorOf(log, codecs, at);
  while (cursor.next())
    if (cursor.timestamp >= timestamp) return { offset: cursor.offset, timestamp: cursor.timestamp };
  return undefined;
}

/** Reads the records of a batch that are not below the log's start. */
function cursorOf(log: Log, codecs: Codecs, at: number): BatchCursor {
  const cursor = new BatchCursor(codecs);
  cursor.aim(log.memory, at, header.batchBytes(log.memory.view, at));
  cursor.startAt(log.startOffset);
  return cursor;
}
