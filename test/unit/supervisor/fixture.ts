import { MetadataImage, type PartitionState, STEADY_PARTITION } from "../../../src/metadata/image.ts";
import type { MetadataLog } from "../../../src/metadata/log.ts";
import type { MetadataRecord } from "../../../src/metadata/records.ts";
import { Controller } from "../../../src/supervisor/controller.ts";
import type { TopicDefaults } from "../../../src/supervisor/create-topics.ts";
import { SimHighWatermarks } from "../../../src/testing/machine/sim-high-watermarks.ts";

/** No partition has ever had a high watermark above 0. */
export const NOTHING_LOST = () => 0;

/** A log in an array, with room for `recordsMax` records. */
export class ArrayLog implements MetadataLog {
  readonly records: MetadataRecord[] = [];
  recordsMax = Number.MAX_SAFE_INTEGER;

  append(records: readonly MetadataRecord[]): boolean {
    if (this.records.length + records.length > this.recordsMax) return false;
    this.records.push(...records);
    return true;
  }

  rewrite(snapshot: readonly MetadataRecord[]): boolean {
    if (snapshot.length > this.recordsMax / 2) return false;
    this.records.splice(0, this.records.length, ...snapshot);
    return true;
  }
}

export function imageOf(records: readonly MetadataRecord[]): MetadataImage {
  const image = new MetadataImage();
  for (const entry of records) image.replay(entry);
  return image;
}

export function registered(brokerId: number, brokerEpoch: number, incarnation = 1, hasLog = false): MetadataRecord {
  return { type: "brokerRegistered", brokerId, endpoint: brokerId, incarnation, brokerEpoch, hasLog };
}

export function partitionState(change: Partial<PartitionState> = {}): PartitionState {
  const replicas = change.replicas ?? [1, 2, 3];
  const base = { topicId: 1, partition: 0, replicas, isr: replicas, leader: replicas[0] ?? -1 };
  return { ...base, leaderEpoch: 0, partitionEpoch: 0, ...STEADY_PARTITION, highWatermarkSlot: 0, ...change };
}

export function changed(change: Partial<PartitionState> = {}): MetadataRecord {
  return { type: "partitionChanged", state: partitionState(change) };
}

/** Brokers 1, 2, 3 registered at epochs 0, 1, 2; topic "flights" (id 1) with the partition states given. */
export function clusterWith(...partitions: Partial<PartitionState>[]): MetadataImage {
  return imageOf([
    registered(1, 0),
    registered(2, 1),
    registered(3, 2),
    { type: "topicCreated", topicId: 1, name: "flights", configs: new Map() },
    ...partitions.map(changed),
  ]);
}

export function controllerWith(defaults: TopicDefaults = { partitions: 1, replicationFactor: 3 }) {
  const log = new ArrayLog();
  const image = new MetadataImage();
  const highWatermarks = new SimHighWatermarks();
  return {
    log,
    image,
    highWatermarks,
    controller: new Controller({ image, log, defaults, highWatermarks, brokerConfigs: new Map() }),
  };
}

export function newTopic(name: string, partitions = -1, replicationFactor = -1, configs: Record<string, string> = {}) {
  const entries = Object.entries(configs).map(([key, value]) => ({ name: key, value }));
  return { name, partitions, replicationFactor, configs: entries, assignment: [] };
}

/** What an image holds, comparable with `toEqual`. */
export function contentOf(image: MetadataImage): unknown {
  const { version, topics, brokers, nextTopicId, nextProducerId, supervisorIncarnation } = image;
  const { dataLossCount, damagedReplicaCount } = image;
  const kept = { brokerConfigs: image.brokerConfigs, producers: [...image.producers], answers: [...image.answers] };
  const names = Array.from(topics.values(), ({ name }) => [name, image.topicByName(name)?.id]);
  return {
    version,
    topics,
    names,
    brokers,
    nextTopicId,
    nextProducerId,
    supervisorIncarnation,
    dataLossCount,
    damagedReplicaCount,
    ...kept,
  };
}
