import type { BatchSummary } from "../../../src/log/log.ts";
import { MetadataImage, type PartitionState, STEADY_PARTITION } from "../../../src/metadata/image.ts";
import type { MetadataRecord } from "../../../src/metadata/records.ts";
import type { ReplicaView } from "../../../src/replica/replica-view.ts";
import type { Observed, Turned } from "../../../src/testing/invariants/invariant.ts";
import type { LiveLease } from "../../../src/testing/machine/sim-arena.ts";

export const TOPIC_ID = 1;

/** A batch of `count` records; its CRC is what tells it from another one. */
export function batchAt(baseOffset: number, count: number, crc: number, leaderEpoch = 0): BatchSummary {
  const lastOffset = baseOffset + count - 1;
  return {
    baseOffset,
    lastOffset,
    leaderEpoch,
    crc,
    producerId: -1,
    producerEpoch: -1,
    baseSequence: -1,
    recordCount: count,
  };
}

/** A replica as a test says it is. */
export class ToldReplica implements ReplicaView {
  readonly topicId = TOPIC_ID;
  readonly partition = 0;
  readonly partitionEpoch = 0;
  logStartOffset = 0;
  readonly tornBytes = 0;
  readonly isr: readonly number[] = [];
  readonly maximalIsr: readonly number[] = [];
  role: ReplicaView["role"] = "follower";
  leaderEpoch = 0;
  highWatermark = 0;
  log: BatchSummary[] = [];
  repairs = 0;
  /** Where its bytes are not what their CRC says. */
  damagedAt: number | undefined;
  readonly brokerId: number;

  constructor(brokerId: number) {
    this.brokerId = brokerId;
  }

  get logEndOffset(): number {
    return (this.log.at(-1)?.lastOffset ?? -1) + 1;
  }
  get durableEndOffset(): number {
    return this.logEndOffset;
  }
  firstDamage(from: number, endOffset: number): number | undefined {
    const { damagedAt = -1 } = this;
    return damagedAt >= from && damagedAt < endOffset ? damagedAt : undefined;
  }
  batches(from = 0, endOffset = Number.POSITIVE_INFINITY): BatchSummary[] {
    return this.log.filter((batch) => batch.lastOffset >= from && batch.lastOffset < endOffset);
  }
  /** It has no bytes. */
  read(): [] {
    return [];
  }
}

/** A cluster of two brokers with one partition, as a test says it is. */
export class ToldCluster implements Observed {
  readonly image = new MetadataImage();
  readonly onMetadata: Observed["onMetadata"] = [];
  readonly onFrame: Observed["onFrame"] = [];
  /** Of topics whose losses are lawful. */
  readonly lossy = new Set<number>();
  supervisorImage: MetadataImage | undefined;
  lateImage = this.image;
  readonly leases: LiveLease[] = [];
  readonly generations = new Map<number, number>();
  first = new ToldReplica(1);
  readonly second = new ToldReplica(2);

  constructor() {
    for (const brokerId of [1, 2])
      this.tell({
        type: "brokerRegistered",
        brokerId,
        endpoint: brokerId,
        incarnation: 0,
        brokerEpoch: brokerId,
        hasLog: true,
      });
    this.tell({ type: "topicCreated", topicId: TOPIC_ID, name: "t", configs: new Map() });
    this.change({});
  }

  get livingBrokers(): ReadonlyMap<number, { readonly endpoint: Turned }> {
    return new Map([1, 2].map((endpoint) => [endpoint, { endpoint: { endpoint, incarnation: 0 } }]));
  }
  *replicasOf(brokerId: number): Iterable<ReplicaView> {
    for (const replica of this.replicas()) if (replica.brokerId === brokerId) yield replica;
  }
  replicas(): readonly ReplicaView[] {
    return [this.first, this.second];
  }
  replica(brokerId: number): ReplicaView | undefined {
    return this.replicas().find((replica) => replica.brokerId === brokerId);
  }
  partitions(): Iterable<PartitionState> {
    return this.image.topics.get(TOPIC_ID)?.partitions ?? [];
  }
  liveLeases(): Iterable<LiveLease> {
    return this.leases;
  }
  generationOf(unit: number): number {
    return this.generations.get(unit) ?? 1;
  }
  /** From where on a broker's log has rotted. */
  readonly rots = new Map<number, number>();
  get hasRotted(): boolean {
    return this.rots.size > 0;
  }
  rotFrom({ brokerId }: ReplicaView): number {
    return this.rots.get(brokerId) ?? Number.POSITIVE_INFINITY;
  }
  mayLoseRecords(topicId: number): boolean {
    return this.lossy.has(topicId);
  }
  replayedImage(): MetadataImage {
    return this.lateImage;
  }
  failure(invariant: string, detail: string): Error {
    return new Error(`${invariant}: ${detail}`);
  }

  tell(entry: MetadataRecord): void {
    for (const listener of this.onMetadata) listener(entry, this.image);
    this.image.replay(entry);
  }

  change(change: Partial<PartitionState>): void {
    const before = this.image.partition(TOPIC_ID, 0);
    const state = {
      topicId: TOPIC_ID,
      partition: 0,
      replicas: [1, 2],
      isr: [1, 2],
      leader: 1,
      leaderEpoch: 0,
      ...STEADY_PARTITION,
      highWatermarkSlot: 0,
      ...before,
      partitionEpoch: (before?.partitionEpoch ?? -1) + 1,
      ...change,
    };
    this.tell({ type: "partitionChanged", state });
  }
}
