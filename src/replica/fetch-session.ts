import type { Actor, ActorContext, Message, Received, ReplyTo } from "../actor/actor.ts";
import { assert } from "../base/assert.ts";
import { ErrorCode } from "../base/errors.ts";
import { type ActorRef, partitionKey, type Slice } from "../base/ids.ts";
import {
  FETCH_REFUSAL,
  FETCH_REQUEST,
  FETCH_RESPONSE,
  type FetchedPartition,
  FetcherRole,
  type FetchRequest,
} from "../message/kinds.ts";
import type { ReplicaActor } from "./replica-actor.ts";
import type { ReplicaLimits } from "./replica-limits.ts";
import { type PartitionAnswer, SessionPartition, type SessionReader } from "./session-partition.ts";

/** Requests of one session that may wait at a time: the parked one and those that a newer one has overtaken. */
const PARKED_MAX = 8;
const WAIT_TIMER = 1;

export interface FetchSessionOptions {
  readonly endpoint: number;
  readonly incarnation: number;
  /** Its first request, with session epoch 0. */
  readonly opening: FetchRequest;
  readonly limits: ReplicaLimits;
  /** The replica of a partition on this broker. */
  replicaOf(key: number): ReplicaActor | undefined;
}

interface Planned {
  readonly partition: SessionPartition;
  readonly answer: PartitionAnswer;
}

/**
 * The leader's side of one incremental fetch session (KIP-227) with a follower broker's fetcher or a consumer. Owned by
 * the broker's thread; lives until its endpoint dies or opens it anew. Messages in: FetchRequest (forwarded by the
 * BrokerActor). Messages out: FetchResponse, at most one for a turn; FetchRefusal.
 *
 * It keeps the fetcher's request until some partition has news, and answers at the end of the turn with everything that
 * fits: partitions in the order in which they became dirty, so none is starved; what does not fit stays first for the
 * next request. A newer request overtakes a parked one, which is then answered empty: so a fetcher can add partitions
 * while it waits. That a follower knows an old high watermark, and nothing else, is no reason for an answer until it has
 * been so for a while: nobody waits for it, and the next answer brings it along.
 */
export class FetchSession implements Actor, SessionReader {
  readonly endpoint: number;
  readonly incarnation: number;
  follower: { readonly brokerId: number; readonly brokerEpoch: number } | undefined;
  readonly #options: FetchSessionOptions;
  readonly #partitions = new Map<number, SessionPartition>();
  #dirty: SessionPartition[] = [];
  #parked: ReplyTo[] = [];
  /** Some dirty partition has news that does not wait. */
  #isUrgent = false;
  /** Since when there is news that waits (ms); undefined: there is none. */
  #waitsSince: number | undefined;
  #hasTimer = false;
  #epochNext = 0;
  #bytesMax = 0;
  #ref: ActorRef | undefined;

  constructor(options: FetchSessionOptions) {
    this.#options = options;
    this.endpoint = options.endpoint;
    this.incarnation = options.incarnation;
    this.#readFollower(options.opening);
  }

  get ref(): ActorRef {
    assert(this.#ref, "the session was started");
    return this.#ref;
  }

  start(context: ActorContext): void {
    this.#ref = context.spawn(this);
  }

  /** Ends the session; whoever waits is told to open a new one. */
  close(context: ActorContext): void {
    for (const replyTo of this.#parked) refuseFetch(replyTo, ErrorCode.INVALID_FETCH_SESSION_EPOCH, context);
    this.#parked = [];
    for (const partition of this.#partitions.values()) partition.close();
    this.#partitions.clear();
    this.#dirty = [];
    context.stop(this.ref);
  }

  /** Asks for the end of this turn, or for a timer, whoever's call brought the news. */
  markDirty(partition: SessionPartition, isUrgent: boolean, context: ActorContext): void {
    if (!partition.isDirty) {
      partition.isDirty = true;
      this.#dirty.push(partition);
    }
    if (!isUrgent) this.#waitsSince ??= context.now;
    if (isUrgent ? this.#isUrgent : this.#hasTimer) return;
    if (isUrgent) this.#isUrgent = true;
    else this.#hasTimer = true;
    if (isUrgent && this.#parked.length === 0) return; // the next request will look
    if (context.self.actor !== this.ref.actor) context.tell(this.ref, isUrgent ? "news" : "waits");
    else if (isUrgent) context.atTurnEnd();
    else this.#startTimer(context, this.#options.limits.highWatermarkWaitMs);
  }

  receive(message: Message, context: ActorContext): void {
    switch (message.type) {
      case "message":
        if (message.kind === FETCH_REQUEST) this.#receiveRequest(message, context);
        break;
      case "local":
        if (message.note === "news") context.atTurnEnd();
        else this.#startTimer(context, this.#options.limits.highWatermarkWaitMs);
        break;
      case "timer":
        this.#hasTimer = false;
        this.#waited(context);
        break;
      case "turnEnd":
        this.#answer(context);
        break;
    }
  }

  #receiveRequest(message: Received, context: ActorContext): void {
    const request = message.body as FetchRequest;
    const { replyTo } = message;
    if (replyTo === undefined) return;
    if (request.sessionEpoch !== this.#epochNext || this.#parked.length >= PARKED_MAX) {
      refuseFetch(replyTo, ErrorCode.INVALID_FETCH_SESSION_EPOCH, context);
      return;
    }
    if (this.#partitions.size + request.moved.length > 2 * this.#options.limits.sessionPartitionsMax) {
      refuseFetch(replyTo, ErrorCode.INVALID_REQUEST, context);
      return;
    }
    this.#epochNext++;
    this.#parked.push(replyTo);
    this.#readFollower(request);
    const bytesMax = this.follower ? this.#options.limits.fetchBytesMax : Number.POSITIVE_INFINITY;
    this.#bytesMax = Math.min(request.maxBytes, bytesMax);
    for (const forgotten of request.forgotten) this.#forget(partitionKey(forgotten.topicId, forgotten.partition));
    for (const position of request.moved)
      this.#partitionOf(position.topicId, position.partition).moveTo(position, context);
    for (const { topicId, partition } of request.corrupt)
      this.#partitions.get(partitionKey(topicId, partition))?.suspect(context);
    if (this.#isUrgent || this.#parked.length > 1) context.atTurnEnd();
  }

  #startTimer(context: ActorContext, delayMs: number): void {
    context.setTimer(delayMs, WAIT_TIMER);
  }

  /** What waits has waited long enough; or what is there now came after the timer was set. */
  #waited(context: ActorContext): void {
    if (this.#waitsSince === undefined) return;
    const restMs = this.#waitsSince + this.#options.limits.highWatermarkWaitMs - context.now;
    if (restMs > 0) {
      this.#hasTimer = true;
      this.#startTimer(context, restMs);
      return;
    }
    this.#isUrgent = true;
    context.atTurnEnd();
  }

  #readFollower(request: FetchRequest): void {
    const isFollower = request.role === FetcherRole.FOLLOWER;
    this.follower = isFollower ? { brokerId: request.brokerId, brokerEpoch: request.brokerEpoch } : undefined;
  }

  #partitionOf(topicId: number, number: number): SessionPartition {
    const key = partitionKey(topicId, number);
    const known = this.#partitions.get(key);
    const replica = this.#options.replicaOf(key);
    if (known !== undefined && known.replica === replica) return known;
    if (known !== undefined) this.#forget(key); // the broker got the replica after the fetcher had asked for it
    const partition = new SessionPartition(this, replica, topicId, number);
    this.#partitions.set(key, partition);
    return partition;
  }

  #forget(key: number): void {
    const partition = this.#partitions.get(key);
    if (partition === undefined) return;
    partition.close();
    this.#partitions.delete(key);
    if (partition.isDirty) this.#dirty = this.#dirty.filter((other) => other !== partition);
  }

  /** Answers the parked request if there is news, and those that it has overtaken. */
  #answer(context: ActorContext): void {
    while (this.#parked.length > 1) {
      const result = context.reply(this.#parked[0] as ReplyTo, FETCH_RESPONSE, {
        error: ErrorCode.NONE,
        partitions: [],
      });
      if (result === "backpressure") {
        context.atSpace(this.endpoint);
        return;
      }
      this.#parked.shift();
    }
    const replyTo = this.#parked[0];
    if (replyTo === undefined || !this.#isUrgent) return;
    const { planned, left } = this.#plan();
    if (planned.length === 0) {
      this.#took(left);
      return;
    }
    const partitions: FetchedPartition[] = [];
    const attachment: Slice[] = [];
    for (const { answer } of planned) {
      partitions.push(answer.body);
      if (this.follower !== undefined) attachment.push(...answer.slices);
    }
    const result = context.reply(replyTo, FETCH_RESPONSE, { error: ErrorCode.NONE, partitions }, attachment);
    if (result === "backpressure") {
      context.atSpace(this.endpoint);
      return;
    }
    this.#parked.length = 0;
    this.#took(left);
    for (const { partition, answer } of planned) {
      partition.isDirty = false;
      partition.sent(answer);
      partition.news(context); // what did not fit, or came while it was read
    }
  }

  /** What was dirty is answered, but for these. */
  #took(left: SessionPartition[]): void {
    this.#dirty = left;
    this.#isUrgent = left.length > 0;
    this.#waitsSince = undefined;
  }

  /** What the next answer holds, and the dirty partitions that it leaves. Changes nothing but stale dirt. */
  #plan(): { planned: Planned[]; left: SessionPartition[] } {
    const { answerPartitionsMax, answerReferencesMax } = this.#options.limits;
    const planned: Planned[] = [];
    let bytes = 0;
    let references = 0;
    let index = 0;
    for (; index < this.#dirty.length; index++) {
      const partition = this.#dirty[index] as SessionPartition;
      if (!partition.hasNews) {
        partition.isDirty = false;
        this.#dirty.splice(index--, 1);
        continue;
      }
      if (planned.length >= answerPartitionsMax || references >= answerReferencesMax) break;
      const answer = partition.answer(this.#bytesMax - bytes, bytes === 0);
      if (answer === undefined) break;
      planned.push({ partition, answer });
      bytes += answer.bytes;
      references += answer.body.references.length;
    }
    return { planned, left: this.#dirty.slice(index) };
  }
}

/** Answers a fetch request as a whole with an error. */
export function refuseFetch(replyTo: ReplyTo, error: ErrorCode, context: ActorContext): void {
  context.reply(replyTo, FETCH_REFUSAL, { error, partitions: [] });
}
