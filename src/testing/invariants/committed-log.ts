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

/**
 * Replicas agree on every batch below both high watermarks. Checked through one list of committed batches a partition:
 * whoever's high watermark passes a batch first writes it down, everybody else must have the same one there. Where a stored
 * bit has changed by itself a replica is compared up to that batch, until it is repaired; then nobody else may have copied it.
 */
export class CommittedLog implements Invariant {
  readonly name = "replicas agree below the high watermark";
  readonly #cluster: Observed;
  readonly #committed = new Map<number, Map<number, CommittedBatch>>();
  readonly #ends = new Map<number, number>();
  readonly #highWatermarks = new Map<number, number>();
  /** How far each replica was compared; one that leaves its broker and comes back is another one. */
  readonly #checked = new WeakMap<ReplicaView, number>();

  constructor(cluster: Observed) {
    this.#cluster = cluster;
  }

  /** Below this offset the partition is committed, as far as some replica has ever known. */
  end(topicId: number, partition: number): number {
    return this.#ends.get(partitionKey(topicId, partition)) ?? 0;
  }

  /** The largest high watermark that any replica has ever had. */
  highWatermark(topicId: number, partition: number): number {
    return this.#highWatermarks.get(partitionKey(topicId, partition)) ?? 0;
  }

  batch(topicId: number, partition: number, baseOffset: number): CommittedBatch | undefined {
    return this.#committed.get(partitionKey(topicId, partition))?.get(baseOffset);
  }

  afterTurn({ endpoint }: Turned): void {
    for (const replica of this.#cluster.replicasOf(endpoint)) {
      if (this.#cluster.mayLoseRecords(replica.topicId)) continue;
      const key = partitionKey(replica.topicId, replica.partition);
      if (replica.highWatermark > (this.#highWatermarks.get(key) ?? 0))
        this.#highWatermarks.set(key, replica.highWatermark);
      const checked = Math.max(this.#checked.get(replica) ?? 0, replica.logStartOffset);
      if (replica.highWatermark > checked) this.#checked.set(replica, this.#check(replica, checked));
    }
  }

  inFull(): void {
    for (const replica of this.#cluster.replicas())
      if (!this.#cluster.mayLoseRecords(replica.topicId)) this.#check(replica, replica.logStartOffset);
  }

  /** Compares from `from` up to the replica's high watermark; returns how far that was. */
  #check(replica: ReplicaView, from: number): number {
    let end = from;
    const below = Math.min(replica.highWatermark, this.#cluster.rotFrom(replica));
    for (const batch of replica.batches(from, below)) {
      this.#compare(replica, batch);
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

  #compare(replica: ReplicaView, batch: BatchSummary): void {
    const key = partitionKey(replica.topicId, replica.partition);
    let committed = this.#committed.get(key);
    if (committed === undefined) {
      committed = new Map();
      this.#committed.set(key, committed);
    }
    const { baseOffset, lastOffset, leaderEpoch, crc } = batch;
    const known = committed.get(baseOffset);
    const here = `broker ${replica.brokerId}, partition ${replica.partition}, offset ${baseOffset}`;
    if (known === undefined) {
      const end = this.#ends.get(key) ?? 0;
      // What was committed and let go within one turn was never here to be written down.
      const isBehindStart = baseOffset > end && replica.logStartOffset > end;
      if (baseOffset !== end && !isBehindStart)
        throw this.#cluster.failure(this.name, `${here}: committed batches end at ${end}, and none begins here`);
      committed.set(baseOffset, { baseOffset, lastOffset, leaderEpoch, crc });
      this.#ends.set(key, lastOffset + 1);
    } else if (known.lastOffset !== lastOffset || known.leaderEpoch !== leaderEpoch || known.crc !== crc)
      throw this.#cluster.failure(
        this.name,
        `${here}: epoch ${leaderEpoch} up to ${lastOffset} (crc ${crc}), committed was epoch ${known.leaderEpoch} up to ${known.lastOffset} (crc ${known.crc})`,
      );
  }
}
