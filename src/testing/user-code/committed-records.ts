import type { CopiedRecord } from "../../client/api.ts";
import { detached } from "../../client/decoded-record.ts";
import { codecs } from "../../platform/codecs.ts";
import { BatchCursor } from "../../record/batch-cursor.ts";
import type { ReplicaView } from "../../replica/replica-view.ts";
import type { SimulatedCluster } from "../simulated-cluster.ts";

const READ_BYTES = 1024 * 1024;

/** A record as it lies in the log, in bytes of its own. */
export type CommittedRecord = CopiedRecord;

/**
 * What was committed to the partitions of one topic, in order: read at the replicas as far as the highest of their high
 * watermarks. What was committed once stays in it, through elections and retention; what was let go before anybody asked
 * is left out.
 */
export class CommittedRecords {
  readonly #cluster: SimulatedCluster;
  readonly #topic: string;
  readonly #partitions: CommittedRecord[][] = [];
  readonly #cursor = new BatchCursor(codecs);

  constructor(cluster: SimulatedCluster, topic: string) {
    this.#cluster = cluster;
    this.#topic = topic;
  }

  /** By partition. */
  read(): readonly (readonly CommittedRecord[])[] {
    const topic = this.#cluster.image.topicByName(this.#topic);
    for (const { topicId, partition } of topic?.partitions ?? []) this.#catchUp(topicId, partition);
    return this.#partitions;
  }

  #catchUp(topicId: number, partition: number): void {
    this.#partitions[partition] ??= [];
    const records = this.#partitions[partition];
    const replica = this.#furthest(topicId, partition);
    if (replica === undefined) return;
    let next = Math.max((records.at(-1)?.offset ?? -1) + 1, replica.logStartOffset);
    while (next < replica.highWatermark) {
      const slices = replica.read(next, READ_BYTES, replica.highWatermark);
      if (slices.length === 0) return; // a batch that is not committed as a whole, or is not in the arena
      for (const { address, length } of slices) {
        this.#cursor.aim(this.#cluster.runtime.world.arena.memory, address, length);
        this.#cursor.startAt(next);
        while (this.#cursor.next()) records.push(this.#copy(partition));
        next = this.#cursor.nextOffset;
      }
    }
  }

  #furthest(topicId: number, partition: number): ReplicaView | undefined {
    let furthest: ReplicaView | undefined;
    for (const brokerId of this.#cluster.brokerIds) {
      const replica = this.#cluster.replica(brokerId, topicId, partition);
      if (replica && replica.highWatermark > (furthest?.highWatermark ?? -1)) furthest = replica;
    }
    return furthest;
  }

  #copy(partition: number): CommittedRecord {
    const { offset, timestamp, leaderEpoch, keyLength, valueLength } = this.#cursor;
    return {
      topic: this.#topic,
      ...{ partition, offset, timestamp, leaderEpoch },
      key: detached(this.#cursor.keyView()),
      value: detached(this.#cursor.valueView()),
      headers: this.#cursor.headers().map(([name, value]) => [name, detached(value)] as const),
      serializedKeySize: keyLength,
      serializedValueSize: valueLength,
    };
  }
}
