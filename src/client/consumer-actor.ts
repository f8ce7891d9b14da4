import type { Actor, ActorContext, Message, TimerId } from "../actor/actor.ts";
import type { ErrorCode as WireError } from "../base/errors.ts";
import { ErrorCode, errorOf, isRetriable, type MillraceError } from "../base/errors.ts";
import { partitionKey } from "../base/ids.ts";
import type { DivergingEpoch, FetchedPartition, FetchResponse } from "../message/kinds.ts";
import { ConsumerPartition, type FetchedRun, type StartPosition } from "./consumer-partition.ts";
import type { ClientEngine } from "./engine.ts";
import type { FetchSession } from "./fetch-session.ts";
import { FetchSessions } from "./fetch-sessions.ts";
import { HoldKeeper } from "./holds.ts";
import { LogTruncationError } from "./log-truncation-error.ts";
import { EARLIEST, LATEST, type OffsetLookup, OffsetLookups } from "./offset-lookups.ts";
import { RunBuffer } from "./run-buffer.ts";
import { CLIENT_DEADLINE_MS, type ConsumerSettings, RETRY_BACKOFF_MS } from "./settings.ts";

/** The part of an engine that a consumer's decisions need. */
export type ConsumerPorts = Pick<ClientEngine, "memory" | "leases" | "image" | "crc">;

/** Whom a consumer's actor tells. Called within the actor's turn or within the user's call that caused it. */
export interface ConsumerListener {
  /** `take` gives a run now, where it gave none before. True: a call has waited for it, and `takeAwaited` will follow. */
  runAvailable(): boolean;
  /** A partition cannot be read; the others go on. */
  failed(error: MillraceError): void;
  /** The time of `wakeAfter` is over. */
  wokeUp(tag: number): void;
  /** After `close`, which could not tell every leader at once: all know now. */
  ended(): void;
}

export interface AssignedPartition {
  readonly topic: string;
  readonly partition: number;
  readonly start: StartPosition;
}

const RETRY_TIMER = 0;
const LOOKUP_TIMER = 1;
const DEADLINE_TIMER = 2;
const HOLD_TIMER = 3;
const WAKE_TIMER_BASE = 16;

/** A new session puts these right. */
const SESSION_LOST: ReadonlySet<WireError> = new Set<WireError>([
  ErrorCode.FETCH_SESSION_ID_NOT_FOUND,
  ErrorCode.INVALID_FETCH_SESSION_EPOCH,
  ErrorCode.CLOSING,
]);

/**
 * All decisions of a consumer without a group: positions, one fetch session per leader broker, leases, what the user gets
 * next. Lives in the endpoint of its user and is called there between turns: `start` once, then `assign`, `seek`, `take`,
 * `release`.
 *
 * Out: FetchRequest, ListOffsetsRequest to leaders. In: their answers, askFailed, timers, metadata, turnEnd.
 */
export class ConsumerActor implements Actor {
  readonly #ports: ConsumerPorts;
  readonly #settings: ConsumerSettings;
  readonly #listener: ConsumerListener;
  readonly #lookups: OffsetLookups;
  #partitions: ConsumerPartition[] = [];
  /** What was assigned before an `assign` whose hold the supervisor has not answered yet. */
  #before: ConsumerPartition[] | undefined;
  readonly #byKey = new Map<number, ConsumerPartition>();
  readonly #sessions: FetchSessions;
  readonly #runs: RunBuffer;
  readonly #holds: HoldKeeper | undefined;
  #retryTimer: TimerId | undefined;
  #deadlineTimer: TimerId | undefined;
  #turnEndAsked = false;
  /** What is to be held is another set now: the supervisor is asked at the end of the turn, once for all partitions. */
  #holdsChange = false;
  #isClosing = false;
  /** Positions that `autoOffsetReset` replaced. */
  offsetResets = 0;
  /** How often a log turned out to be truncated below the user's position. */
  truncations = 0;

  constructor(ports: ConsumerPorts, settings: ConsumerSettings, listener: ConsumerListener) {
    this.#ports = ports;
    this.#settings = settings;
    this.#listener = listener;
    this.#sessions = new FetchSessions(ports.image, settings.fetchBytes);
    this.#lookups = new OffsetLookups(ports.image, LOOKUP_TIMER);
    this.#runs = new RunBuffer(ports.memory, ports.leases, settings.verify ? ports.crc : undefined);
    if (settings.hold) this.#holds = new HoldKeeper(ports.image, settings.clientId, HOLD_TIMER);
  }

  start(context: ActorContext): void {
    context.subscribeMetadata();
  }

  get assignment(): readonly ConsumerPartition[] {
    return this.#partitions;
  }

  /** Why a partition that should be read is not, until a seek. */
  get haltedBy(): MillraceError | undefined {
    return this.#partitions.find(({ haltedBy, isPaused }) => haltedBy && !isPaused)?.haltedBy;
  }

  get bufferedBytes(): number {
    return this.#runs.bytes;
  }

  find(topic: string, partition: number): ConsumerPartition | undefined {
    return this.#partitions.find((assigned) => assigned.partition === partition && assigned.topic === topic);
  }

  /**
   * Reads these partitions and no others. `positioned` is called for each once its position is known; with an error when
   * that took too long (it is tried on all the same) or the topic has no such partition.
   */
  assign(
    partitions: readonly AssignedPartition[],
    positioned: (error?: MillraceError) => void,
    context: ActorContext,
  ): void {
    if (this.#holds) this.#before ??= this.#partitions;
    for (const partition of this.#partitions) this.#drop(partition, context);
    this.#byKey.clear();
    this.#partitions = partitions.map(({ topic, partition, start }) => {
      const assigned = new ConsumerPartition(topic, partition, start);
      this.#await(assigned, positioned, context);
      return assigned;
    });
    for (const partition of this.#partitions) this.#position(partition, context);
    // What is not assigned any more is given up when it is known what takes its place.
    if (this.#partitions.every(({ topicId }) => topicId !== 0)) this.#holdsChange = true;
    this.#pumpLater(context);
  }

  /** The next run of this partition starts there. Buffered ones are given back. */
  seek(
    partition: ConsumerPartition,
    start: StartPosition,
    positioned: (error?: MillraceError) => void,
    context: ActorContext,
  ): void {
    this.#runs.discard(partition);
    this.#cancelLookup(partition, context);
    partition.start = start;
    partition.haltedBy = undefined;
    partition.fetchOffset = undefined;
    partition.position = undefined;
    this.#await(partition, positioned, context);
    if ("timestamp" in start) partition.session?.leave(partition);
    this.#position(partition, context);
    this.#pumpLater(context);
  }

  /** What was fetched ahead is given back: a pause may last, and leases are few. */
  pause(partition: ConsumerPartition): void {
    partition.isPaused = true;
    this.#runs.discard(partition);
    partition.rewind();
    this.#sessions.leave(partition);
  }

  resume(partition: ConsumerPartition, context: ActorContext): void {
    if (!partition.isPaused) return;
    partition.isPaused = false;
    if (!partition.session && !partition.lookup) this.#position(partition, context);
    this.#pumpLater(context);
  }

  /** Asks the leader of any partition; see `OffsetLookup`. */
  lookUpOffset(lookup: Omit<OffsetLookup, "deadlineMs">, context: ActorContext): void {
    this.#lookups.start({ ...lookup, deadlineMs: context.now + CLIENT_DEADLINE_MS }, context);
  }

  /** The next run, partitions taking turns, or undefined when none is there. The caller releases it. */
  take(context: ActorContext): FetchedRun | undefined {
    const run = this.#runs.take();
    this.#pump(context); // what was released before made room, too
    return run;
  }

  /** As `take`, for a call that has waited: to wake a leader for more would only delay it, and its next call does so. */
  takeAwaited(context: ActorContext): FetchedRun | undefined {
    const run = this.#runs.take();
    if (!run) this.#pump(context); // it is gone again: the call goes on waiting
    return run;
  }

  release(run: FetchedRun): void {
    this.#runs.release(run);
    const { partition, nextOffset } = run;
    const { position = -1, consumedOffset = -1, haltedBy } = partition;
    if (nextOffset > position || nextOffset <= consumedOffset) return; // the position went back meanwhile
    // It was truncated below what is given back, or assigned anew.
    if (haltedBy || this.#byKey.get(partitionKey(partition.topicId, partition.partition)) !== partition) return;
    partition.consumedOffset = nextOffset;
    this.#holds?.consumed(partition);
  }

  /** `wokeUp(tag)` is called after this time, unless the timer returned is cancelled. */
  wakeAfter(delayMs: number, tag: number, context: ActorContext): TimerId {
    return context.setTimer(delayMs, WAKE_TIMER_BASE + tag);
  }

  /** Gives every buffered run back and closes the sessions. False: not all leaders know yet, `ended` will follow. */
  close(context: ActorContext): boolean {
    for (const partition of this.#partitions) this.#drop(partition, context);
    this.#partitions = [];
    this.#isClosing = true;
    this.#hold([], context);
    if (this.#isEnded(context)) return true;
    this.#retryLater(context);
    return false;
  }

  /** Do all leaders know, and does the supervisor, that this consumer reads and holds nothing any more? */
  #isEnded(context: ActorContext): boolean {
    return this.#sessions.close(context) && this.#holds?.isSettled !== false;
  }

  /** Where a partition without a position begins; undefined: nowhere, the user must say. */
  get resetPosition(): StartPosition | undefined {
    const { autoOffsetReset } = this.#settings;
    if (autoOffsetReset === "none") return undefined;
    return { timestamp: autoOffsetReset === "earliest" ? EARLIEST : LATEST };
  }

  receive(message: Message, context: ActorContext): void {
    if (this.#lookups.receive(message, context)) this.#pump(context);
    else if (this.#holds?.receive(message, context)) this.#holdsMoved(context);
    else if (message.type === "message") {
      const session = this.#sessions.landed(message.answers);
      if (session) this.#answered(session, message.body as FetchResponse, context);
    } else if (message.type === "askFailed") {
      const session = this.#sessions.landed(message.correlation);
      if (session) this.#sessionFailed(session, context);
    } else if (message.type === "metadata") this.#metadataMoved(context);
    else if (message.type === "timer") this.#timerFired(message.tag, context);
    else if (message.type === "turnEnd") {
      this.#turnEndAsked = false;
      if (this.#holdsChange) this.#hold(this.#partitions, context);
      this.#pump(context);
    }
  }

  /** The supervisor may have written down what is to be held: reading it begins. */
  #holdsMoved(context: ActorContext): void {
    const refusal = this.#holds?.takeRefusal();
    if (refusal) this.#holdRefused(refusal, context);
    else if (this.#holds?.isSettled && !this.#holdsChange) this.#before = undefined;
    for (const partition of this.#partitions)
      if (!partition.session && !partition.lookup) this.#position(partition, context);
    this.#pump(context);
  }

  /** An `assign` fails, and leaves what was before. Without one, what is not held is not read until a seek. */
  #holdRefused(error: MillraceError, context: ActorContext): void {
    const before = this.#before;
    const refused = before ? this.#partitions : this.#partitions.filter((one) => this.#holds?.isHeld(one) === false);
    const isAwaited = refused.some(({ waiters }) => waiters.length > 0);
    for (const partition of refused) {
      partition.tellWaiters(error);
      if (before) this.#drop(partition, context);
      else {
        this.#runs.discard(partition);
        partition.rewind();
        this.#sessions.leave(partition);
        partition.haltedBy = error;
      }
    }
    if (!isAwaited) this.#listener.failed(error);
    this.#before = undefined;
    if (before) this.#restore(before);
    this.#hold(before ?? this.#partitions.filter((one) => this.#holds?.isHeld(one)), context);
  }

  #hold(partitions: readonly ConsumerPartition[], context: ActorContext): void {
    this.#holdsChange = false;
    this.#holds?.want(partitions, context);
    if (this.#holds?.isSettled) this.#before = undefined; // it holds them already
  }

  #restore(before: ConsumerPartition[]): void {
    this.#partitions = before;
    this.#byKey.clear();
    for (const partition of before) {
      partition.fetchOffset = partition.position;
      partition.rewind(); // what was fetched ahead is gone
      if (partition.topicId !== 0) this.#byKey.set(partitionKey(partition.topicId, partition.partition), partition);
    }
  }

  /** Finds the topic, then holds it where that is asked for, then finds the start offset and the leader's session. */
  #position(partition: ConsumerPartition, context: ActorContext): void {
    if (partition.haltedBy || (partition.topicId === 0 && !this.#findTopic(partition))) return;
    if (this.#holds?.isHeld(partition) === false) {
      this.#holdsChange = true;
      this.#pumpLater(context);
      return;
    }
    if (partition.fetchOffset === undefined) {
      if (partition.lookup) return;
      if ("timestamp" in partition.start) {
        this.#lookUp(partition, partition.start.timestamp, context);
        return;
      }
      partition.moveTo(partition.start.offset, partition.start.leaderEpoch);
    }
    if (partition.session) partition.session.moved(partition);
    else if (!partition.isPaused) {
      this.#holds?.begins(partition, context);
      this.#sessions.join(partition, context);
    }
    partition.tellWaiters();
  }

  #findTopic(partition: ConsumerPartition): boolean {
    const state = this.#ports.image.topicByName(partition.topic);
    if (!state || state.partitions.length === 0) return false;
    if (partition.partition >= state.partitions.length) {
      partition.tellWaiters(partition.missingError(state.partitions.length));
      return false;
    }
    partition.topicId = state.id;
    this.#byKey.set(partitionKey(state.id, partition.partition), partition);
    return true;
  }

  #lookUp(partition: ConsumerPartition, timestamp: number, context: ActorContext): void {
    const { topicId } = partition;
    const lookup: OffsetLookup = {
      topicId,
      partition: partition.partition,
      timestamp,
      deadlineMs: Number.POSITIVE_INFINITY,
      found: (offset, found) => {
        partition.lookup = undefined;
        if (offset < 0 && timestamp >= 0) {
          this.#lookUp(partition, LATEST, found); // no record is that young: what comes next will be
          return;
        }
        partition.moveTo(Math.max(0, offset));
        if (timestamp === LATEST) partition.highWatermark = offset;
        this.#position(partition, found);
      },
      failed: (error) => {
        partition.lookup = undefined;
        partition.tellWaiters(error);
        this.#listener.failed(error);
      },
    };
    partition.lookup = lookup;
    this.#lookups.start(lookup, context);
  }

  #cancelLookup(partition: ConsumerPartition, context: ActorContext): void {
    if (partition.lookup) this.#lookups.cancel(partition.lookup, context);
    partition.lookup = undefined;
  }

  #answered(session: FetchSession, response: FetchResponse, context: ActorContext): void {
    if (response.error !== ErrorCode.NONE) {
      const isLost = SESSION_LOST.has(response.error) || isRetriable(response.error);
      if (!isLost)
        this.#listener.failed(errorOf(response.error, `fetch session with broker ${session.target.endpoint}`));
      this.#sessionFailed(session, context);
      return;
    }
    const wasEmpty = this.#runs.isEmpty;
    for (const fetched of response.partitions) {
      const partition = this.#byKey.get(partitionKey(fetched.topicId, fetched.partition));
      // It left, or was sought elsewhere, while the request was there.
      if (partition?.session !== session || session.hasMoved(partition)) continue;
      if (fetched.error !== ErrorCode.NONE) this.#partitionFailed(partition, fetched, context);
      else if (fetched.diverging) this.#diverged(partition, fetched.diverging, session);
      else {
        partition.highWatermark = fetched.highWatermark;
        this.#runs.keep(partition, fetched);
        // The leader waits for a position after data, also when none of it could be kept.
        if (partition.foundCorrupt) this.#corrupted(partition, context);
        else if (fetched.references.length > 0) session.advanced(partition);
      }
    }
    if (wasEmpty && !this.#runs.isEmpty && this.#listener.runAvailable()) return;
    this.#pump(context);
  }

  /** Asks again after a pause, or at once when another broker leads; either way the one that is asked is told why. */
  #corrupted(partition: ConsumerPartition, context: ActorContext): void {
    this.#sessions.leave(partition);
    this.#retryLater(context);
    this.#listener.failed(partition.corruptError());
  }

  #partitionFailed(partition: ConsumerPartition, fetched: FetchedPartition, context: ActorContext): void {
    const { error, logStartOffset } = fetched;
    this.#sessions.leave(partition);
    if (error === ErrorCode.OFFSET_OUT_OF_RANGE) {
      this.#outOfRange(partition, logStartOffset, context);
      return;
    }
    if (!isRetriable(error)) {
      this.#listener.failed(errorOf(error, `fetch from ${partition.topic}-${partition.partition}`));
    }
    this.#retryLater(context);
  }

  /**
   * The leader's log does not hold what was fetched last. What the user has read decides, not what was fetched ahead of it:
   * if both are at one place the log is truncated below the position. As in Kafka reading goes on where the logs part if
   * there is a reset policy, whichever, and stops until a seek if there is none (KIP-320).
   */
  #diverged(partition: ConsumerPartition, end: DivergingEpoch, session: FetchSession): void {
    const { position } = partition;
    if (position === undefined) return;
    if (partition.fetchOffset !== position) {
      this.#runs.discard(partition);
      partition.rewind();
      session.advanced(partition);
      return;
    }
    this.truncations++;
    const divergence = partition.divergenceAt(end, position);
    if (this.#settings.autoOffsetReset === "none") {
      this.#sessions.leave(partition);
      partition.consumedOffset = Math.min(partition.consumedOffset ?? divergence.offset, divergence.offset);
      this.#holds?.consumed(partition); // what comes there now has not been read
      this.#halt(partition, new LogTruncationError(partition, position, divergence));
      return;
    }
    partition.returnTo(divergence);
    this.#holds?.consumed(partition);
    session.advanced(partition);
  }

  /** Only the user can say where it goes on. */
  #halt(partition: ConsumerPartition, error: MillraceError): void {
    partition.haltedBy = error;
    this.#listener.failed(error);
  }

  /** As where logs part, the user's position decides, not what was fetched ahead of it: that is asked for first. */
  #outOfRange(partition: ConsumerPartition, logStartOffset: number, context: ActorContext): void {
    if (partition.fetchOffset !== partition.position) {
      this.#runs.discard(partition);
      partition.rewind();
      this.#position(partition, context);
      return;
    }
    const start = this.resetPosition;
    if (!start) {
      this.#halt(partition, partition.outOfRangeError(logStartOffset));
      return;
    }
    this.offsetResets++;
    partition.fetchOffset = undefined;
    partition.start = start;
    this.#position(partition, context);
  }

  /** A topic of the same name that comes later is another one. */
  #topicGone(partition: ConsumerPartition, context: ActorContext): void {
    this.#runs.discard(partition);
    this.#cancelLookup(partition, context);
    this.#sessions.leave(partition);
    this.#byKey.delete(partitionKey(partition.topicId, partition.partition));
    partition.forget(this.resetPosition);
    this.#listener.failed(partition.deletedError());
  }

  #sessionFailed(session: FetchSession, context: ActorContext): void {
    session.reopen();
    session.retryAtMs = context.now + RETRY_BACKOFF_MS;
    this.#retryLater(context);
  }

  #retryLater(context: ActorContext): void {
    this.#retryTimer ??= context.setTimer(RETRY_BACKOFF_MS, RETRY_TIMER);
  }

  #metadataMoved(context: ActorContext): void {
    for (const partition of this.#partitions) {
      if (partition.topicId !== 0 && !this.#ports.image.topics.has(partition.topicId))
        this.#topicGone(partition, context);
      this.#sessions.follow(partition);
      if (!partition.session && !partition.lookup) this.#position(partition, context);
    }
    this.#pump(context);
  }

  /** A call changed something: its requests go out together at the end of the turn. */
  #pumpLater(context: ActorContext): void {
    if (this.#turnEndAsked) return;
    this.#turnEndAsked = true;
    context.atTurnEnd();
  }

  #pump(context: ActorContext): void {
    if (this.#runs.mayFetch && !this.#sessions.pump(context)) this.#retryLater(context);
  }

  #timerFired(tag: number, context: ActorContext): void {
    if (tag >= WAKE_TIMER_BASE) this.#listener.wokeUp(tag - WAKE_TIMER_BASE);
    else if (tag === RETRY_TIMER) {
      this.#retryTimer = undefined;
      if (!this.#isClosing) this.#metadataMoved(context);
      else if (this.#isEnded(context)) this.#listener.ended();
      else this.#retryLater(context);
    } else if (tag === DEADLINE_TIMER) this.#failLate(context);
  }

  #await(partition: ConsumerPartition, positioned: (error?: MillraceError) => void, context: ActorContext): void {
    partition.waiters.push(positioned);
    partition.deadlineMs = context.now + CLIENT_DEADLINE_MS;
    this.#deadlineTimer ??= context.setTimer(CLIENT_DEADLINE_MS, DEADLINE_TIMER);
  }

  #failLate(context: ActorContext): void {
    this.#deadlineTimer = undefined;
    let nextMs = Number.POSITIVE_INFINITY;
    for (const partition of this.#partitions) {
      if (partition.waiters.length === 0) continue;
      if (partition.deadlineMs <= context.now) partition.tellWaiters(partition.lateError());
      else nextMs = Math.min(nextMs, partition.deadlineMs);
    }
    if (nextMs < Number.POSITIVE_INFINITY) {
      this.#deadlineTimer = context.setTimer(nextMs - context.now, DEADLINE_TIMER);
    }
  }

  #drop(partition: ConsumerPartition, context: ActorContext): void {
    this.#runs.discard(partition);
    this.#cancelLookup(partition, context);
    this.#sessions.leave(partition);
    partition.tellWaiters(partition.droppedError());
  }
}
