import { assert } from "../base/assert.ts";
import { PARTITIONS_PER_CLUSTER_MAX } from "../base/limits.ts";
import { type MetadataImage, type PartitionState, STEADY_PARTITION } from "../metadata/image.ts";
import { activeBroker, everyPartition } from "./operation.ts";
import { Placement } from "./placement.ts";

/** Makes the partitions of one request: places their replicas, unless the user did, and gives each a slot of its own. */
export class NewPartitions {
  readonly #image: MetadataImage;
  readonly #placement: Placement;
  readonly #usedSlots = new Set<number>();

  constructor(image: MetadataImage) {
    this.#image = image;
    this.#placement = new Placement(image);
    for (const { highWatermarkSlot } of everyPartition(image)) this.#usedSlots.add(highWatermarkSlot);
  }

  /** Brokers that replicas can be placed on. */
  get brokerCount(): number {
    return this.#placement.brokerCount;
  }

  /** How many more there may be in the cluster. */
  get freeCount(): number {
    return PARTITIONS_PER_CLUSTER_MAX - this.#usedSlots.size;
  }

  /** With as many replicas as asked for, on brokers that are alive. */
  place(topicId: number, partition: number, replicationFactor: number): PartitionState {
    return this.assign(topicId, partition, this.#placement.place(replicationFactor));
  }

  /** With the replicas given, of which those that are alive are in sync. */
  assign(topicId: number, partition: number, replicas: readonly number[]): PartitionState {
    const isr = replicas.filter((id) => activeBroker(this.#image, id) !== undefined);
    const leader = isr[0];
    assert(leader !== undefined, "a new partition has a replica that is alive");
    const highWatermarkSlot = this.#slotFor(topicId);
    const epochs = { leaderEpoch: 0, partitionEpoch: 0 };
    return { ...STEADY_PARTITION, ...epochs, topicId, partition, replicas, isr, leader, highWatermarkSlot };
  }

  /** Spread by topic id, so that a slot is not taken again while a leader of a topic just deleted may still write there. */
  #slotFor(topicId: number): number {
    let slot = topicId % PARTITIONS_PER_CLUSTER_MAX;
    while (this.#usedSlots.has(slot)) slot = (slot + 1) % PARTITIONS_PER_CLUSTER_MAX;
    this.#usedSlots.add(slot);
    return slot;
  }
}
