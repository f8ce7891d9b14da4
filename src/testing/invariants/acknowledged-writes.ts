import type { Acknowledged, History } from "../history/history.ts";
import type { CommittedLog } from "./committed-log.ts";
import type { Invariant, Observed, Turned } from "./invariant.ts";

/** What was acknowledged in a partition, as far as it may still be asked for. */
interface Kept {
  readonly entries: Acknowledged[]; // in the order of their acknowledgements
  /** How many came before them. */
  forgotten: number;
}

/** Acknowledgements between two looks at what may be forgotten. */
const BETWEEN_LOOKS = 1_024;

/**
 * What was acknowledged with acks=all before a leader was elected is in that leader's log, and stays there. (The fault
 * schedule leaves at least one member of every ISR its data; what a partition lost as a whole is not asked for.)
 *
 * An acknowledgement is kept as long as its batch is in `CommittedLog`: until the logs of all replicas, also of dead brokers,
 * begin behind it. Nothing could be asked of it any more: records below a log's start are not looked for.
 */
export class AcknowledgedWrites implements Invariant {
  readonly name = "no acknowledged write is lost";
  readonly #cluster: Observed;
  readonly #committed: CommittedLog;
  readonly #topicId: number;
  readonly #kept = new Map<number, Kept>(); // by partition
  /** By partition and leader epoch: how many acknowledgements there were when the leader was elected. */
  readonly #before = new Map<string, number>();
  /** By partition: the epochs whose leaders were looked at. */
  readonly #verified = new Map<number, Set<number>>();

  constructor(cluster: Observed, topicId: number, history: History, committed: CommittedLog) {
    this.#cluster = cluster;
    this.#committed = committed;
    this.#topicId = topicId;
    history.onAcknowledged = (entry) => this.#keep(entry);
    cluster.onMetadata.push((entry, before) => {
      if (entry.type !== "partitionChanged" || entry.state.topicId !== topicId) return;
      const { partition, leaderEpoch } = entry.state;
      if (before.partition(topicId, partition)?.leaderEpoch === leaderEpoch) return;
      this.#before.set(`${partition}/${leaderEpoch}`, this.#countOf(partition));
    });
  }

  /** Acknowledgements that it keeps now. */
  get kept(): number {
    let kept = 0;
    for (const { entries } of this.#kept.values()) kept += entries.length;
    return kept;
  }

  afterTurn({ endpoint }: Turned): void {
    for (const replica of this.#cluster.replicasOf(endpoint)) {
      if (replica.role !== "leader" || replica.topicId !== this.#topicId) continue;
      const { partition, leaderEpoch } = replica;
      let verified = this.#verified.get(partition);
      if (verified === undefined) {
        verified = new Set();
        this.#verified.set(partition, verified);
      }
      if (verified.has(leaderEpoch)) continue;
      verified.add(leaderEpoch);
      this.#verify(endpoint, partition, this.#before.get(`${partition}/${leaderEpoch}`) ?? 0);
    }
  }

  /** Whoever leads by the metadata has everything that was ever acknowledged. */
  inFull(): void {
    for (const { topicId, partition, leader, leaderEpoch } of this.#cluster.partitions()) {
      const replica = this.#cluster.replica(leader, topicId, partition);
      if (topicId !== this.#topicId || replica?.role !== "leader" || replica.leaderEpoch !== leaderEpoch) continue;
      this.#verify(leader, partition, this.#countOf(partition));
    }
  }

  #keep(entry: Acknowledged): void {
    const { partition } = entry;
    const kept = this.#kept.get(partition) ?? { entries: [], forgotten: 0 };
    this.#kept.set(partition, kept);
    kept.entries.push(entry);
    if (kept.entries.length % BETWEEN_LOOKS === 0)
      forget(kept, this.#committed.forgottenBelow(this.#topicId, partition));
  }

  /** Acknowledgements so far. */
  #countOf(partition: number): number {
    const kept = this.#kept.get(partition);
    return kept === undefined ? 0 : kept.forgotten + kept.entries.length;
  }

  #verify(brokerId: number, partition: number, count: number): void {
    const replica = this.#cluster.replica(brokerId, this.#topicId, partition);
    if (replica === undefined) return;
    const lostBelow = this.#cluster.image.partition(this.#topicId, partition)?.recoveredOffset ?? 0;
    const present = new Map<number, { lastOffset: number; crc: number; leaderEpoch: number }>();
    const rotFrom = this.#cluster.rotFrom(replica);
    for (const batch of replica.batches(replica.logStartOffset, rotFrom)) present.set(batch.baseOffset, batch);
    const { entries = [], forgotten = 0 } = this.#kept.get(partition) ?? {};
    for (const entry of entries.slice(0, Math.max(0, count - forgotten))) {
      if (entry.baseOffset < lostBelow) continue;
      if (entry.lastOffset < replica.logStartOffset) continue; // reclaimed
      if (entry.lastOffset >= rotFrom) continue; // another in-sync replica has it
      const found = present.get(entry.baseOffset);
      const committed = this.#committed.batch(this.#topicId, partition, entry.baseOffset);
      const isThere =
        found?.lastOffset === entry.lastOffset && (committed === undefined || committed.crc === found.crc);
      if (!isThere) this.#fail(brokerId, replica.leaderEpoch, replica.logEndOffset, entry);
    }
  }

  #fail(brokerId: number, epoch: number, logEnd: number, entry: Acknowledged): never {
    const { partition, baseOffset, lastOffset, at } = entry;
    throw this.#cluster.failure(
      this.name,
      `partition ${partition}, offsets ${baseOffset} to ${lastOffset}, acknowledged at ${at} ms, are not in the log of broker ${brokerId}, leader of epoch ${epoch}, which ends at ${logEnd}`,
    );
  }
}

/** The oldest go, as far as they end below this offset. */
function forget(kept: Kept, below: number): void {
  const first = kept.entries.findIndex(({ lastOffset }) => lastOffset >= below);
  const count = first < 0 ? kept.entries.length : first;
  kept.entries.splice(0, count);
  kept.forgotten += count;
}
