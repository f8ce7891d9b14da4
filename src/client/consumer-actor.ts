import type { Actor, ActorContext, Message, TimerId } from "../actor/actor.ts";
import type { ErrorCode as WireError } from "../base/errors.ts";
import { ErrorCode, errorOf, isRetriable, type MillraceError } from "../base/errors.ts";
import { partitionKey } from "../base/ids.ts";
import type { FetchedPartition, FetchResponse, Reference } from "../message/kinds.ts";
import { ConsumerPartition, type FetchedRun, measureRun, type StartPosition } from "./consumer-partition.ts";
import type { ClientEngine } from "./engine.ts";
import type { FetchSession } from "./fetch-session.ts";
import { FetchSessions } from "./fetch-sessions.ts";
import { EARLIEST, LATEST, type OffsetLookup, OffsetLookups } from "./offset-lookups.ts";
import { CLIENT_DEADLINE_MS, CONSUMER_RUNS_MAX, type ConsumerSettings, RETRY_BACKOFF_MS } from "./settings.ts";

/** The part of an engine that a consumer's decisions need. */
export type ConsumerPorts = Pick<ClientEngine, "memory" | "leases" | "image">;

/** Whom a consumer's actor tells. Called within the actor's turn or within the user's call that caused it. */
export interface ConsumerListener {
  /** `take` gives a run now, where it gave none before. */
  runAvailable(): void;
  /** A partition cannot be read; the others go on. */
  failed(error: MillraceError): void;
  /** The time of `wakeAfter` is over. */
  wokeUp(tag: number): void;
}

export interface AssignedPartition {
  readonly topic: string;
  readonly partition: number;
  readonly start: StartPosition | undefined; // undefined: by autoOffsetReset
}

const RETRY_TIMER = 0;
const LOOKUP_TIMER = 1;
const DEADLINE_TIMER = 2;
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
  readonly #byKey = new Map<number, ConsumerPartition>();
  readonly #sessions: FetchSessions;
  #ready: ConsumerPartition[] = []; // have runs; the longest waiting first
  #runCount = 0; // buffered, and held by the user
  #retryTimer: TimerId | undefined;
  #deadlineTimer: TimerId | undefined;
  #turnEndAsked = false;

  constructor(ports: ConsumerPorts, settings: ConsumerSettings, listener: ConsumerListener) {
    this.#ports = ports;
    this.#settings = settings;
    this.#listener = listener;
    this.#sessions = new FetchSessions(ports.image, settings.fetchBytes);
    this.#lookups = new OffsetLookups(ports.image, LOOKUP_TIMER);
  }

  start(context: ActorContext): void {
    context.subscribeMetadata();
  }

  get assignment(): readonly ConsumerPartition[] {
    return this.#partitions;
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
    for (const partition of this.#partitions) this.#drop(partition, context);
    this.#byKey.clear();
    this.#partitions = partitions.map(({ topic, partition, start }) => {
      const assigned = new ConsumerPartition(topic, partition, start ?? this.#resetPosition());
      this.#await(assigned, positioned, context);
      return assigned;
    });
    for (const partition of this.#partitions) this.#position(partition, context);
    this.#pumpLater(context);
  }

  /** The next run of this partition starts there. Buffered ones are given back. */
  seek(
    partition: ConsumerPartition,
    start: StartPosition,
    positioned: (error?: MillraceError) => void,
    context: ActorContext,
  ): void {
    this.#discardRuns(partition);
    this.#cancelLookup(partition, context);
    partition.start = start;
    partition.fetchOffset = undefined;
    partition.position = undefined;
    this.#await(partition, positioned, context);
    if ("timestamp" in start) partition.session?.leave(partition);
    this.#position(partition, context);
    this.#pumpLater(context);
  }

  /** The next run, partitions taking turns, or undefined when none is there. The caller releases it. */
  take(context: ActorContext): FetchedRun | undefined {
    const partition = this.#ready.shift();
    const run = partition?.runs.shift();
    if (partition && run) {
      if (partition.runs.length > 0) this.#ready.push(partition);
      partition.position = run.nextOffset;
      if (partition.session) partition.session.bufferedBytes -= run.length;
    }
    this.#pump(context); // what was released before made room, too
    return run;
  }

  release(run: FetchedRun): void {
    this.#ports.leases.release(run.lease);
    this.#runCount--;
  }

  /** `wokeUp(tag)` is called after this time, unless the timer returned is cancelled. */
  wakeAfter(delayMs: number, tag: number, context: ActorContext): TimerId {
    return context.setTimer(delayMs, WAKE_TIMER_BASE + tag);
  }

  /** Gives every buffered run back and closes the sessions. */
  close(context: ActorContext): void {
    for (const partition of this.#partitions) this.#drop(partition, context);
    this.#partitions = [];
    this.#sessions.close(context);
  }

  receive(message: Message, context: ActorContext): void {
    if (this.#lookups.receive(message, context)) this.#pump(context);
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
      this.#pump(context);
    }
  }

  #resetPosition(): StartPosition {
    return { timestamp: this.#settings.autoOffsetReset === "earliest" ? EARLIEST : LATEST };
  }

  /** Finds the topic, then the start offset, then the leader's session. */
  #position(partition: ConsumerPartition, context: ActorContext): void {
    if (partition.topicId === 0 && !this.#findTopic(partition)) return;
    if (partition.fetchOffset === undefined) {
      if (partition.lookup) return;
      if ("timestamp" in partition.start) {
        this.#lookUp(partition, partition.start.timestamp, context);
        return;
      }
      partition.moveTo(partition.start.offset);
    }
    if (partition.session) partition.session.moved(partition);
    else this.#sessions.join(partition, context);
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
        partition.moveTo(Math.max(0, offset));
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
    const hadRuns = this.#ready.length > 0;
    for (const fetched of response.partitions) {
      const partition = this.#byKey.get(partitionKey(fetched.topicId, fetched.partition));
      // It left, or was sought elsewhere, while the request was there.
      if (partition?.session !== session || session.hasMoved(partition)) continue;
      if (fetched.error !== ErrorCode.NONE) this.#partitionFailed(partition, fetched.error, context);
      else this.#keepRuns(session, partition, fetched);
    }
    this.#pump(context);
    if (!hadRuns && this.#ready.length > 0) this.#listener.runAvailable();
  }

  #keepRuns(session: FetchSession, partition: ConsumerPartition, fetched: FetchedPartition): void {
    for (const reference of fetched.references) {
      const run = this.#keepRun(partition, reference, fetched.highWatermark);
      if (!run) break; // what comes after it would leave a hole; the next answer brings it again
      partition.runs.push(run);
      if (partition.runs.length === 1) this.#ready.push(partition);
      partition.fetchOffset = run.nextOffset;
      session.bufferedBytes += run.length;
    }
    // The leader waits for a position after data, also when none of it could be kept.
    if (fetched.references.length > 0) session.advanced(partition);
  }

  #keepRun(partition: ConsumerPartition, reference: Reference, highWatermark: number): FetchedRun | undefined {
    if (this.#runCount >= CONSUMER_RUNS_MAX || partition.fetchOffset === undefined) return undefined;
    const startOffset = partition.fetchOffset;
    const measured = measureRun(this.#ports.memory, reference, startOffset);
    if (!measured) return undefined;
    const lease = this.#ports.leases.register(reference.address);
    if (lease === undefined) return undefined;
    this.#runCount++;
    const { address, length } = reference;
    return { partition, address, length, lease, startOffset, ...measured, highWatermark };
  }

  #partitionFailed(partition: ConsumerPartition, error: WireError, context: ActorContext): void {
    this.#sessions.leave(partition);
    if (error === ErrorCode.OFFSET_OUT_OF_RANGE) {
      partition.fetchOffset = undefined;
      partition.start = this.#resetPosition();
      this.#position(partition, context);
      return;
    }
    if (!isRetriable(error)) {
      this.#listener.failed(errorOf(error, `fetch from ${partition.topic}-${partition.partition}`));
    }
    this.#retryLater(context);
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

  /** Nothing is fetched while too many runs are out: others on this endpoint need leases too. */
  #pump(context: ActorContext): void {
    if (this.#runCount * 2 <= CONSUMER_RUNS_MAX && !this.#sessions.pump(context)) this.#retryLater(context);
  }

  #timerFired(tag: number, context: ActorContext): void {
    if (tag >= WAKE_TIMER_BASE) this.#listener.wokeUp(tag - WAKE_TIMER_BASE);
    else if (tag === RETRY_TIMER) {
      this.#retryTimer = undefined;
      this.#metadataMoved(context);
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

  #discardRuns(partition: ConsumerPartition): void {
    if (partition.session) partition.session.bufferedBytes -= partition.bufferedBytes;
    for (const run of partition.runs.splice(0)) this.release(run);
    this.#ready = this.#ready.filter((ready) => ready !== partition);
  }

  #drop(partition: ConsumerPartition, context: ActorContext): void {
    this.#discardRuns(partition);
    this.#cancelLookup(partition, context);
    this.#sessions.leave(partition);
    partition.tellWaiters(partition.droppedError());
  }
}
