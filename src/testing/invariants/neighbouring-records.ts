import type { ReplicaView } from "../../replica/replica-view.ts";
import type { SeenRecord } from "../users/sim-consumer.ts";
import { EpochRuns } from "./epoch-runs.ts";
import type { Invariant, Observed, Turned } from "./invariant.ts";
import { placeOf } from "./user-history.ts";

/** How far a leader's log was looked at. */
interface Scanned {
  readonly leaderEpoch: number; // that it leads in: another one begins anew
  end: number;
  lastEpoch: number; // that wrote the record before `end`; -1: not known
}

/** Where an epoch's records begin in a partition, as far as it was seen, and which epoch wrote the record before. */
interface Beginning {
  readonly offset: number;
  readonly epochBefore: number; // -1: not known
}

/**
 * What a consumer has read before a record lies before it in a log, too, also where unclean elections give up what was
 * committed: it reads over no truncation without noticing, and then goes back far enough (KIP-320). A record is known by its
 * offset and epoch, and all logs that hold it have the same one before it: one of the same epoch, but for the epoch's first.
 */
export class NeighbouringRecords implements Invariant {
  readonly name = "no consumer reads over a truncation unnoticed";
  readonly #cluster: Observed;
  readonly #topicId: number;
  readonly #scanned = new WeakMap<ReplicaView, Scanned>();
  readonly #beginnings = new Map<number, Map<number, Beginning>>(); // by partition and epoch
  readonly #readings = new Map<string, Map<number, EpochRuns>>(); // by consumer and partition

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
    const reading = this.#readingOf(consumer, partition);
    const read = reading.epochAt(offset - 1);
    const before = this.#epochBefore(partition, offset, leaderEpoch);
    if (read !== undefined && before !== undefined && before !== read && !this.#isForgotten(partition, offset))
      throw this.#cluster.failure(
        this.name,
        `${placeOf(seen)}, of epoch ${leaderEpoch}; it had read one of epoch ${read} before it, and in the log there is one of epoch ${before}`,
      );
    reading.add(offset, leaderEpoch);
  }

  /** It was sought to a place of which it says nothing. */
  moved(consumer: string, partition: number): void {
    this.#readings.get(consumer)?.delete(partition);
  }

  /** A log that begins there does not know any more what came before. */
  #isForgotten(partition: number, offset: number): boolean {
    for (const replica of this.#cluster.replicas())
      if (replica.topicId === this.#topicId && replica.partition === partition && replica.logStartOffset >= offset)
        return true;
    return false;
  }

  #readingOf(consumer: string, partition: number): EpochRuns {
    let readings = this.#readings.get(consumer);
    if (readings === undefined) {
      readings = new Map();
      this.#readings.set(consumer, readings);
    }
    let reading = readings.get(partition);
    if (reading === undefined) {
      reading = new EpochRuns();
      readings.set(partition, reading);
    }
    return reading;
  }

  /** The epoch of the record before this one, in every log that holds this one; undefined when it is not known. */
  #epochBefore(partition: number, offset: number, epoch: number): number | undefined {
    const beginning = this.#beginnings.get(partition)?.get(epoch);
    if (beginning === undefined || offset < beginning.offset) return undefined;
    if (offset > beginning.offset) return epoch;
    return beginning.epochBefore < 0 ? undefined : beginning.epochBefore;
  }

  /** A leader's log only grows while it leads. */
  #scan(replica: ReplicaView): void {
    const { partition, leaderEpoch, logStartOffset, logEndOffset } = replica;
    let scanned = this.#scanned.get(replica);
    if (scanned?.leaderEpoch !== leaderEpoch) {
      scanned = { leaderEpoch, end: logStartOffset, lastEpoch: -1 };
      this.#scanned.set(replica, scanned);
    }
    if (scanned.end >= logEndOffset) return;
    for (const batch of replica.batches(scanned.end, this.#cluster.rotFrom(replica))) {
      if (batch.baseOffset !== scanned.end) scanned.lastEpoch = -1; // what came before it was let go
      if (batch.leaderEpoch !== scanned.lastEpoch)
        this.#begins(partition, batch.leaderEpoch, batch.baseOffset, scanned.lastEpoch);
      scanned.lastEpoch = batch.leaderEpoch;
      scanned.end = batch.lastOffset + 1;
    }
  }

  /** Another log may hold more of the epoch, or know what came before it. */
  #begins(partition: number, epoch: number, offset: number, epochBefore: number): void {
    let beginnings = this.#beginnings.get(partition);
    if (beginnings === undefined) {
      beginnings = new Map();
      this.#beginnings.set(partition, beginnings);
    }
    const known = beginnings.get(epoch);
    const saysMore = known === undefined || offset < known.offset || (offset === known.offset && epochBefore >= 0);
    if (saysMore) beginnings.set(epoch, { offset, epochBefore });
  }
}
