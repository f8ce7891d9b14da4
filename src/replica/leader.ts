import type { ReplyTo } from "../actor/actor.ts";
import { assert } from "../base/assert.ts";
import { ErrorCode } from "../base/errors.ts";
import type { Slice } from "../base/ids.ts";
import type { Log } from "../log/log.ts";
import type { PartitionState } from "../metadata/image.ts";
import * as header from "../record/batch-header.ts";
import { validateBatch } from "../record/batch-validate.ts";
import type { Crc32c } from "../record/crc.ts";
import {
  checkConsumerPosition,
  checkFollowerPosition,
  checkLeaderEpoch,
  type Position,
  type PositionVerdict,
} from "./fetch-position.ts";
import { FollowerProgress } from "./follower-progress.ts";
import { commonEnd, majorityEnd } from "./high-watermark.ts";
import { type IsrAnswer, type IsrProposal, IsrState } from "./isr-state.ts";
import { type AppendedBatch, Purgatory } from "./purgatory.ts";
import type { ReplicaRules } from "./rules.ts";

export const ACKS_ALL = -1;

/** What a topic's configuration says to its leaders. */
export interface TopicLimits {
  readonly minInSyncReplicas: number;
  readonly messageBytesMax: number;
  /** message.timestamp.type: a record's time is when it was appended, not what its producer says. */
  readonly logAppendTime: boolean;
}

/** Who is registered now, by the metadata. */
export interface BrokerDirectory {
  /** The epoch of a registered broker that is not fenced, else undefined. */
  epochOf(brokerId: number): number | undefined;
  /** Is it about to end as planned? */
  isShuttingDown(brokerId: number): boolean;
}

/** What a leader does besides answering its caller. */
export interface LeaderEffects {
  /** Answers a produce request; `batch` is undefined with an error. */
  acknowledge(to: ReplyTo, error: ErrorCode, batch?: AppendedBatch): void;
  /** The log's end moved: followers have something to fetch. */
  appended(): void;
  /** The high watermark moved. */
  committed(): void;
  /** Now may be a time to ask `proposeIsr`. */
  isrMayChange(): void;
  /** Is there room for another chunk of the log? */
  hasRoom(): boolean;
}

export interface LeaderOptions {
  readonly brokerId: number;
  readonly log: Log;
  readonly state: PartitionState;
  /** What this replica knew before it led. */
  readonly highWatermark: number;
  readonly topic: TopicLimits;
  readonly brokers: BrokerDirectory;
  readonly rules: ReplicaRules;
  readonly crc: Crc32c;
  readonly replicaLagTimeMaxMs: number;
  readonly effects: LeaderEffects;
  /** Where the log is known not to be whole, since an earlier epoch. */
  readonly damagedFrom?: number | undefined;
  readonly now: number;
}

export interface ProduceCommand {
  /** 0 (not answered unless refused: `replyTo` is undefined), 1 or ACKS_ALL. */
  readonly acks: number;
  /** The epoch that the producer believes in, -1 when it does not know one. */
  readonly leaderEpoch: number;
  readonly batch: Slice;
  readonly replyTo: ReplyTo | undefined;
  /** ms since 1970 */
  readonly wallTime: number;
}

/**
 * A partition's leader in one leader epoch: pure, owned by the replica's thread. In: produce commands, positions of
 * followers, committed states, answers of the supervisor, the time. Out: `LeaderEffects` and return values. It ends with
 * `resign`; a later epoch gets a new one.
 */
export class PartitionLeader {
  readonly leaderEpoch: number;
  /** The log's end when this epoch began (KIP-207). */
  readonly epochStartOffset: number;
  readonly isr: IsrState;
  readonly #options: LeaderOptions;
  readonly #log: Log;
  readonly #followers = new Map<number, FollowerProgress>();
  readonly #uncommitted = new Purgatory();
  readonly #unsynced = new Purgatory(); // acks=1 while the leader's own copy is not durable
  #topic: TopicLimits;
  #highWatermark: number;
  #damagedFrom: number | undefined;

  constructor(options: LeaderOptions) {
    const { log, state, now } = options;
    this.#options = options;
    this.#log = log;
    this.leaderEpoch = state.leaderEpoch;
    this.epochStartOffset = log.endOffset;
    this.isr = new IsrState(state);
    this.#highWatermark = options.highWatermark;
    this.#topic = options.topic;
    this.#damagedFrom = options.damagedFrom;
    log.epochs.assign(state.leaderEpoch, log.endOffset);
    for (const id of state.replicas)
      if (id !== options.brokerId) this.#followers.set(id, new FollowerProgress(id, state.isr.includes(id), now));
    this.#advance();
  }

  get highWatermark(): number {
    return this.#highWatermark;
  }
  get parkedCount(): number {
    return this.#uncommitted.size + this.#unsynced.size;
  }
  get hasFollowers(): boolean {
    return this.#followers.size > 0;
  }

  follower(brokerId: number): Readonly<FollowerProgress> | undefined {
    return this.#followers.get(brokerId);
  }

  produce(command: ProduceCommand, now: number): void {
    const error = this.#refusal(command);
    if (error !== ErrorCode.NONE) {
      this.#answer(command.replyTo, error);
      return;
    }
    const { view } = this.#log.memory;
    const at = command.batch.address;
    if (header.producerId(view, at) >= 0) {
      const batch = {
        producerId: header.producerId(view, at),
        producerEpoch: header.producerEpoch(view, at),
        baseSequence: header.baseSequence(view, at),
        recordCount: header.recordCount(view, at),
      };
      const check = this.#log.producers.check(batch, this.#log.startOffset);
      if (check.type === "refused") {
        // To the producer it would be a verdict, upon which it writes the batch again under another epoch.
        const isPremature = check.error !== ErrorCode.INVALID_PRODUCER_EPOCH && !this.#isrAgrees;
        this.#answer(command.replyTo, isPremature ? ErrorCode.NOT_ENOUGH_REPLICAS : check.error);
        return;
      }
      if (check.type === "duplicate") {
        this.#acknowledgeDuplicate(command, { ...check, endOffset: check.lastOffset + 1 });
        return;
      }
    }
    if (this.#log.needsChunk(command.batch.length) && !this.#options.effects.hasRoom()) {
      this.#answer(command.replyTo, ErrorCode.STORAGE_FULL);
      return;
    }
    const baseOffset = this.#log.endOffset;
    for (const follower of this.#followers.values()) follower.leaderAppends(baseOffset, now);
    const logAppendTime = this.#topic.logAppendTime ? command.wallTime : undefined;
    if (!this.#log.appendAsLeader(command.batch, this.leaderEpoch, logAppendTime)) {
      this.#answer(command.replyTo, ErrorCode.STORAGE_FULL);
      return;
    }
    const appended = { baseOffset, endOffset: this.#log.endOffset, logAppendTime: logAppendTime ?? -1 };
    this.#options.effects.appended();
    this.#advance();
    if (command.acks === ACKS_ALL && this.#options.rules.acknowledge === "committed")
      this.#acknowledgeAt(this.#uncommitted, this.#highWatermark, command.replyTo, appended);
    else this.#acknowledgeAt(this.#unsynced, this.#log.acknowledgedEndOffset, command.replyTo, appended);
  }

  /** The answer to a follower's position; a good one is its acknowledgement of everything below (and moves the high watermark). */
  followerFetched(brokerId: number, brokerEpoch: number, position: Position, now: number): PositionVerdict {
    const error = this.#fence(position.currentLeaderEpoch);
    if (error !== ErrorCode.NONE) return { type: "refused", error };
    const follower = this.#followers.get(brokerId);
    if (follower === undefined) return { type: "refused", error: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION };
    if (this.#isStale(brokerEpoch, follower)) return { type: "refused", error: ErrorCode.STALE_BROKER_EPOCH };
    const verdict = checkFollowerPosition(this.#log, position);
    if (verdict.type !== "good") return verdict;
    follower.fetched(brokerEpoch, position.fetchOffset, this.#log.endOffset, now);
    follower.logStartOffset = position.logStartOffset ?? -1;
    this.#advance();
    if (this.isr.inFlight === undefined && this.#mayJoin(follower)) this.#options.effects.isrMayChange();
    return verdict;
  }

  consumerFetched(position: Position): PositionVerdict {
    const error = this.#fence(position.currentLeaderEpoch);
    if (error !== ErrorCode.NONE) return { type: "refused", error };
    const compared = this.#options.rules.detectTruncation ? position : { ...position, lastFetchedEpoch: -1 };
    return checkConsumerPosition(this.#log, compared);
  }

  /** Refuses what was asked of another epoch. */
  fence(requestedEpoch: number): ErrorCode {
    return this.#fence(requestedEpoch);
  }

  /** The smallest start of the logs of all living replicas: no record below it is anywhere. */
  get lowWatermark(): number {
    let low = this.#log.startOffset;
    for (const { brokerId, logStartOffset } of this.#followers.values())
      if (this.#options.brokers.epochOf(brokerId) !== undefined) low = Math.min(low, logStartOffset);
    return low;
  }

  /** Records below `offset` go, as far as they are committed. True: the log's start moved. */
  deleteBelow(offset: number): boolean {
    return this.#log.deleteBelow(Math.min(offset, this.#highWatermark));
  }

  /** More of the log is stored or durable. */
  acknowledgedMoved(): void {
    for (;;) {
      const entry = this.#unsynced.takeBelow(this.#log.acknowledgedEndOffset);
      if (entry === undefined) break;
      this.#options.effects.acknowledge(entry.replyTo, ErrorCode.NONE, entry);
    }
    this.#advance();
  }

  /** Other configs from here on. */
  configure(topic: TopicLimits): void {
    this.#topic = topic;
    this.#advance(); // a lower min.insync.replicas may free what waits
  }

  /** The log is not whole from `offset` on: as soon as somebody else is in sync, that one is to lead. */
  damaged(offset: number): void {
    this.#damagedFrom = offset;
    this.#options.effects.isrMayChange();
  }

  /** The metadata's state of this partition, of this leader epoch. */
  adopt(state: PartitionState): void {
    assert(state.leaderEpoch === this.leaderEpoch, "a leader adopts states of its own epoch");
    if (this.isr.commit(state.isr, state.partitionEpoch)) this.#isrChanged();
  }

  /**
   * The ISR that should be: without those that lag, with those that have caught up; without the leader itself when its log is
   * damaged and others are in sync. It is in flight from here on; send it to the supervisor until it answers. Undefined:
   * nothing to change, or a change is in flight already.
   */
  proposeIsr(now: number): IsrProposal | undefined {
    if (this.isr.inFlight !== undefined) return undefined;
    const { brokerId } = this.#options;
    const { committed } = this.isr;
    const isDamaged = (this.#damagedFrom ?? -1) >= this.#log.startOffset; // else it has gone with the oldest records
    const heirs = isDamaged ? this.#heirs(now) : [];
    const members = heirs.length > 0 ? heirs : this.#wantedIsr(now);
    if (members.length === committed.length) return undefined;
    const isr = members.map((id) => ({ brokerId: id, brokerEpoch: this.#brokerEpochOf(id) }));
    const { leaderEpoch } = this;
    const { partitionEpoch } = this.isr;
    const damagedOffset = members.includes(brokerId) ? -1 : (this.#damagedFrom ?? -1);
    const proposal = { leaderEpoch, partitionEpoch, isr, damagedOffset };
    this.isr.propose(proposal);
    return proposal;
  }

  /**
   * The supervisor's answer to the proposal in flight. "retry": send the same one again. "wait": its outcome is in the
   * metadata, which is still to come; until then both ISRs count.
   */
  isrAnswered(answer: IsrAnswer): "settled" | "retry" | "wait" {
    const isOfThisEpoch = answer.leaderEpoch === this.leaderEpoch;
    switch (answer.error) {
      case ErrorCode.NONE:
        if (isOfThisEpoch && this.isr.commit(answer.isr, answer.partitionEpoch)) this.#isrChanged();
        else if (isOfThisEpoch) this.isr.refuse(); // the proposal is the state that is known already
        return "settled";
      case ErrorCode.INELIGIBLE_REPLICA:
        this.isr.refuse();
        this.#advance();
        return "settled";
      case ErrorCode.INVALID_UPDATE_VERSION:
        // Changed meanwhile: by the first try of this proposal, or by a death. The answer carries the present state.
        if (!isOfThisEpoch || !this.isr.commit(answer.isr, answer.partitionEpoch)) return "wait";
        this.#isrChanged();
        return "settled";
      case ErrorCode.NEW_LEADER_ELECTED:
      case ErrorCode.FENCED_LEADER_EPOCH:
      case ErrorCode.NOT_LEADER_OR_FOLLOWER:
      case ErrorCode.UNKNOWN_TOPIC_OR_PARTITION:
      case ErrorCode.INVALID_REQUEST:
        return "wait";
      default:
        return "retry";
    }
  }

  /** Another broker or epoch leads: whoever waits is told to look there. */
  resign(): void {
    for (const parked of [this.#unsynced, this.#uncommitted])
      for (const entry of parked.takeAll())
        this.#options.effects.acknowledge(entry.replyTo, ErrorCode.NOT_LEADER_OR_FOLLOWER);
  }

  /** One direction at a time: then the larger of old and new holds everybody who must be waited for. */
  #wantedIsr(now: number): readonly number[] {
    const { committed } = this.isr;
    const kept = committed.filter((id) => id === this.#options.brokerId || !this.#isLagging(id, now));
    if (kept.length < committed.length) return kept;
    const joining = Array.from(this.#followers.values()).filter((one) => this.#mayJoin(one));
    return [...committed, ...joining.map((one) => one.brokerId)];
  }

  /** Who may lead instead: every other member of the ISR has what is committed, but one that lags may be dead. */
  #heirs(now: number): readonly number[] {
    const others = this.isr.committed.filter((id) => id !== this.#options.brokerId);
    const prompt = others.filter((id) => !this.#isLagging(id, now));
    return prompt.length > 0 ? prompt : others;
  }

  #isLagging(brokerId: number, now: number): boolean {
    const { replicaLagTimeMaxMs } = this.#options;
    return this.#followers.get(brokerId)?.isLagging(this.#log.endOffset, now, replicaLagTimeMaxMs) !== false;
  }

  get #inSyncReplicasMin(): number {
    return Math.min(this.#topic.minInSyncReplicas, this.#options.state.replicas.length);
  }

  #refusal(command: ProduceCommand): ErrorCode {
    const { acks, batch } = command;
    const error = this.#fence(command.leaderEpoch);
    if (error !== ErrorCode.NONE) return error;
    if (acks !== ACKS_ALL && acks !== 0 && acks !== 1) return ErrorCode.INVALID_REQUIRED_ACKS;
    if (acks === ACKS_ALL && this.isr.committed.length < this.#inSyncReplicasMin) return ErrorCode.NOT_ENOUGH_REPLICAS;
    const { crc } = this.#options;
    const maxBytes = this.#topic.messageBytesMax;
    return validateBatch(this.#log.memory, batch.address, batch.length, { crc, maxBytes });
  }

  #fence(requestedEpoch: number): ErrorCode {
    return this.#options.rules.fenceByEpoch ? checkLeaderEpoch(requestedEpoch, this.leaderEpoch) : ErrorCode.NONE;
  }

  /** Does an older incarnation of the follower speak than the one known? Its log may have been another one (KIP-903). */
  #isStale(brokerEpoch: number, follower: FollowerProgress): boolean {
    if (!this.#options.rules.brokerEpochInIsrChange) return false;
    const registered = this.#options.brokers.epochOf(follower.brokerId) ?? -1;
    return brokerEpoch < Math.max(follower.brokerEpoch, registered);
  }

  #acknowledgeDuplicate(command: ProduceCommand, original: AppendedBatch): void {
    const { replyTo, acks } = command;
    if (acks === ACKS_ALL && this.#options.rules.duplicate === "committed")
      this.#acknowledgeAt(this.#uncommitted, this.#highWatermark, replyTo, original);
    else this.#answer(replyTo, ErrorCode.NONE, original);
  }

  #acknowledgeAt(parked: Purgatory, reached: number, to: ReplyTo | undefined, batch: AppendedBatch): void {
    if (to === undefined) return;
    if (batch.endOffset <= reached) this.#options.effects.acknowledge(to, ErrorCode.NONE, batch);
    else parked.park({ ...batch, replyTo: to });
  }

  #answer(to: ReplyTo | undefined, error: ErrorCode, batch?: AppendedBatch): void {
    if (to !== undefined) this.#options.effects.acknowledge(to, error, batch);
  }

  #isrChanged(): void {
    this.#advance();
    this.#options.effects.isrMayChange();
  }

  /**
   * Moves the high watermark to what every member of the maximal ISR has; never back, and not while the ISR is smaller
   * than min.insync.replicas (KIP-966).
   */
  #advance(): void {
    if (this.isr.committed.length < this.#inSyncReplicasMin) return;
    const reached =
      this.#options.rules.highWatermarkBy === "isr"
        ? commonEnd(this.isr.maximal.map((id) => this.#endOf(id)))
        : majorityEnd([this.#options.brokerId, ...this.#followers.keys()].map((id) => this.#endOf(id)));
    if (reached <= this.#highWatermark) return;
    this.#highWatermark = reached;
    this.#options.effects.committed();
    for (;;) {
      const entry = this.#uncommitted.takeBelow(reached);
      if (entry === undefined) return;
      this.#options.effects.acknowledge(entry.replyTo, ErrorCode.NONE, entry);
    }
  }

  /**
   * Has every member of the ISR fetched in this epoch, and so cut off what this log does not have? Until then one of them may
   * still have a batch that is not here, and lead next.
   */
  get #isrAgrees(): boolean {
    return commonEnd(this.isr.maximal.map((id) => this.#endOf(id))) >= this.epochStartOffset;
  }

  #endOf(brokerId: number): number {
    if (brokerId === this.#options.brokerId) return this.#log.acknowledgedEndOffset;
    return this.#followers.get(brokerId)?.endOffset ?? -1;
  }

  /**
   * A follower may join once it has everything committed and everything older than this epoch, and nothing that was
   * deleted, and is not about to end: it could lead next, and records whose deletion was acknowledged while it was dead
   * would come back.
   */
  #mayJoin(follower: FollowerProgress): boolean {
    if (this.isr.maximal.includes(follower.brokerId)) return false;
    if (follower.logStartOffset < this.#log.startOffset) return false;
    if (follower.endOffset < Math.max(this.#highWatermark, this.epochStartOffset)) return false;
    const { brokers } = this.#options;
    const registered = brokers.epochOf(follower.brokerId);
    if (registered === undefined || brokers.isShuttingDown(follower.brokerId)) return false;
    return registered === follower.brokerEpoch || !this.#options.rules.brokerEpochInIsrChange;
  }

  #brokerEpochOf(brokerId: number): number {
    const registered = this.#options.brokers.epochOf(brokerId) ?? 0;
    const follower = this.#followers.get(brokerId);
    if (follower === undefined || follower.brokerEpoch < 0 || !this.#options.rules.brokerEpochInIsrChange)
      return registered;
    return follower.brokerEpoch;
  }
}
