import { BATCH_BYTES_MAX } from "../base/limits.ts";
import type { TopicState } from "../metadata/image.ts";
import type { TopicLimits } from "./leader.ts";

/** Kafka's default of max.message.bytes: 1 MiB and the 12 bytes before a batch's length. */
const MESSAGE_BYTES_DEFAULT = 1_048_588;

/** The leader's limits as a topic's configuration sets them; Kafka's defaults else. A batch must fit in a frame as well. */
export function topicLimits(topic: TopicState): TopicLimits {
  const minInSyncReplicas = Number(topic.configs.get("min.insync.replicas") ?? 1);
  const messageBytes = Number(topic.configs.get("max.message.bytes") ?? MESSAGE_BYTES_DEFAULT);
  return { minInSyncReplicas, messageBytesMax: Math.min(messageBytes, BATCH_BYTES_MAX) };
}
