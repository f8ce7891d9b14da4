import { MillraceError } from "../base/errors.ts";
import { SUPERVISOR_ENDPOINT } from "../base/ids.ts";
import type { MetadataImage, TopicState } from "../metadata/image.ts";
import { effectiveConfigs } from "../metadata/topic-config.ts";
import type {
  ClusterDescription,
  ConfigDescription,
  ConfigEntry,
  ConfigResource,
  OngoingReassignment,
  TopicDescription,
  TopicPartition,
} from "./api.ts";

// What an endpoint's own image says, in the words of the public types.

export function topicOf(image: MetadataImage, name: string): TopicState {
  const topic = image.topicByName(name);
  if (topic) return topic;
  throw new MillraceError("UNKNOWN_TOPIC_OR_PARTITION", `there is no topic ${name}: create it first`);
}

/** The topic of a partition that is there. */
export function partitionOf(image: MetadataImage, { topic: name, partition }: TopicPartition): TopicState {
  const topic = topicOf(image, name);
  if (partition < topic.partitions.length) return topic;
  const message = `${name} has no partition ${partition}: it has 0 to ${topic.partitions.length - 1}`;
  throw new MillraceError("UNKNOWN_TOPIC_OR_PARTITION", message);
}

export function describeTopic(topic: TopicState): TopicDescription {
  const partitions = topic.partitions.map(({ partition, leader, leaderEpoch, replicas, isr, dataLost }) => ({
    partition,
    leader,
    leaderEpoch,
    replicas,
    isr,
    dataLost,
  }));
  return { topic: topic.name, topicId: topic.id, configs: Object.fromEntries(effectiveConfigs(topic)), partitions };
}

export function describeCluster(image: MetadataImage): ClusterDescription {
  const brokers = Array.from(image.brokers.values(), ({ id, fenced, epoch }) => ({ id, alive: !fenced, epoch }));
  const controller = { id: SUPERVISOR_ENDPOINT, incarnation: image.supervisorIncarnation };
  return { brokers: brokers.sort((left, right) => left.id - right.id), controller };
}

/** A topic's configs can be changed, a broker's are those of the cluster's start. */
export function describeConfigs(image: MetadataImage, resource: ConfigResource): ConfigDescription {
  if ("topic" in resource) {
    const topic = topicOf(image, resource.topic);
    const configs = Array.from(effectiveConfigs(topic), ([name, value]): ConfigEntry => {
      return { name, value, isDefault: !topic.configs.has(name), isReadOnly: false };
    });
    return { resource, configs };
  }
  if (!image.brokers.has(resource.broker)) {
    const known = [...image.brokers.keys()].sort((left, right) => left - right).join(", ");
    throw new MillraceError("BROKER_NOT_AVAILABLE", `there is no broker ${resource.broker}: known are ${known}`);
  }
  const configs = Array.from(image.brokerConfigs, ([name, value]): ConfigEntry => {
    return { name, value, isDefault: false, isReadOnly: true };
  });
  return { resource, configs };
}

/** Partitions that are being moved, of those given or of all. */
export function ongoingReassignments(
  image: MetadataImage,
  wanted: readonly TopicPartition[] | undefined,
): OngoingReassignment[] {
  const found: OngoingReassignment[] = [];
  for (const { name: topic, partitions } of image.topics.values()) {
    for (const { partition, replicas, addingReplicas, removingReplicas } of partitions) {
      if (addingReplicas.length + removingReplicas.length === 0) continue;
      if (wanted !== undefined && !wanted.some((one) => one.topic === topic && one.partition === partition)) continue;
      found.push({ topic, partition, replicas, addingReplicas, removingReplicas });
    }
  }
  return found;
}
