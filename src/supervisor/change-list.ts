import { partitionKey } from "../base/ids.ts";
import type { MetadataImage, PartitionState } from "../metadata/image.ts";
import type { MetadataRecord } from "../metadata/records.ts";
import { activeBroker, everyPartition } from "./operation.ts";

/**
 * The records of one operation while it is being decided. It shows partitions and brokers as they will be after the
 * records collected so far, so that a second step (an election after a fence) sees the first without touching the image.
 */
export class ChangeList {
  readonly image: MetadataImage;
  readonly records: MetadataRecord[] = [];
  readonly #changed = new Map<number, PartitionState>();
  readonly #active = new Map<number, boolean>();

  constructor(image: MetadataImage) {
    this.image = image;
  }

  /** The metadata offset that the next record added will have. */
  get nextOffset(): number {
    return this.image.version + this.records.length;
  }

  add(entry: MetadataRecord): void {
    this.records.push(entry);
    if (entry.type === "brokerFenced" || entry.type === "brokerShutdownStarted")
      this.#active.set(entry.brokerId, false);
    if (entry.type !== "brokerRegistered") return;
    const known = this.image.brokers.get(entry.brokerId);
    // One that is about to end is so also after it has registered again.
    this.#active.set(entry.brokerId, known?.incarnation !== entry.incarnation || !known.shuttingDown);
  }

  /** Adds the new state of a partition, with the next partition epoch; returns it as recorded. */
  change(state: PartitionState): PartitionState {
    const next = { ...state, partitionEpoch: state.partitionEpoch + 1 };
    this.#changed.set(partitionKey(state.topicId, state.partition), next);
    this.records.push({ type: "partitionChanged", state: next });
    return next;
  }

  /** May it lead? */
  isActive(brokerId: number): boolean {
    return this.#active.get(brokerId) ?? activeBroker(this.image, brokerId) !== undefined;
  }

  partition(topicId: number, partition: number): PartitionState | undefined {
    return this.#changed.get(partitionKey(topicId, partition)) ?? this.image.partition(topicId, partition);
  }

  *partitions(): Generator<PartitionState> {
    for (const state of everyPartition(this.image)) {
      yield this.#changed.get(partitionKey(state.topicId, state.partition)) ?? state;
    }
  }
}
