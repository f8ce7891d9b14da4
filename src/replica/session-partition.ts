import type { ActorContext } from "../actor/actor.ts";
import { ErrorCode } from "../base/errors.ts";
import { partitionKey, type Slice } from "../base/ids.ts";
import type { Log } from "../log/log.ts";
import type { FetchedPartition, FetchPosition } from "../message/kinds.ts";
import { GOOD, type Position, type PositionVerdict } from "./fetch-position.ts";
import type { PartitionLeader } from "./leader.ts";
import type { ReplicaActor, ReplicaListener } from "./replica-actor.ts";

/** The fetcher's part of a session that a partition needs. */
export interface SessionReader {
  /** The follower that fetches; undefined for a consumer. */
  readonly follower: { readonly brokerId: number; readonly brokerEpoch: number } | undefined;
  /** It has news; what is not urgent may wait for other news. */
  markDirty(partition: SessionPartition, isUrgent: boolean, context: ActorContext): void;
}

/** One partition's part of an answer, and the bytes that go with it. */
export interface PartitionAnswer {
  readonly body: FetchedPartition;
  readonly slices: readonly Slice[];
  readonly bytes: number;
}

/**
 * One partition of a fetch session: where the fetcher is, what it was told last, and so whether there is news for it.
 * After data or a refusal it gets only high watermarks until it sends its position again.
 */
export class SessionPartition implements ReplicaListener {
  readonly topicId: number;
  readonly partition: number;
  readonly key: number;
  readonly readsUncommitted: boolean;
  readonly replica: ReplicaActor | undefined;
  isDirty = false;
  readonly #session: SessionReader;
  #position: Position = { fetchOffset: 0, lastFetchedEpoch: -1, currentLeaderEpoch: -1 };
  #verdict: PositionVerdict = GOOD;
  #leader: PartitionLeader | undefined; // that gave the verdict
  #awaitsPosition = false;
  #highWatermarkSent = -1;
  #startOffsetSent = -1;

  constructor(session: SessionReader, replica: ReplicaActor | undefined, topicId: number, partition: number) {
    this.#session = session;
    this.replica = replica;
    this.topicId = topicId;
    this.partition = partition;
    this.key = partitionKey(topicId, partition);
    this.readsUncommitted = session.follower !== undefined;
    replica?.listen(this);
  }

  close(): void {
    this.replica?.unlisten(this);
  }

  news(context: ActorContext): void {
    if (this.#hasUrgentNews) this.#session.markDirty(this, true, context);
    else if (!this.isDirty && this.#hasOtherHighWatermark) this.#session.markDirty(this, false, context);
  }

  /** The fetcher says where it is. */
  moveTo(position: FetchPosition, context: ActorContext): void {
    const { fetchOffset, lastFetchedEpoch, currentLeaderEpoch, logStartOffset } = position;
    // Sent again from the same offset: what was answered before may have been left unread.
    if (fetchOffset === this.#position.fetchOffset || currentLeaderEpoch !== this.#position.currentLeaderEpoch)
      this.#forgetSent();
    this.#position = { fetchOffset, lastFetchedEpoch, currentLeaderEpoch, logStartOffset };
    this.#awaitsPosition = false;
    this.#leader = this.replica?.leader;
    this.#verdict = this.#judge(context);
    this.news(context);
  }

  /** What was answered for this position is not what its CRC says. */
  suspect(context: ActorContext): void {
    if (this.#verdict.type === "good") this.replica?.suspect(this.#position.fetchOffset, context);
  }

  #forgetSent(): void {
    this.#highWatermarkSent = -1;
    this.#startOffsetSent = -1;
  }

  get hasNews(): boolean {
    return this.#hasUrgentNews || this.#hasOtherHighWatermark;
  }

  /** A follower does not know the high watermark of the leader; it is no worse a follower for it. */
  get #hasOtherHighWatermark(): boolean {
    return this.readsUncommitted && !this.#isRefused && this.#leader?.highWatermark !== this.#highWatermarkSent;
  }

  get #hasUrgentNews(): boolean {
    if (this.#isRefused) return !this.#awaitsPosition;
    const leader = this.#leader as PartitionLeader;
    if (this.readsUncommitted && this.#highWatermarkSent < 0) return true;
    if (this.readsUncommitted && this.#log.startOffset !== this.#startOffsetSent) return true;
    return !this.#awaitsPosition && this.#hasBytes(leader);
  }

  /** What there is to say now, with at most `bytesMax` of data (but one batch, if `isFirst`). Undefined: it does not fit. */
  answer(bytesMax: number, isFirst: boolean): PartitionAnswer | undefined {
    if (this.#isRefused) return this.#refusal();
    const leader = this.#leader as PartitionLeader;
    const end = this.#readableEnd(leader);
    const wantsData = !this.#awaitsPosition && this.#hasBytes(leader);
    const slices = wantsData ? this.#log.read(this.#position.fetchOffset, Math.max(0, bytesMax), end) : [];
    let bytes = 0;
    for (const slice of slices) bytes += slice.length;
    if (bytes > bytesMax && !isFirst) return undefined;
    return { body: this.#body(ErrorCode.NONE, leader.highWatermark, slices, bytes), slices, bytes };
  }

  /** The answer was sent. */
  sent(answer: PartitionAnswer): void {
    const { error, diverging, highWatermark } = answer.body;
    if (error !== ErrorCode.NONE || diverging || answer.bytes > 0) this.#awaitsPosition = true;
    this.#highWatermarkSent = diverging ? -1 : highWatermark; // who must truncate first does not take it in
    this.#startOffsetSent = diverging ? -1 : answer.body.logStartOffset;
  }

  /** The verdict is a refusal, or the leader that gave a good one does not lead any more, or the position was reclaimed. */
  get #isRefused(): boolean {
    if (this.#verdict.type !== "good" || this.#leader === undefined || this.#leader !== this.replica?.leader)
      return true;
    return !this.#awaitsPosition && this.#position.fetchOffset < this.#log.startOffset;
  }

  get #log(): Log {
    return (this.replica as ReplicaActor).log;
  }

  /** Is there something to read, in the arena? What is elsewhere is asked for, and is news when it has come. */
  #hasBytes(leader: PartitionLeader): boolean {
    const { fetchOffset } = this.#position;
    return fetchOffset < this.#readableEnd(leader) && this.#log.bring(fetchOffset);
  }

  #judge(context: ActorContext): PositionVerdict {
    if (this.replica === undefined) return { type: "refused", error: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION };
    const { follower } = this.#session;
    if (follower === undefined) return this.replica.consumerAt(this.#position);
    return this.replica.followerAt(follower.brokerId, follower.brokerEpoch, this.#position, context);
  }

  /** Followers read to the log's end, consumers what is committed. */
  #readableEnd(leader: PartitionLeader): number {
    return this.readsUncommitted ? this.#log.endOffset : leader.highWatermark;
  }

  #refusal(): PartitionAnswer {
    const verdict = this.#verdict;
    if (verdict.type === "diverging") {
      const body = this.#body(ErrorCode.NONE, this.#leader?.highWatermark ?? -1, [], 0);
      body.diverging = { epoch: verdict.end.epoch, endOffset: verdict.end.endOffset };
      return { body, slices: [], bytes: 0 };
    }
    const isLed = this.#leader !== undefined && this.#leader === this.replica?.leader;
    const otherwise = isLed ? ErrorCode.OFFSET_OUT_OF_RANGE : ErrorCode.NOT_LEADER_OR_FOLLOWER;
    const error = verdict.type === "refused" ? verdict.error : otherwise;
    return { body: this.#body(error, -1, [], 0), slices: [], bytes: 0 };
  }

  #body(error: ErrorCode, highWatermark: number, slices: readonly Slice[], bytes: number): FetchedPartition {
    return {
      topicId: this.topicId,
      partition: this.partition,
      error,
      highWatermark,
      logStartOffset: this.replica?.log.startOffset ?? -1,
      attachmentBytes: this.readsUncommitted ? bytes : 0,
      references: this.readsUncommitted
        ? []
        : slices.map((slice) => ({ address: slice.address, length: slice.length })),
      diverging: undefined,
    };
  }
}
