import { ErrorCode } from "../base/errors.ts";
import type { Log } from "../log/log.ts";
import { offsetForTimestamp, offsetOfMaxTimestamp } from "../log/offset-search.ts";
import type { ListOffsetsResponse } from "../message/kinds.ts";
import type { Codecs } from "../record/codec.ts";
import type { PartitionLeader } from "./leader.ts";

const LATEST = -1;
const EARLIEST = -2;
const MAX_TIMESTAMP = -3;

/**
 * Which offset a consumer means. Until the leader has committed in its own epoch its high watermark may lie below what
 * consumers have seen, so it does not name an end before (KIP-207). `suspect` is told where a batch begins that could not be
 * read: it is damaged, or what a producer compressed, which is not looked into when it is appended.
 */
export function listOffset(
  leader: PartitionLeader,
  log: Log,
  codecs: Codecs,
  timestamp: number,
  suspect: (offset: number) => void = () => {},
): ListOffsetsResponse {
  const highWatermark = leader.highWatermark;
  if (timestamp === EARLIEST) return found(log, log.startOffset, -1);
  const endIsKnown = highWatermark >= leader.epochStartOffset;
  if (timestamp === LATEST)
    return endIsKnown ? found(log, highWatermark, -1) : refusedOffset(ErrorCode.OFFSET_NOT_AVAILABLE);
  if (timestamp < MAX_TIMESTAMP) return refusedOffset(ErrorCode.INVALID_REQUEST);
  const record =
    timestamp === MAX_TIMESTAMP
      ? offsetOfMaxTimestamp(log, codecs, highWatermark)
      : offsetForTimestamp(log, codecs, timestamp, highWatermark);
  if (record === "notYet") return refusedOffset(ErrorCode.OFFSET_NOT_AVAILABLE); // the client asks again
  if (record !== undefined && "badFrom" in record) {
    suspect(record.badFrom);
    return refusedOffset(ErrorCode.CORRUPT_MESSAGE);
  }
  if (record !== undefined) return found(log, record.offset, record.timestamp);
  return endIsKnown ? refusedOffset(ErrorCode.NONE) : refusedOffset(ErrorCode.OFFSET_NOT_AVAILABLE);
}

export function refusedOffset(error: ErrorCode): ListOffsetsResponse {
  return { error, offset: -1, timestamp: -1, leaderEpoch: -1 };
}

function found(log: Log, offset: number, timestamp: number): ListOffsetsResponse {
  return { error: ErrorCode.NONE, offset, timestamp, leaderEpoch: log.epochs.epochAt(offset) };
}
