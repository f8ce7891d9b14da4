import type { Actor, ActorContext, Message, Received, ReplyTo, TimerId } from "../actor/actor.ts";
import type { HighWatermarks } from "../arena/memory.ts";
import { assert } from "../base/assert.ts";
import { ErrorCode } from "../base/errors.ts";
import { type ActorRef, partitionKey, type Slice } from "../base/ids.ts";
import type { BatchSummary, Log, LogNews } from "../log/log.ts";
import {
  ALTER_PARTITION_RESPONSE,
  type AlterPartitionResponse,
  DELETE_RECORDS_REQUEST,
  type DeleteRecordsRequest,
  type FetchedPartition,
  LIST_OFFSETS_REQUEST,
  LIST_OFFSETS_RESPONSE,
  type ListOffsetsRequest,
  PRODUCE_REQUEST,
  PRODUCE_RESPONSE,
  type ProduceRequest,
} from "../message/kinds.ts";
import type { PartitionState } from "../metadata/image.ts";
import type { Codecs } from "../record/codec.ts";
import type { Crc32c } from "../record/crc.ts";
import type { Position, PositionVerdict } from "./fetch-position.ts";
import { type FetchedAppend, PartitionFollower } from "./follower.ts";
import { IsrRequests } from "./isr-requests.ts";
import { type BrokerDirectory, type LeaderEffects, PartitionLeader, type TopicLimits } from "./leader.ts";
import { listOffset, refusedOffset } from "./list-offsets.ts";
import { PartitionHolds } from "./partition-holds.ts";
import type { AppendedBatch } from "./purgatory.ts";
import { RecordDeletions } from "./record-deletions.ts";
import type { ReplicaLimits } from "./replica-limits.ts";
import type { ReplicaRole, ReplicaView } from "./replica-view.ts";
import type { ReplicaRules } from "./rules.ts";

const LAG_TIMER = 1;
const RETRY_TIMER = 2;
const DELETION_TIMER = 3;

/** Somebody of this thread who waits for news of a leader's log: a partition of a fetch session. */
export interface ReplicaListener {
  /** True: news is anything appended. False: only what is committed. */
  readonly readsUncommitted: boolean;
  news(context: ActorContext): void;
}

/** The fetcher that a follower's position belongs to. */
export interface PositionListener {
  positionMoved(replica: ReplicaActor, context: ActorContext): void;
}

/** So many answers in a row that a follower cannot append are no late ones: somebody should hear of it. */
const REFUSED_ANSWERS_MAX = 10;

/** What fetched bytes did. "moved": the position is to be sent; "retry", "corrupt" and "full": after a pause. */
export type FetchOutcome = "moved" | "unchanged" | "retry" | "corrupt" | "full";

export interface ReplicaOptions {
  readonly brokerId: number;
  readonly topicId: number;
  readonly partition: number;
  readonly log: Log;
  readonly topic: TopicLimits;
  readonly brokers: BrokerDirectory;
  /** Where a leader leaves its high watermark for the case that all data is lost. */
  readonly highWatermarks: Pick<HighWatermarks, "store">;
  readonly crc: Crc32c;
  readonly codecs: Codecs;
  readonly rules: ReplicaRules;
  readonly limits: ReplicaLimits;
  readonly replicaLagTimeMaxMs: number;
  /** Is there room in the arena for another chunk of a leader's log? */
  readonly hasRoom?: (now: number) => boolean;
  /** What is told to a producer whose records found no room. */
  readonly whyFull?: (replica: ReplicaActor) => string;
  /** Something is wrong that nobody is told by an answer. */
  readonly warn?: (role: "follows" | "leads", message: string) => void;
}

/**
 * One replica of a partition: its log, and the leader or follower that it is now. Owned by the broker's thread, lives as
 * long as the broker. Messages in: ProduceRequest, ListOffsetsRequest (forwarded by the BrokerActor), answers to its
 * AlterPartitionRequest, its timers. Messages out: the answers, AlterPartitionRequest to the supervisor.
 *
 * The other actors of the thread also call it directly, with their own context: the BrokerActor for roles, fetch sessions
 * to read and to report positions, the fetcher to append (an attachment is valid during `receive` only). A direct call may
 * answer and tell, never ask or set timers: those belong to the context, so they are left to a note to itself.
 */
export class ReplicaActor implements Actor, ReplicaView, LeaderEffects {
  readonly topicId: number;
  readonly partition: number;
  readonly key: number;
  readonly log: Log;
  /** What holding consumers have told the leader of this epoch. */
  readonly holds = new PartitionHolds();
  /** The fetcher that brings what this replica follows. */
  positionListener: PositionListener | undefined;
  readonly #options: ReplicaOptions;
  readonly #listeners = new Set<ReplicaListener>();
  #ref: ActorRef | undefined;
  #context: ActorContext | undefined; // of the call that runs now, or of the last one
  #state: PartitionState | undefined;
  #leader: PartitionLeader | undefined;
  #follower: PartitionFollower | undefined;
  #highWatermark: number;
  /** The log is not whole from there on. Kept until others are in sync and this replica is not. */
  #damagedFrom: number | undefined;
  #repairs = 0;
  #topic: TopicLimits;
  readonly #isrRequests: IsrRequests;
  readonly #deletions = new RecordDeletions(DELETION_TIMER);
  #lagTimer: TimerId | undefined;

  constructor(options: ReplicaOptions) {
    this.#options = options;
    this.topicId = options.topicId;
    this.partition = options.partition;
    this.key = partitionKey(options.topicId, options.partition);
    this.log = options.log;
    this.#topic = options.topic;
    this.#highWatermark = options.log.startOffset;
    this.#isrRequests = new IsrRequests(options, RETRY_TIMER);
  }

  /** Makes it an actor of the endpoint. */
  start(context: ActorContext): void {
    this.#context = context;
    this.#ref = context.spawn(this);
    this.log.onNews = (news) => this.#noteToSelf(news);
  }

  // ---- what others see

  get leader(): PartitionLeader | undefined {
    return this.#leader;
  }
  get ref(): ActorRef {
    assert(this.#ref, "the replica was started");
    return this.#ref;
  }
  get brokerId(): number {
    return this.#options.brokerId;
  }
  get role(): ReplicaRole {
    return this.#leader ? "leader" : this.#follower ? "follower" : "offline";
  }
  get leaderEpoch(): number {
    return this.#leader?.leaderEpoch ?? this.#follower?.leaderEpoch ?? this.#state?.leaderEpoch ?? -1;
  }
  get partitionEpoch(): number {
    return this.#leader?.isr.partitionEpoch ?? this.#state?.partitionEpoch ?? -1;
  }
  get logStartOffset(): number {
    return this.log.startOffset;
  }
  get logEndOffset(): number {
    return this.log.endOffset;
  }
  get durableEndOffset(): number {
    return this.log.durableEndOffset;
  }
  get tornBytes(): number {
    return this.log.tornBytes;
  }
  get highWatermark(): number {
    return this.#leader?.highWatermark ?? this.#follower?.highWatermark ?? this.#highWatermark;
  }
  get isr(): readonly number[] {
    return this.#leader?.isr.committed ?? this.#state?.isr ?? [];
  }
  get maximalIsr(): readonly number[] {
    return this.#leader?.isr.maximal ?? this.isr;
  }
  get repairs(): number {
    return this.#repairs;
  }
  batches(from?: number, endOffset?: number): Iterable<BatchSummary> {
    return this.log.batches(from, endOffset);
  }
  read(offset: number, maxBytes: number, endOffset: number): readonly Slice[] {
    return this.log.read(offset, maxBytes, endOffset);
  }
  firstDamage(from: number, endOffset: number): number | undefined {
    return this.log.firstDamage(from, endOffset);
  }

  // ---- roles, by the BrokerActor

  /** Leads in the state's epoch; or takes in a newer state of the epoch that it leads in already. */
  lead(state: PartitionState, context: ActorContext): void {
    this.#context = context;
    this.#state = state;
    if (this.#leader?.leaderEpoch === state.leaderEpoch) {
      this.#leader.adopt(state);
      return;
    }
    this.#stepDown(context);
    this.#recover(state);
    this.#checkDamage();
    const { brokerId, brokers, rules, crc, replicaLagTimeMaxMs } = this.#options;
    this.#leader = new PartitionLeader({
      brokerId,
      log: this.log,
      state,
      highWatermark: this.#highWatermark,
      topic: this.#topic,
      brokers,
      rules,
      crc,
      replicaLagTimeMaxMs,
      effects: this,
      damagedFrom: this.#damagedFrom,
      now: context.now,
    });
    this.#leaveHighWatermark();
    this.#noteToSelf("leads");
    if (this.#damagedFrom !== undefined) this.isrMayChange();
  }

  /** The topic's configs have changed. */
  configure(topic: TopicLimits, context: ActorContext): void {
    this.#context = context;
    this.#topic = topic;
    this.#leader?.configure(topic);
  }

  /** Follows in the state's epoch. Returns whether that is a new one, so that its position must be sent. */
  follow(state: PartitionState, context: ActorContext): boolean {
    this.#context = context;
    this.#state = state;
    if (this.#follower?.leaderEpoch === state.leaderEpoch) {
      this.#giveUpDamage(context);
      return false;
    }
    this.#stepDown(context);
    const { rules, crc } = this.#options;
    const { leaderEpoch } = state;
    const highWatermark = this.#highWatermark;
    const damagedFrom = this.#takeDamage(state);
    this.#follower = new PartitionFollower({ log: this.log, leaderEpoch, highWatermark, crc, rules, damagedFrom });
    this.#giveUpDamage(context);
    return true;
  }

  /** Neither leads nor follows: there is no leader, or this broker is fenced. */
  rest(state: PartitionState | undefined, context: ActorContext): void {
    this.#context = context;
    if (state !== undefined) this.#state = state;
    this.#stepDown(context);
  }

  close(): void {
    this.log.close();
  }

  /** The partition is gone, or another broker has it now: gives the log back. Whoever reads or waits is told. */
  stop(context: ActorContext): void {
    this.rest(undefined, context);
    this.#listeners.clear();
    this.log.close();
    if (this.#lagTimer !== undefined) context.cancelTimer(this.#lagTimer);
    context.stop(this.ref);
  }

  // ---- the follower's side, by the fetcher

  /** Where to fetch from, or undefined while it does not follow or its storage owes an append or a truncation. */
  get followerPosition(): Position | undefined {
    return this.#follower?.isSettled ? this.#follower.position : undefined;
  }

  /** Takes in this replica's part of a leader's answer. `bytes` are copied before this returns. */
  fetched(part: FetchedPartition, bytes: Slice, context: ActorContext): FetchOutcome {
    this.#context = context;
    const follower = this.#follower;
    if (follower === undefined) return "unchanged";
    if (part.error === ErrorCode.OFFSET_OUT_OF_RANGE && part.logStartOffset > this.log.endOffset) {
      follower.restartAt(part.logStartOffset);
      return "moved";
    }
    if (part.error !== ErrorCode.NONE) return "retry";
    if (part.diverging) {
      follower.truncate({ epoch: part.diverging.epoch, endOffset: part.diverging.endOffset });
      this.#giveUpDamage(context);
      return "moved";
    }
    const result = bytes.length === 0 ? undefined : this.#append(follower, bytes);
    follower.learn(part.highWatermark);
    const startMoved = follower.learnStart(part.logStartOffset);
    if (result === undefined) return startMoved ? "moved" : "unchanged";
    if (result === "appended") return "moved";
    return result === "outOfOrder" ? "retry" : result;
  }

  /** Answers in a row that its log could not take in. */
  get refusedInARow(): number {
    return this.#follower?.refusedInARow ?? 0;
  }

  /** Is the leader to be told that what it answered last cannot be what was appended? */
  get hasSuspectAnswer(): boolean {
    return this.#follower?.isSuspect === true;
  }

  // ---- the leader's side, by fetch sessions

  followerAt(brokerId: number, brokerEpoch: number, position: Position, context: ActorContext): PositionVerdict {
    this.#context = context;
    const verdict = this.#leader?.followerFetched(brokerId, brokerEpoch, position, context.now) ?? NOT_LEADER;
    this.#deletions.answerDone(this.#leader, context);
    return verdict;
  }

  consumerAt(position: Position): PositionVerdict {
    return this.#leader?.consumerFetched(position) ?? NOT_LEADER;
  }

  /**
   * The batch that somebody read at `offset` is not what its CRC says: is it so in this log, or does the one before it end
   * where it should not? Of what is known to be damaged, and of what comes behind it, nothing more is to be known.
   */
  suspect(offset: number, context: ActorContext): void {
    this.#context = context;
    const { startOffset } = this.log;
    const known = this.#damagedFrom ?? -1;
    if (this.#leader === undefined || (known >= startOffset && known <= offset)) return;
    const found = this.log.firstDamage(Math.max(offset - 1, startOffset), offset + 1);
    if (found === undefined) return;
    const damagedFrom = Math.max(found, startOffset);
    this.#damagedFrom = damagedFrom;
    this.#options.warn?.("leads", `with a log that is damaged at offset ${damagedFrom}: another in-sync replica is to`);
    this.#leader.damaged(damagedFrom);
  }

  /** As a leader: records below `offset` go, as far as they are committed, here and then at the followers. */
  deleteBelow(offset: number, context: ActorContext): void {
    this.#context = context;
    if (this.#leader?.deleteBelow(offset) !== true) return;
    for (const listener of this.#listeners) if (listener.readsUncommitted) listener.news(context);
  }

  listen(listener: ReplicaListener): void {
    this.#listeners.add(listener);
  }

  unlisten(listener: ReplicaListener): void {
    this.#listeners.delete(listener);
  }

  // ---- messages

  receive(message: Message, context: ActorContext): void {
    this.#context = context;
    switch (message.type) {
      case "message":
        this.#receiveMessage(message, context);
        break;
      case "local":
        this.#receiveNote(message.note, context);
        break;
      case "timer":
        this.#receiveTimer(message.tag, context);
        break;
      case "askFailed":
        this.#isrRequests.failed(message.correlation, context);
        break;
    }
  }

  #receiveMessage(message: Received, context: ActorContext): void {
    switch (message.kind) {
      case PRODUCE_REQUEST:
        this.#produce(message.body as ProduceRequest, message, context);
        return;
      case LIST_OFFSETS_REQUEST: {
        const { timestamp, currentLeaderEpoch } = message.body as ListOffsetsRequest;
        if (message.replyTo === undefined) return;
        const leader = this.#leader;
        const error = leader?.fence(currentLeaderEpoch) ?? ErrorCode.NOT_LEADER_OR_FOLLOWER;
        const answer =
          leader && error === ErrorCode.NONE
            ? listOffset(leader, this.log, this.#options.codecs, timestamp, (offset) => this.suspect(offset, context))
            : refusedOffset(error);
        context.reply(message.replyTo, LIST_OFFSETS_RESPONSE, answer);
        return;
      }
      case DELETE_RECORDS_REQUEST:
        this.#deleteRecords(message.body as DeleteRecordsRequest, message.replyTo, context);
        return;
      case ALTER_PARTITION_RESPONSE:
        this.#isrRequests.answered(message.answers, message.body as AlterPartitionResponse, this.#leader, context);
        return;
    }
  }

  #produce(request: ProduceRequest, message: Received, context: ActorContext): void {
    // acks=0 is never answered, whatever comes of it.
    const replyTo = request.acks === 0 ? undefined : message.replyTo;
    if (this.#leader === undefined) {
      if (replyTo !== undefined) this.acknowledge(replyTo, ErrorCode.NOT_LEADER_OR_FOLLOWER);
      return;
    }
    const { acks, leaderEpoch } = request;
    this.#leader.produce(
      { acks, leaderEpoch, batch: message.attachment, replyTo, wallTime: context.wallTime },
      context.now,
    );
  }

  #receiveNote(note: unknown, context: ActorContext): void {
    if (note === "failed") assert(false, `the storage of partition ${this.partition} of topic ${this.topicId} works`);
    else if (note === "acknowledged") {
      this.#leader?.acknowledgedMoved();
      this.#settled(context);
    } else if (note === "readable") {
      this.#follower?.becameReadable();
      this.#giveUpDamage(context);
      this.#settled(context);
      for (const listener of this.#listeners) listener.news(context);
    } else if (note === "isr") this.#isrRequests.propose(this.#leader, context);
    else if (note === "leads") this.#startLagTimer(context);
  }

  #receiveTimer(tag: number, context: ActorContext): void {
    if (tag === LAG_TIMER) {
      this.#lagTimer = undefined;
      this.#isrRequests.propose(this.#leader, context);
      this.#startLagTimer(context);
    } else if (tag === RETRY_TIMER) this.#isrRequests.timerFired(this.#leader, context);
    else if (tag === DELETION_TIMER) this.#deletions.timerFired(this.#leader, context);
  }

  #deleteRecords(request: DeleteRecordsRequest, replyTo: ReplyTo | undefined, context: ActorContext): void {
    if (replyTo === undefined) return;
    const offset = this.#deletions.accept(request, replyTo, this.#leader, context);
    if (offset === undefined) return;
    this.deleteBelow(offset, context);
    this.#deletions.answerDone(this.#leader, context);
  }

  // ---- effects of the leader

  acknowledge(to: ReplyTo, error: ErrorCode, batch?: AppendedBatch): void {
    const leaderEpoch = this.#leader?.leaderEpoch ?? -1;
    this.#context?.reply(to, PRODUCE_RESPONSE, {
      error,
      baseOffset: batch?.baseOffset ?? -1,
      logStartOffset: this.log.startOffset,
      leaderEpoch,
      logAppendTime: batch?.logAppendTime ?? -1,
      message: error === ErrorCode.STORAGE_FULL ? (this.#options.whyFull?.(this) ?? "") : "",
    });
  }

  appended(): void {
    for (const listener of this.#listeners) if (listener.readsUncommitted) this.#tellNews(listener);
  }

  committed(): void {
    this.#leaveHighWatermark();
    for (const listener of this.#listeners) this.#tellNews(listener);
  }

  isrMayChange(): void {
    this.#noteToSelf("isr");
  }

  hasRoom(): boolean {
    return this.#options.hasRoom?.(this.#context?.now ?? 0) ?? true;
  }

  // ---- inside

  /** Says once when the leader's answers do not continue the log, and once when they do again. */
  #append(follower: PartitionFollower, bytes: Slice): FetchedAppend {
    const before = follower.refusedInARow;
    const result = follower.append(bytes);
    const { warn } = this.#options;
    const { refusedInARow } = follower;
    if (warn === undefined || refusedInARow === before) return result;
    const who = `of broker ${this.#state?.leader ?? -1}`;
    const say = (text: string): void => warn("follows", `${who}: ${text}`);
    const { endOffset } = this.log;
    if (result === "corrupt" && refusedInARow === 1)
      say(`its batch at offset ${endOffset} is not what its CRC says; the leader is told`);
    else if (refusedInARow === REFUSED_ANSWERS_MAX)
      say(`${refusedInARow} answers in a row for offset ${endOffset} were ${result}; it goes on asking`);
    else if (before >= REFUSED_ANSWERS_MAX && result === "appended")
      say(`after ${before} answers it has one that continues its log`);
    return result;
  }

  /**
   * Where this log is to be cut now, if anywhere: not while this replica is in the ISR, because then what it has counts. The
   * leader has seen no position of this registration and epoch yet, so it asks nobody to take it in again for what is cut.
   * Where one bit has changed others may have: the whole log below is read, so that it comes back without any.
   */
  #takeDamage(state: PartitionState): number | undefined {
    if (this.#damagedFrom === undefined || state.isr.includes(this.brokerId)) return undefined;
    this.#checkDamage();
    const damagedFrom = this.#damagedFrom;
    if (damagedFrom === undefined) return undefined;
    this.#damagedFrom = undefined;
    this.#repairs++;
    const { startOffset } = this.log;
    return Math.max(this.log.firstDamage(startOffset, damagedFrom) ?? damagedFrom, startOffset);
  }

  /**
   * A truncation that met damage goes on, from the first damaged batch of the log, when this replica is not in the ISR: its
   * leader has given up waiting for it.
   */
  #giveUpDamage(context: ActorContext): void {
    const damagedAt = this.#follower?.damagedAt;
    if (damagedAt === undefined || this.#state?.isr.includes(this.brokerId) !== false) return;
    this.#repairs++;
    const { startOffset } = this.log;
    this.#follower?.giveUp(Math.max(this.log.firstDamage(startOffset, damagedAt) ?? damagedAt, startOffset));
    this.#settled(context);
  }

  /** Forgets what is not damaged any more: it has been cut off and fetched again, or has gone with the oldest records. */
  #checkDamage(): void {
    if (this.#damagedFrom === undefined) return;
    const { startOffset } = this.log;
    const offset = Math.max(this.#damagedFrom, startOffset);
    if (!this.log.bring(offset)) return; // not to be seen now
    const found = this.log.firstDamage(offset);
    this.#damagedFrom = found === undefined ? undefined : Math.max(found, startOffset);
  }

  /** The position that was held back is an acknowledgement now. */
  #settled(context: ActorContext): void {
    if (this.#follower?.isSettled) this.positionListener?.positionMoved(this, context);
  }

  #stepDown(context: ActorContext): void {
    this.#highWatermark = this.highWatermark;
    const leader = this.#leader;
    this.#leader = undefined;
    this.#follower = undefined;
    this.#isrRequests.drop();
    this.holds.clear();
    this.#deletions.end(context);
    if (leader === undefined) return;
    leader.resign();
    for (const listener of this.#listeners) listener.news(context);
  }

  /** All data of the partition is lost: an empty log goes on where the offsets had been, so that none is given out twice. */
  #recover({ recoveredOffset }: PartitionState): void {
    const { log } = this;
    if (log.startOffset < log.endOffset || log.endOffset >= recoveredOffset) return;
    log.reset(recoveredOffset);
    this.#highWatermark = recoveredOffset;
  }

  #leaveHighWatermark(): void {
    if (this.#leader === undefined || this.#state === undefined) return;
    const { highWatermarkSlot, topicId } = this.#state;
    this.#options.highWatermarks.store(highWatermarkSlot, topicId, this.#leader.highWatermark);
  }

  #startLagTimer(context: ActorContext): void {
    if (this.#leader?.hasFollowers !== true || this.#lagTimer !== undefined) return;
    this.#lagTimer = context.setTimer(Math.max(1, Math.floor(this.#options.replicaLagTimeMaxMs / 2)), LAG_TIMER);
  }

  #tellNews(listener: ReplicaListener): void {
    if (this.#context !== undefined) listener.news(this.#context);
  }

  #noteToSelf(note: LogNews | "isr" | "leads"): void {
    if (this.#ref !== undefined) this.#context?.tell(this.#ref, note);
  }
}

const NOT_LEADER: PositionVerdict = { type: "refused", error: ErrorCode.NOT_LEADER_OR_FOLLOWER };
