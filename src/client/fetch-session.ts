import type { ActorContext } from "../actor/actor.ts";
import type { ActorRef } from "../base/ids.ts";
import { CORRUPT_PARTITIONS_MAX } from "../base/limits.ts";
import { FETCH_REQUEST, FetcherRole, type FetchPosition, type FetchRequest } from "../message/kinds.ts";
import type { ConsumerPartition } from "./consumer-partition.ts";

/**
 * The fetcher's side of one incremental fetch session (KIP-227) with one leader broker: at most one request there at a
 * time, which names only what moved since the last. A change that must not wait for its answer (a seek, a partition that
 * joins) opens the session anew under the same id: the request that is parked there is forgotten by both sides.
 */
export class FetchSession {
  readonly target: ActorRef;
  readonly incarnation: number;
  readonly #sessionId: number;
  readonly #maxBytes: number;
  readonly partitions = new Set<ConsumerPartition>();
  readonly #moved = new Set<ConsumerPartition>();
  readonly #forgotten = new Set<ConsumerPartition>();
  #epoch = 0; // of the next request
  #correlation = 0; // of the request that is there
  #mustReopen = true;
  /** Bytes of this session's answers that the user has not taken yet. */
  bufferedBytes = 0;
  retryAtMs = 0;

  constructor(target: ActorRef, incarnation: number, sessionId: number, maxBytes: number) {
    this.target = target;
    this.incarnation = incarnation;
    this.#sessionId = sessionId;
    this.#maxBytes = maxBytes;
  }

  get isAsking(): boolean {
    return this.#correlation !== 0;
  }
  get mustReopen(): boolean {
    return this.#mustReopen;
  }
  isAnsweredBy(correlation: number | undefined): boolean {
    return this.#correlation !== 0 && this.#correlation === correlation;
  }

  join(partition: ConsumerPartition): void {
    partition.session = this;
    this.partitions.add(partition);
    this.moved(partition);
  }

  leave(partition: ConsumerPartition): void {
    partition.session = undefined;
    this.partitions.delete(partition);
    this.#moved.delete(partition);
    this.#forgotten.add(partition);
  }

  /** The partition's position is another one now. */
  moved(partition: ConsumerPartition): void {
    this.#forgotten.delete(partition);
    this.#moved.add(partition);
    if (this.isAsking) this.#mustReopen = true;
  }

  /** Has the position changed since the last request? */
  hasMoved(partition: ConsumerPartition): boolean {
    return this.#moved.has(partition);
  }

  /** As `moved`, from within the answer to the session's own request. */
  advanced(partition: ConsumerPartition): void {
    this.#moved.add(partition);
  }

  reopen(): void {
    this.#mustReopen = true;
  }

  /** The request has its answer, or never gets one. */
  landed(): void {
    this.#correlation = 0;
  }

  /** False: back-pressure. */
  send(context: ActorContext): boolean {
    if (this.isAsking) context.cancelAsk(this.#correlation);
    const named = this.#mustReopen ? this.partitions : this.#moved;
    const body = this.#request(
      this.#mustReopen ? 0 : this.#epoch,
      [...named],
      this.#mustReopen ? [] : [...this.#forgotten],
    );
    this.#correlation = context.ask(this.target, FETCH_REQUEST, body);
    if (this.#correlation === 0) {
      this.#mustReopen = true;
      return false;
    }
    this.#epoch = body.sessionEpoch + 1;
    this.#mustReopen = false;
    for (const partition of named) partition.foundCorrupt = false;
    this.#moved.clear();
    this.#forgotten.clear();
    return true;
  }

  /** Nothing is wanted there any more: an empty session takes the place of this one. False: back-pressure, try again. */
  close(context: ActorContext): boolean {
    if (this.isAsking) context.cancelAsk(this.#correlation);
    this.#correlation = 0;
    this.#mustReopen = true;
    if (this.#epoch === 0) return true; // it never was there
    const correlation = context.ask(this.target, FETCH_REQUEST, this.#request(0, [], []));
    if (correlation === 0) return false;
    context.cancelAsk(correlation);
    this.#epoch = 0;
    return true;
  }

  #request(sessionEpoch: number, named: ConsumerPartition[], forgotten: ConsumerPartition[]): FetchRequest {
    return {
      role: FetcherRole.CONSUMER,
      brokerId: 0,
      brokerEpoch: 0,
      sessionId: this.#sessionId,
      sessionEpoch,
      maxBytes: this.#maxBytes,
      moved: named.map(positionOf),
      forgotten: forgotten.map(placeOf),
      corrupt: named
        .filter(({ foundCorrupt }) => foundCorrupt)
        .slice(0, CORRUPT_PARTITIONS_MAX) // what is left out is fetched again, and told of then
        .map(placeOf),
    };
  }
}

function placeOf({ topicId, partition }: ConsumerPartition): { topicId: number; partition: number } {
  return { topicId, partition };
}

function positionOf(partition: ConsumerPartition): FetchPosition {
  return {
    topicId: partition.topicId,
    partition: partition.partition,
    fetchOffset: partition.fetchOffset ?? 0,
    lastFetchedEpoch: partition.epochs.latest,
    currentLeaderEpoch: partition.leaderEpoch,
    logStartOffset: -1,
  };
}
