import type { Actor, ActorContext, Message, Received } from "../actor/actor.ts";
import { assert } from "../base/assert.ts";
import { type ActorRef, partitionKey, ROOT_ACTOR } from "../base/ids.ts";
import { CORRUPT_PARTITIONS_MAX } from "../base/limits.ts";
import {
  FETCH_REFUSAL,
  FETCH_REQUEST,
  FETCH_RESPONSE,
  FetcherRole,
  type FetchPosition,
  type FetchResponse,
} from "../message/kinds.ts";
import type { BrokerDirectory } from "./leader.ts";
import type { PositionListener, ReplicaActor } from "./replica-actor.ts";
import type { ReplicaLimits } from "./replica-limits.ts";
import type { ReplicaRules } from "./rules.ts";

/** One fetcher has one session at its leader. */
const SESSION_ID = 1;
/** The parked request, and one that overtakes it to bring new positions. */
const REQUESTS_IN_FLIGHT_MAX = 2;
const SESSION_TIMER = 1;
const PARTITION_TIMER = 2;
/** A full arena does not empty itself in milliseconds: the data is asked for again after this many pauses. */
const FULL_PAUSES = 50;

/** A replica that is fetched from this leader. */
interface Followed {
  readonly replica: ReplicaActor;
  /** Answers to requests with a smaller session epoch were made for an earlier position of another leader epoch. */
  validFrom: number;
  /** When a refused fetch is tried again, in ms; undefined when none waits. */
  retryAt: number | undefined;
}

interface InFlight {
  readonly correlation: number;
  readonly sessionEpoch: number;
}

export interface ReplicaFetcherOptions {
  readonly brokerId: number;
  /** The broker (and endpoint) fetched from. */
  readonly leaderId: number;
  readonly brokers: BrokerDirectory;
  readonly rules: ReplicaRules;
  readonly limits: ReplicaLimits;
}

/**
 * Fetches everything that this broker follows from one other broker. Owned by the broker's thread; lives as long as the
 * broker. Messages out: FetchRequest, one of them always parked at the leader while anything is followed; it names only
 * positions that moved. Messages in: FetchRefusal; FetchResponse, whose bytes go straight into the replicas' logs, by direct call, as
 * they are valid during `receive` only. A follower's next position is its acknowledgement, so one is not sent before the
 * appended batches are durable where that is asked for.
 *
 * New partitions do not wait for the parked request: a second request overtakes it. After a failure the session is opened
 * again with all positions.
 */
export class ReplicaFetcher implements Actor, PositionListener {
  readonly leaderId: number;
  readonly #options: ReplicaFetcherOptions;
  readonly #followed = new Map<number, Followed>();
  readonly #moved = new Set<Followed>();
  readonly #forgotten = new Map<number, ReplicaActor>();
  #inFlight: InFlight[] = [];
  #sessionEpoch = 0;
  #pausesSession = false;
  #wakes = false;
  #ref: ActorRef | undefined;

  constructor(options: ReplicaFetcherOptions) {
    this.#options = options;
    this.leaderId = options.leaderId;
  }

  start(context: ActorContext): void {
    this.#ref = context.spawn(this);
  }

  // ---- by the BrokerActor and the replicas, with their own context

  /** Fetches for `replica` from here on; again after each new leader epoch. */
  follow(replica: ReplicaActor, context: ActorContext): void {
    replica.positionListener = this;
    const known = this.#followed.get(replica.key);
    const followed = known ?? { replica, validFrom: 0, retryAt: undefined };
    followed.validFrom = this.#options.rules.fenceByEpoch ? Number.POSITIVE_INFINITY : 0;
    this.#followed.set(replica.key, followed);
    this.#forgotten.delete(replica.key);
    this.#moved.add(followed);
    this.#wake(context);
  }

  /** Another broker leads, or nobody. */
  forget(replica: ReplicaActor, context: ActorContext): void {
    const followed = this.#followed.get(replica.key);
    if (followed === undefined) return;
    if (replica.positionListener === this) replica.positionListener = undefined;
    this.#followed.delete(replica.key);
    this.#moved.delete(followed);
    if (this.#sessionEpoch > 0) this.#forgotten.set(replica.key, replica);
    this.#wake(context);
  }

  positionMoved(replica: ReplicaActor, context: ActorContext): void {
    const followed = this.#followed.get(replica.key);
    if (followed === undefined) return;
    this.#moved.add(followed);
    this.#wake(context);
  }

  // ---- messages

  receive(message: Message, context: ActorContext): void {
    switch (message.type) {
      case "message":
        if (message.kind === FETCH_RESPONSE) this.#receiveResponse(message, context);
        else if (message.kind === FETCH_REFUSAL && this.#isInFlight(message.answers)) this.#restartSession(context);
        break;
      case "askFailed":
        if (this.#isInFlight(message.correlation)) this.#restartSession(context);
        break;
      case "timer":
        if (message.tag === SESSION_TIMER) this.#pausesSession = false;
        else this.#takeRetries(context.now);
        context.atTurnEnd();
        break;
      case "local":
        this.#wakes = false;
        context.atTurnEnd();
        break;
      case "turnEnd":
        this.#send(context);
        break;
    }
  }

  #isInFlight(correlation: number | undefined): boolean {
    return this.#inFlight.some((one) => one.correlation === correlation);
  }

  #receiveResponse(message: Received, context: ActorContext): void {
    const request = this.#inFlight.find((one) => one.correlation === message.answers);
    if (request === undefined) return;
    const response = message.body as FetchResponse;
    this.#inFlight = this.#inFlight.filter((one) => one !== request);
    let address = message.attachment.address;
    for (const part of response.partitions) {
      const bytes = { address, length: part.attachmentBytes };
      address += part.attachmentBytes;
      const followed = this.#followed.get(partitionKey(part.topicId, part.partition));
      if (followed === undefined || request.sessionEpoch < followed.validFrom) continue;
      const outcome = followed.replica.fetched(part, bytes, context);
      if (outcome === "moved") this.#moved.add(followed);
      else if (outcome !== "unchanged") this.#retryLater(followed, outcome, context);
    }
    assert(address <= message.attachment.address + message.attachment.length, "an answer has the bytes that it names");
    context.atTurnEnd();
  }

  /** Sends what moved; or parks a request with nothing, if none is out there. */
  #send(context: ActorContext): void {
    if (this.#pausesSession || this.#inFlight.length >= REQUESTS_IN_FLIGHT_MAX) return;
    const opens = this.#sessionEpoch === 0;
    if (opens && this.#followed.size === 0) return;
    const { positions, sent } = this.#takePositions();
    const forgotten = Array.from(this.#forgotten.values(), placeOf);
    if (this.#inFlight.length > 0 && positions.length === 0 && forgotten.length === 0) return;
    const { brokerId, brokers, limits } = this.#options;
    const correlation = context.ask({ endpoint: this.leaderId, actor: ROOT_ACTOR }, FETCH_REQUEST, {
      role: FetcherRole.FOLLOWER,
      brokerId,
      brokerEpoch: brokers.epochOf(brokerId) ?? 0,
      sessionId: SESSION_ID,
      sessionEpoch: this.#sessionEpoch,
      maxBytes: limits.fetchBytesMax,
      moved: positions,
      forgotten,
      corrupt: suspectsOf(sent),
    });
    if (correlation === 0) {
      this.#restartSession(context);
      return;
    }
    for (const followed of sent) {
      this.#moved.delete(followed);
      if (followed.validFrom === Number.POSITIVE_INFINITY) followed.validFrom = this.#sessionEpoch;
    }
    this.#forgotten.clear();
    this.#inFlight.push({ correlation, sessionEpoch: this.#sessionEpoch });
    this.#sessionEpoch++;
    if (this.#moved.size > 0 && sent.length === limits.sessionPartitionsMax) context.atTurnEnd();
  }

  /** The positions to send. What is not settled is left: its replica says when it is. */
  #takePositions(): { positions: FetchPosition[]; sent: Followed[] } {
    const positions: FetchPosition[] = [];
    const sent: Followed[] = [];
    for (const followed of this.#moved) {
      if (sent.length === this.#options.limits.sessionPartitionsMax) break;
      const position = followed.replica.followerPosition;
      if (position === undefined || followed.retryAt !== undefined) continue;
      const { topicId, partition } = followed.replica;
      const { fetchOffset, lastFetchedEpoch, currentLeaderEpoch } = position;
      const { logStartOffset } = followed.replica;
      positions.push({ topicId, partition, fetchOffset, lastFetchedEpoch, currentLeaderEpoch, logStartOffset });
      sent.push(followed);
    }
    return { positions, sent };
  }

  /** The session is lost: opens a new one after a pause, with all positions. */
  #restartSession(context: ActorContext): void {
    for (const request of this.#inFlight) context.cancelAsk(request.correlation);
    this.#inFlight = [];
    this.#sessionEpoch = 0;
    this.#forgotten.clear();
    for (const followed of this.#followed.values()) {
      followed.validFrom = 0;
      this.#moved.add(followed);
    }
    if (this.#pausesSession) return;
    this.#pausesSession = true;
    context.setTimer(this.#options.limits.retryMs, SESSION_TIMER);
  }

  #retryLater(followed: Followed, outcome: "retry" | "corrupt" | "full", context: ActorContext): void {
    const delayMs = this.#options.limits.partitionRetryMs * pausesOf(followed.replica, outcome);
    followed.retryAt = context.now + delayMs;
    this.#moved.add(followed);
    context.setTimer(delayMs, PARTITION_TIMER);
  }

  #takeRetries(now: number): void {
    for (const followed of this.#moved)
      if (followed.retryAt !== undefined && followed.retryAt <= now) followed.retryAt = undefined;
  }

  #wake(context: ActorContext): void {
    if (this.#wakes || this.#ref === undefined) return;
    this.#wakes = true;
    context.tell(this.#ref, "wake");
  }
}

/** A corrupt answer is asked for again ever later: its leader may be the only one that has these records. */
function pausesOf(replica: ReplicaActor, outcome: "retry" | "corrupt" | "full"): number {
  if (outcome === "retry") return 1;
  return outcome === "full" ? FULL_PAUSES : Math.min(FULL_PAUSES, 2 ** (replica.refusedInARow - 1));
}

/** What is left out is fetched again, and told of then. */
function suspectsOf(sent: readonly Followed[]): { topicId: number; partition: number }[] {
  const suspects: { topicId: number; partition: number }[] = [];
  for (const { replica } of sent)
    if (replica.hasSuspectAnswer && suspects.length < CORRUPT_PARTITIONS_MAX) suspects.push(placeOf(replica));
  return suspects;
}

function placeOf({ topicId, partition }: ReplicaActor): { topicId: number; partition: number } {
  return { topicId, partition };
}
