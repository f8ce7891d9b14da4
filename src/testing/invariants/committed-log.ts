import { partitionKey } from "../../base/ids.ts";
import type { BatchSummary } from "../../log/log.ts";
import type { ReplicaView } from "../../replica/replica-view.ts";
import type { Invariant, Observed, Turned } from "./invariant.ts";

export interface CommittedBatch {
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly leaderEpoch: number;
  readonly crc: number;
}

/** What is known of a partition. */
interface Committed {
  readonly batches: Map<number, CommittedBatch>; // by base offset, rising
  /** Below this offset it is committed. */
  end: number;
  /** The largest high watermark of any replica. */
  highWatermark: number;
  /** By broker: where its log begins, as far as was seen. */
  readonly starts: Map<number, number>;
  /** Batches that end below this offset are forgotten. */
  forgottenBelow: number;
}

/** Batches of a partition that are remembered in any case: a log that comes back from a disk may begin further down. */
const KEPT_BATCHES = 4_096;

/**
 * Replicas agree on every batch below both high watermarks. Checked through one list of committed batches a partition:
 * whoever's high watermark passes a batch first writes it down, everybody else must have the same one there. What every
 * replica, also of a dead broker, has let go is forgotten in the end, so that a long run takes no more memory. Where a stored
 * bit has changed by itself a replica is compared up to that batch, until it is repaired; then nobody else may have copied it.
 */
export class CommittedLog implements Invariant {
  readonly name = "replicas agree below the high watermark";
  readonly #cluster: Observed;
  readonly #partitions = new Map<number, Committed>();
  /** How far each replica was compared; one that leaves its broker and comes back is another one. */
  readonly #checked = new WeakMap<ReplicaView, number>();

  constructor(cluster: Observed) {
    this.#cluster = cluster;
  }

  /** Below this offset the partition is committed, as far as some replica has ever known. */
  end(topicId: number, partition: number): number {
    return this.#partitions.get(partitionKey(topicId, partition))?.end ?? 0;
  }

  /** The largest high watermark that any replica has ever had. */
  highWatermark(topicId: number, partition: number): number {
    return this.#partitions.get(partitionKey(topicId, partition))?.highWatermark ?? 0;
  }

  /** Batches that end below it are in no replica's log, and not known any more. */
  forgottenBelow(topicId: number, partition: number): number {
    return this.#partitions.get(partitionKey(topicId, partition))?.forgottenBelow ?? 0;
  }

  batch(topicId: number, partition: number, baseOffset: number): CommittedBatch | undefined {
    return this.#partitions.get(partitionKey(topicId, partition))?.batches.get(baseOffset);
  }

  afterTurn({ endpoint }: Turned): void {
    for (const replica of this.#cluster.replicasOf(endpoint)) {
      if (this.#cluster.mayLoseRecords(replica.topicId)) continue;
      const committed = this.#committedOf(replica);
      const { highWatermark, logStartOffset } = replica;
      if (highWatermark > committed.highWatermark) committed.highWatermark = highWatermark;
      const checked = Math.max(this.#checked.get(replica) ?? 0, logStartOffset);
      if (highWatermark > checked) this.#checked.set(replica, this.#check(replica, committed, checked));
      if (committed.starts.get(endpoint) === logStartOffset) continue;
      committed.starts.set(endpoint, logStartOffset);
      this.#forget(replica, committed);
    }
  }

  inFull(): void {
    for (const replica of this.#cluster.replicas())
      if (!this.#cluster.mayLoseRecords(replica.topicId))
        this.#check(replica, this.#committedOf(replica), replica.logStartOffset);
  }

  #committedOf({ topicId, partition }: ReplicaView): Committed {
    const key = partitionKey(topicId, partition);
    let committed = this.#partitions.get(key);
    if (committed === undefined) {
      committed = { batches: new Map(), end: 0, highWatermark: 0, starts: new Map(), forgottenBelow: 0 };
      this.#partitions.set(key, committed);
    }
    return committed;
  }

  /** Compares from `from` up to the replica's high watermark; returns how far that was. */
  #check(replica: ReplicaView, committed: Committed, from: number): number {
    let end = from;
    const below = Math.min(replica.highWatermark, this.#cluster.rotFrom(replica));
    for (const batch of replica.batches(from, below)) {
      this.#compare(replica, committed, batch);
      end = batch.lastOffset + 1;
    }
    const damaged = this.#cluster.hasRotted && end > from ? replica.firstDamage(from, end) : undefined;
    if (damaged !== undefined)
      throw this.#cluster.failure(
        this.name,
        `broker ${replica.brokerId}, partition ${replica.partition}: the batch at offset ${damaged} is not what its CRC says`,
      );
    return end;
  }

  #compare(replica: ReplicaView, committed: Committed, batch: BatchSummary): void {
    const { baseOffset, lastOffset, leaderEpoch, crc } = batch;
    if (lastOffset < committed.forgottenBelow) return;
    const known = committed.batches.get(baseOffset);
    const here = () => `broker ${replica.brokerId}, partition ${replica.partition}, offset ${baseOffset}`;
    if (known === undefined) {
      const { end } = committed;
      // What was committed and let go within one turn was never here to be written down.
      const isBehindStart = baseOffset > end && replica.logStartOffset > end;
      if (baseOffset !== end && !isBehindStart)
        throw this.#cluster.failure(this.name, `${here()}: committed batches end at ${end}, and none begins here`);
      committed.batches.set(baseOffset, { baseOffset, lastOffset, leaderEpoch, crc });
      committed.end = lastOffset + 1;
    } else if (known.lastOffset !== lastOffset || known.leaderEpoch !== leaderEpoch || known.crc !== crc)
      throw this.#cluster.failure(
        this.name,
        `${here()}: epoch ${leaderEpoch} up to ${lastOffset} (crc ${crc}), committed was epoch ${known.leaderEpoch} up to ${known.lastOffset} (crc ${known.crc})`,
      );
  }

  #forget({ topicId, partition }: ReplicaView, committed: Committed): void {
    const { batches, starts } = committed;
    if (batches.size <= KEPT_BATCHES) return;
    const replicas = this.#cluster.image.partition(topicId, partition)?.replicas ?? [];
    const below = Math.min(...replicas.map((id) => starts.get(id) ?? 0));
    for (const [baseOffset, { lastOffset }] of batches) {
      if (lastOffset >= below || batches.size <= KEPT_BATCHES) return;
      batches.delete(baseOffset);
      committed.forgottenBelow = lastOffset + 1;
    }
  }
}
