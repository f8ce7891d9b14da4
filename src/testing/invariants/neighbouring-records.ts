import type { ReplicaView } from "../../replica/replica-view.ts";
import type { SeenRecord } from "../users/sim-consumer.ts";
import type { Invariant, Observed, Turned } from "./invariant.ts";
import { placeOf } from "./user-history.ts";

/** How far a leader's log was looked at, and which epoch wrote the record before. */
interface Scanned {
  readonly end: number;
  readonly lastEpoch: number; // -1: not known
}

/** What a consumer has read of a partition and not gone back behind: the epoch of each record, by offset. */
interface Reading {
  readonly epochs: Map<number, number>;
  end: number;
}

/**
 * What a consumer has read before a record lies before it in a log, too, also where unclean elections give up what was
 * committed: it reads over no truncation without noticing, and then goes back far enough (KIP-320). A record is known by its
 * offset and epoch, and all logs that hold it have the same one before it.
 */
export class NeighbouringRecords implements Invariant {
  readonly name = "no consumer reads over a truncation unnoticed";
  readonly #cluster: Observed;
  readonly #topicId: number;
  readonly #scanned = new Map<string, Scanned>(); // by broker, partition and leader epoch
  readonly #epochBefore = new Map<string, number>(); // by partition, offset and epoch of a record
  readonly #readings = new Map<string, Reading>(); // by consumer and partition

  constructor(cluster: Observed, topicId: number) {
    this.#cluster = cluster;
    this.#topicId = topicId;
  }

  afterTurn({ endpoint }: Turned): void {
    for (const replica of this.#cluster.replicasOf(endpoint))
      if (replica.role === "leader" && replica.topicId === this.#topicId) this.#scan(replica);
  }

  see(seen: SeenRecord): void {
    const { consumer, partition, offset, leaderEpoch } = seen;
    const key = `${consumer}/${partition}`;
    const reading = this.#readings.get(key) ?? { epochs: new Map<number, number>(), end: 0 };
    this.#readings.set(key, reading);
    for (let given = offset; given < reading.end; given++) reading.epochs.delete(given);
    const read = reading.epochs.get(offset - 1);
    const before = this.#epochBefore.get(`${partition}/${offset}/${leaderEpoch}`);
    if (read !== undefined && before !== undefined && before !== read && !this.#isForgotten(partition, offset))
      throw this.#cluster.failure(
        this.name,
        `${placeOf(seen)}, of epoch ${leaderEpoch}; it had read one of epoch ${read} before it, and in the log there is one of epoch ${before}`,
      );
    reading.epochs.set(offset, leaderEpoch);
    reading.end = offset + 1;
  }

  /** It was sought to a place of which it says nothing. */
  moved(consumer: string, partition: number): void {
    this.#readings.delete(`${consumer}/${partition}`);
  }

  /** A log that begins there does not know any more what came before. */
  #isForgotten(partition: number, offset: number): boolean {
    for (const replica of this.#cluster.replicas())
      if (replica.topicId === this.#topicId && replica.partition === partition && replica.logStartOffset >= offset)
        return true;
    return false;
  }

  /** A leader's log only grows while it leads. */
  #scan(replica: ReplicaView): void {
    const { brokerId, partition, leaderEpoch, logEndOffset } = replica;
    const key = `${brokerId}/${partition}/${leaderEpoch}`;
    let { end, lastEpoch } = this.#scanned.get(key) ?? { end: replica.logStartOffset, lastEpoch: -1 };
    if (end >= logEndOffset) return;
    for (const batch of replica.batches(end, this.#cluster.rotFrom(replica))) {
      if (batch.baseOffset !== end) lastEpoch = -1; // what came before it was let go
      for (end = batch.baseOffset; end <= batch.lastOffset; end++) {
        if (lastEpoch >= 0) this.#epochBefore.set(`${partition}/${end}/${batch.leaderEpoch}`, lastEpoch);
        lastEpoch = batch.leaderEpoch;
      }
    }
    this.#scanned.set(key, { end, lastEpoch });
  }
}
