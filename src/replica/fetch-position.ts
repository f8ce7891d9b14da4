import { ErrorCode } from "../base/errors.ts";
import type { EpochEnd } from "../log/epoch-cache.ts";
import type { Log } from "../log/log.ts";

/** Where a follower or consumer goes on reading. */
export interface Position {
  readonly fetchOffset: number;
  /** Epoch of the record before `fetchOffset`, -1 when the fetcher does not say. */
  readonly lastFetchedEpoch: number;
  /** The leader epoch that the fetcher believes in, -1 when it does not say. */
  readonly currentLeaderEpoch: number;
  /** Where a follower's log starts; a consumer does not say. */
  readonly logStartOffset?: number;
}

/** "good": the log can be read from there (perhaps only later). "diverging": the fetcher must truncate first. */
export type PositionVerdict =
  | { readonly type: "good" }
  | { readonly type: "refused"; readonly error: ErrorCode }
  | { readonly type: "diverging"; readonly end: EpochEnd };

export const GOOD: PositionVerdict = { type: "good" };

/** Refuses a request that was made for another leader epoch (KIP-320). `requested` is -1 when the sender does not know one. */
export function checkLeaderEpoch(requested: number, current: number): ErrorCode {
  if (requested < 0 || requested === current) return ErrorCode.NONE;
  return requested < current ? ErrorCode.FENCED_LEADER_EPOCH : ErrorCode.UNKNOWN_LEADER_EPOCH;
}

/**
 * Is the fetcher's log a prefix of the leader's? If its last epoch ended earlier in the leader's log, or the leader has
 * no such epoch, the answer names the largest common epoch and its end there (KIP-101, KIP-279; asked within the fetch as
 * in KIP-595). The fetcher truncates and asks again until both agree.
 */
export function checkDivergence(log: Log, position: Position): PositionVerdict {
  if (position.lastFetchedEpoch < 0) return GOOD;
  const end = log.epochs.endOffsetFor(position.lastFetchedEpoch, log.endOffset);
  if (end === undefined) return { type: "refused", error: ErrorCode.UNKNOWN_LEADER_EPOCH };
  if (end.epoch < position.lastFetchedEpoch || end.endOffset < position.fetchOffset) return { type: "diverging", end };
  return GOOD;
}

export function checkFollowerPosition(log: Log, position: Position): PositionVerdict {
  // The start first: an epoch that ended before the log's start has no end to compare with.
  if (position.fetchOffset < log.startOffset) return { type: "refused", error: ErrorCode.OFFSET_OUT_OF_RANGE };
  const verdict = checkDivergence(log, position);
  if (verdict.type !== "good" || position.fetchOffset <= log.endOffset) return verdict;
  // Without an epoch to compare (a log that was never written by epoch): the leader's end is all that both can have.
  return { type: "diverging", end: { epoch: log.epochs.latest, endOffset: log.endOffset } };
}

/** Between the high watermark and the log's end a consumer waits: the leader may just not know better yet (KIP-207). */
export function checkConsumerPosition(log: Log, position: Position): PositionVerdict {
  if (position.fetchOffset < log.startOffset) return { type: "refused", error: ErrorCode.OFFSET_OUT_OF_RANGE };
  const verdict = checkDivergence(log, position);
  if (verdict.type !== "good" || position.fetchOffset <= log.endOffset) return verdict;
  return { type: "refused", error: ErrorCode.OFFSET_OUT_OF_RANGE };
}
