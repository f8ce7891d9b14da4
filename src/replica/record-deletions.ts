import type { ActorContext, ReplyTo } from "../actor/actor.ts";
import { ErrorCode } from "../base/errors.ts";
import { DELETE_RECORDS_RESPONSE, type DeleteRecordsRequest } from "../message/kinds.ts";
import type { PartitionLeader } from "./leader.ts";

/** How often a deletion that waits looks whether a follower that it waits for is dead, or its time over. */
const CHECK_MS = 50;

/** Somebody who asked that records go, and waits until every living replica has let them go. */
interface PendingDeletion {
  readonly replyTo: ReplyTo;
  /** Records below it go. */
  readonly offset: number;
  readonly deadlineMs: number;
}

/**
 * DeleteRecords requests (KIP-107) and those of them that wait for followers. Owned by the ReplicaActor, which passes on
 * requests, the timer with tag `timerTag`, positions of followers and the end of its leader. Bounded by what clients ask
 * at a time.
 */
export class RecordDeletions {
  readonly #timerTag: number;
  #pending: PendingDeletion[] = [];

  constructor(timerTag: number) {
    this.#timerTag = timerTag;
  }

  /** Below which offset records are to go now; undefined when the request was refused, which it was told. */
  accept(
    request: DeleteRecordsRequest,
    replyTo: ReplyTo,
    leader: PartitionLeader | undefined,
    context: ActorContext,
  ): number | undefined {
    const error = leader?.fence(request.leaderEpoch) ?? ErrorCode.NOT_LEADER_OR_FOLLOWER;
    if (leader === undefined || error !== ErrorCode.NONE) {
      answer(replyTo, error, -1, context);
      return undefined;
    }
    const offset = request.offset === -1 ? leader.highWatermark : request.offset;
    if (offset < 0 || offset > leader.highWatermark) {
      answer(replyTo, ErrorCode.OFFSET_OUT_OF_RANGE, -1, context);
      return undefined;
    }
    if (this.#pending.length === 0) context.setTimer(CHECK_MS, this.#timerTag);
    this.#pending.push({ replyTo, offset, deadlineMs: context.now + request.timeoutMs });
    return offset;
  }

  /** Answers those that are done: every living replica starts at their offset or above. */
  answerDone(leader: PartitionLeader | undefined, context: ActorContext): void {
    if (leader === undefined || this.#pending.length === 0) return;
    const { lowWatermark } = leader;
    this.#answer(({ offset }) => offset <= lowWatermark, ErrorCode.NONE, lowWatermark, context);
  }

  timerFired(leader: PartitionLeader | undefined, context: ActorContext): void {
    this.answerDone(leader, context); // a follower that kept it waiting may be dead
    this.#answer(({ deadlineMs }) => deadlineMs <= context.now, ErrorCode.REQUEST_TIMED_OUT, -1, context);
    if (this.#pending.length > 0) context.setTimer(CHECK_MS, this.#timerTag);
  }

  /** The leader resigns: whoever waits is told to look for another. */
  end(context: ActorContext): void {
    this.#answer(() => true, ErrorCode.NOT_LEADER_OR_FOLLOWER, -1, context);
  }

  #answer(
    isMeant: (deletion: PendingDeletion) => boolean,
    error: ErrorCode,
    lowWatermark: number,
    context: ActorContext,
  ): void {
    const left: PendingDeletion[] = [];
    for (const deletion of this.#pending)
      if (isMeant(deletion)) answer(deletion.replyTo, error, lowWatermark, context);
      else left.push(deletion);
    this.#pending = left;
  }
}

function answer(replyTo: ReplyTo, error: ErrorCode, lowWatermark: number, context: ActorContext): void {
  context.reply(replyTo, DELETE_RECORDS_RESPONSE, { error, lowWatermark });
}
