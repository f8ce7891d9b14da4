import { MillraceError } from "../base/errors.ts";
import { BatchCursor } from "../record/batch-cursor.ts";
import * as header from "../record/batch-header.ts";
import type { Codecs } from "../record/codec.ts";
import type { ChunkIndex } from "./chunk-index.ts";
import type { Log } from "./log.ts";

export interface TimedOffset {
  readonly offset: number;
  readonly timestamp: number; // ms
}

/** Nothing that fits, or bytes that are on their way into the arena: ask again. */
export type OffsetSearch = TimedOffset | undefined | "notYet";

// A compressed batch is decompressed only when its header says that the record is in it; then these may throw
// MillraceError CORRUPT_MESSAGE, as they do when a header cannot be.

/** The first record below `endOffset` whose timestamp is `timestamp` or later. Skips chunks that end before it. */
export function offsetForTimestamp(log: Log, codecs: Codecs, timestamp: number, endOffset: number): OffsetSearch {
  const { view } = log.memory;
  for (const chunk of log.chunks) {
    if (chunk.maxTimestamp < timestamp) continue;
    if (!log.bringChunk(chunk)) return "notYet";
    for (let position = 0; position < chunk.stored.filled; ) {
      const at = chunk.stored.address + position;
      const bytes = bytesOf(log, chunk, position);
      if (header.baseOffset(view, at) >= endOffset) return undefined;
      if (header.maxTimestamp(view, at) >= timestamp && header.lastOffset(view, at) >= log.startOffset) {
        const found = firstRecordFrom(log, codecs, at, timestamp);
        if (found !== undefined) return found.offset < endOffset ? found : undefined;
      }
      position += bytes;
    }
  }
  return undefined;
}

/** The first record with the largest timestamp below `endOffset`. */
export function offsetOfMaxTimestamp(log: Log, codecs: Codecs, endOffset: number): OffsetSearch {
  const { view } = log.memory;
  let largest = -1;
  let largestAt = -1;
  for (const chunk of log.chunks) {
    if (chunk.maxTimestamp <= largest) continue;
    if (!log.bringChunk(chunk)) return "notYet";
    for (let position = 0; position < chunk.stored.filled; ) {
      const at = chunk.stored.address + position;
      const bytes = bytesOf(log, chunk, position);
      if (header.baseOffset(view, at) >= endOffset) break;
      const timestamp = largestTimestampOf(log, codecs, at);
      if (timestamp > largest) {
        largest = timestamp;
        largestAt = at;
      }
      position += bytes;
    }
  }
  return largestAt < 0 ? undefined : firstRecordFrom(log, codecs, largestAt, largest);
}

function bytesOf({ memory }: Log, { stored }: ChunkIndex, position: number): number {
  const bytes = header.wholeBatchBytes(memory.view, stored.address + position, stored.filled - position);
  if (bytes > 0) return bytes;
  throw new MillraceError("CORRUPT_MESSAGE", `no record batch at byte ${position} of a chunk of the log`);
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
