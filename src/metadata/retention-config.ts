import type { TopicState } from "./image.ts";
import { integerConfig } from "./topic-config.ts";

/**
 * millrace.reclaim: what a topic gives when the arena fills up. "oldest": its oldest records. "consumed": what every
 * consumer opened with `hold: true` has read. "none": nothing.
 */
export type Reclaim = "oldest" | "consumed" | "none";

/** What a topic's configs say about how long its records stay; -1: no limit. */
export interface RetentionConfig {
  readonly retentionBytes: number; // of one partition
  readonly retentionMs: number;
  readonly reclaim: Reclaim;
}

/** Kafka's defaults (seven days, no size limit) would fill any memory in seconds: only a topic with its own keeps to them. */
export function reclaimOf({ configs }: Pick<TopicState, "configs">): Reclaim {
  const hasOwn = configs.has("retention.ms") || configs.has("retention.bytes");
  return (configs.get("millrace.reclaim") as Reclaim | undefined) ?? (hasOwn ? "none" : "oldest");
}

/**
 * Time counts only where retention.ms was set: replayed data with timestamps of years ago would not outlive its first
 * look by Kafka's seven days, in a memory that they do not protect either.
 */
export function retentionOf(topic: Pick<TopicState, "configs">): RetentionConfig {
  return {
    retentionBytes: integerConfig(topic, "retention.bytes"),
    retentionMs: topic.configs.has("retention.ms") ? integerConfig(topic, "retention.ms") : -1,
    reclaim: reclaimOf(topic),
  };
}
