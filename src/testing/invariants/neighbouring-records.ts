import type { ReplicaView } from "../../replica/replica-view.ts";
import type { SeenRecord } from "../sim-consumer.ts";
import type { Invariant, Observed, Turned } from "./invariant.ts";
import { placeOf } from "./reads.ts";

/** How far a leader's log was looked at, and which epoch wrote the record before. */
interface Scanned {
  readonly end: number;
  readonly lastEpoch: number; // -1: not known
}

/**
 * Two records that a consumer sees one behind the other lie one behind the other in a log, too, also where unclean elections
 * give up what was committed: it reads over no truncation without noticing (KIP-320). A record is known by its offset and
 * epoch, and all logs that hold it have the same one before it.
 */
export class NeighbouringRecords implements Invariant {
  readonly name = "no consumer reads over a truncation unnoticed";
  readonly #cluster: Observed;
  readonly #topicId: number;
  readonly #scanned = new Map<string, Scanned>(); // by broker, partition and leader epoch
  readonly #epochBefore = new Map<string, number>(); // by partition, offset and epoch of a record
  readonly #last = new Map<string, SeenRecord>(); // by consumer and partition

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
    const last = this.#last.get(key);
    this.#last.set(key, seen);
    if (last?.offset !== offset - 1) return;
    const before = this.#epochBefore.get(`${partition}/${offset}/${leaderEpoch}`);
    if (before !== undefined && before !== last.leaderEpoch)
      throw this.#cluster.failure(
        this.name,
        `${placeOf(seen)}, of epoch ${leaderEpoch}, right after ${last.value} of epoch ${last.leaderEpoch}; in the log one of epoch ${before} lies before it`,
      );
  }

  /** Nothing was read right before the next record. */
  moved(consumer: string, partition: number): void {
    this.#last.delete(`${consumer}/${partition}`);
  }

  /** A leader's log only grows while it leads. */
  #scan(replica: ReplicaView): void {
    const { brokerId, partition, leaderEpoch, logEndOffset } = replica;
    const key = `${brokerId}/${partition}/${leaderEpoch}`;
    let { end, lastEpoch } = this.#scanned.get(key) ?? { end: replica.logStartOffset, lastEpoch: -1 };
    if (end >= logEndOffset) return;
    for (const batch of replica.batches(end)) {
      if (batch.baseOffset !== end) lastEpoch = -1; // what came before it was let go
      for (end = batch.baseOffset; end <= batch.lastOffset; end++) {
        if (lastEpoch >= 0) this.#epochBefore.set(`${partition}/${end}/${batch.leaderEpoch}`, lastEpoch);
        lastEpoch = batch.leaderEpoch;
      }
    }
    this.#scanned.set(key, { end, lastEpoch });
  }
}
