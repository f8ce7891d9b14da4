import type { Declarations } from "./internal-topology-builder.ts";
import { javaHashOrder } from "./java-order.ts";
import type { NodeDefinition, ProcessorNode, SinkNode, SourceNode } from "./node-definitions.ts";
import { invalidTopology } from "./problem.ts";
import type { ProcessorSpec, ProcessorTopology, SinkSpec, SourceSpec, StoreSpec } from "./processor-topology.ts";

/** Makes what a task runs of the nodes named, for an application whose id goes before the names of its own topics. */
export function buildProcessorTopology(
  declared: Declarations,
  applicationId: string,
  names: ReadonlySet<string>,
): ProcessorTopology {
  const nodes = [...declared.nodes].filter(([name]) => names.has(name)).map(([, node]) => node);
  const children = childrenOf(nodes);
  const topicOf = (topic: string) => decorated(declared, applicationId, topic);
  const processors = nodes.filter((node) => node.kind === "processor");
  return {
    applicationId,
    sources: nodes
      .filter((node) => node.kind === "source")
      .map((node) => sourceSpec(node, topicOf, children.get(node.definition.name) ?? [])),
    processors: processors.map((node) => processorSpec(node, children.get(node.definition.name) ?? [])),
    sinks: nodes.filter((node) => node.kind === "sink").map((node) => sinkSpec(node, topicOf)),
    stores: storeSpecs(declared, applicationId, processors),
    globalStores: [...declared.globalStores.keys()],
    repartitionTopics: repartitionTopics(declared, nodes, topicOf),
    order: nodes.map(({ definition }) => definition.name),
  };
}

/** The name of a topic for an application: its own topics carry its id. */
export function decorated(declared: Declarations, applicationId: string, topic: string): string {
  return declared.internalTopics.has(topic) ? `${applicationId}-${topic}` : topic;
}

/** The changelog topic of a store; undefined when there is none. */
export function changelogTopicOf(declared: Declarations, applicationId: string, store: string): string | undefined {
  const source = declared.sourceChangelogs.get(store);
  if (source !== undefined) return decorated(declared, applicationId, source);
  const logged = declared.stores.get(store)?.builder.loggingEnabled ?? false;
  return logged ? `${applicationId}-${store}-changelog` : undefined;
}

function childrenOf(nodes: readonly NodeDefinition[]): Map<string, string[]> {
  const children = new Map<string, string[]>();
  for (const { definition, parents } of nodes) {
    for (const parent of parents) {
      const known = children.get(parent);
      if (known === undefined) children.set(parent, [definition.name]);
      else known.push(definition.name);
    }
  }
  return children;
}

function sourceSpec(
  { definition }: SourceNode,
  topicOf: (topic: string) => string,
  children: readonly string[],
): SourceSpec {
  const {
    name,
    topics = [],
    pattern,
    timestampExtractor,
    offsetReset,
    keyDeserializer,
    valueDeserializer,
  } = definition;
  if (keyDeserializer === undefined || valueDeserializer === undefined)
    throw missingSerde("source", name, keyDeserializer === undefined ? "key" : "value");
  return {
    name,
    topics: topics.map(topicOf),
    pattern,
    keyDeserializer,
    valueDeserializer,
    timestampExtractor,
    offsetReset,
    children,
  };
}

function processorSpec(node: ProcessorNode, children: readonly string[]): ProcessorSpec {
  const { name, supplier, fixedKey = false } = node.definition;
  return { name, supplier, fixedKey, children, stores: javaHashOrder(node.stores) };
}

function sinkSpec({ definition }: SinkNode, topicOf: (topic: string) => string): SinkSpec {
  const { name, topic, keySerializer, valueSerializer, partitioner } = definition;
  if (keySerializer === undefined || valueSerializer === undefined)
    throw missingSerde("sink", name, keySerializer === undefined ? "key" : "value");
  return {
    name,
    topic: typeof topic === "string" ? topicOf(topic) : topic,
    keySerializer,
    valueSerializer,
    partitioner,
  };
}

function missingSerde(kind: string, name: string, part: "key" | "value") {
  return invalidTopology(
    `${kind} "${name}" has no serde for its ${part}s: give one where the operator is declared ` +
      "(Consumed, Produced, Grouped, Repartitioned, Joined, StreamJoined or Materialized), or a default to the StreamsBuilder",
  );
}

function storeSpecs(
  declared: Declarations,
  applicationId: string,
  processors: readonly ProcessorNode[],
): readonly StoreSpec[] {
  const specs = new Map<string, StoreSpec>();
  for (const name of processors.flatMap((node) => javaHashOrder(node.stores))) {
    const global = declared.globalStores.get(name);
    const builder = global?.builder ?? declared.stores.get(name)?.builder;
    if (builder === undefined || specs.has(name)) continue;
    specs.set(name, {
      name,
      builder,
      changelogTopic: changelogTopicOf(declared, applicationId, name),
      sourceIsChangelog: declared.sourceChangelogs.has(name),
      reprocessOnRestore: global?.reprocessOnRestore ?? false,
    });
  }
  return [...specs.values()];
}

function repartitionTopics(
  declared: Declarations,
  nodes: readonly NodeDefinition[],
  topicOf: (topic: string) => string,
): ReadonlySet<string> {
  const topics = nodes.flatMap((node) => {
    if (node.kind === "source") return node.definition.topics ?? [];
    return node.kind === "sink" && typeof node.definition.topic === "string" ? [node.definition.topic] : [];
  });
  return new Set(topics.filter((topic) => declared.internalTopics.has(topic)).map(topicOf));
}
