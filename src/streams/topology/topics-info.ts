import { changelogTopicOf, decorated } from "./build-processor-topology.ts";
import type { Declarations, InternalTopologyBuilder } from "./internal-topology-builder.ts";

/** A topic that an application makes for itself. */
export interface InternalTopic {
  readonly topic: string;
  /** Undefined: as many as the topics that feed it need. */
  readonly partitions: number | undefined;
  readonly configs: Readonly<Record<string, string>>;
}

/** The topics of a sub-topology: what its tasks read and write. Kafka's TopicsInfo. */
export interface TopicsInfo {
  readonly subtopology: number;
  readonly sourceTopics: readonly string[];
  readonly sourcePatterns: readonly RegExp[];
  readonly sinkTopics: readonly string[];
  readonly repartitionTopics: readonly InternalTopic[];
  /** Without those that are a source topic. */
  readonly changelogTopics: readonly InternalTopic[];
}

/** A changelog's records of closed windows stay for this long over the store's own retention: clocks drift. */
const WINDOW_RETENTION_EXTRA_MS = 24 * 60 * 60 * 1_000;

const REPARTITION_CONFIGS = {
  "cleanup.policy": "delete",
  "segment.bytes": "52428800",
  "retention.ms": "-1",
  "message.timestamp.type": "CreateTime",
} as const;

/** The topics of every sub-topology that tasks run. */
export function topicsInfoOf(builder: InternalTopologyBuilder, applicationId: string): readonly TopicsInfo[] {
  return [...builder.nodeGroups()]
    .filter(([, names]) => !builder.isGlobal(names))
    .map(([subtopology, names]) => topicsInfo(builder, applicationId, subtopology, names));
}

function topicsInfo(
  builder: InternalTopologyBuilder,
  applicationId: string,
  subtopology: number,
  names: readonly string[],
): TopicsInfo {
  const nodes = names.map((name) => builder.nodes.get(name));
  const sources = nodes.filter((node) => node?.kind === "source").map(({ definition }) => definition);
  const raw = sources.flatMap(({ topics = [] }) => topics);
  const stores = nodes.filter((node) => node?.kind === "processor").flatMap((node) => [...node.stores]);
  const sinks = nodes
    .filter((node) => node?.kind === "sink")
    .flatMap(({ definition: { topic } }) => (typeof topic === "string" ? [topic] : []));
  return {
    subtopology,
    sourceTopics: raw.map((topic) => decorated(builder, applicationId, topic)),
    sourcePatterns: sources.flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern])),
    sinkTopics: [...new Set(sinks.map((topic) => decorated(builder, applicationId, topic)))],
    repartitionTopics: raw
      .filter((topic) => builder.internalTopics.has(topic))
      .map((topic) => ({
        topic: decorated(builder, applicationId, topic),
        partitions: builder.internalTopics.get(topic)?.partitions,
        configs: REPARTITION_CONFIGS,
      })),
    changelogTopics: [...new Set(stores)].flatMap((store) => changelogTopic(builder, applicationId, store)),
  };
}

function changelogTopic(declared: Declarations, applicationId: string, store: string): readonly InternalTopic[] {
  const topic = changelogTopicOf(declared, applicationId, store);
  const builder = declared.stores.get(store)?.builder;
  if (topic === undefined || builder === undefined || declared.sourceChangelogs.has(store)) return [];
  const { retentionMs, historyRetentionMs, logConfig } = builder;
  const configs: Record<string, string> = { "cleanup.policy": "compact", "message.timestamp.type": "CreateTime" };
  if (retentionMs !== undefined) {
    configs["cleanup.policy"] = "compact,delete";
    configs["retention.ms"] = String(retentionMs + WINDOW_RETENTION_EXTRA_MS);
  }
  // What is still in the history must not be compacted away.
  if (historyRetentionMs !== undefined)
    configs["min.compaction.lag.ms"] = String(historyRetentionMs + WINDOW_RETENTION_EXTRA_MS);
  return [{ topic, partitions: undefined, configs: { ...configs, ...logConfig } }];
}

/** Topics that must have the same number of partitions, as groups that share none. */
export function copartitionGroups(declared: Declarations, applicationId: string): readonly ReadonlySet<string>[] {
  const groups: Set<string>[] = [];
  for (const sources of declared.copartitioned) {
    const topics = [...sources].flatMap((name) => {
      const node = declared.nodes.get(name);
      return node?.kind === "source" ? (node.definition.topics ?? []) : [];
    });
    const merged = new Set(topics.map((topic) => decorated(declared, applicationId, topic)));
    for (const other of groups.filter((group) => [...group].some((topic) => merged.has(topic)))) {
      for (const topic of other) merged.add(topic);
      groups.splice(groups.indexOf(other), 1);
    }
    if (merged.size > 0) groups.push(merged);
  }
  return groups;
}
