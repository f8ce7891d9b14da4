import { invalidTopology } from "../../topology/problem.ts";
import type { GraphNode } from "../graph-node.ts";
import { StreamSourceNode } from "../stream-source-node.ts";

/** Streams of the same topics, or of the same pattern, become one source: a task reads a topic once. Always done. */
export function mergeDuplicateSources(root: GraphNode): void {
  const byTopic = new Map<string, StreamSourceNode>();
  const byPattern = new Map<string, StreamSourceNode>();
  for (const source of root.children) {
    if (!(source instanceof StreamSourceNode)) continue;
    const first = firstReader(source, byTopic, byPattern);
    if (first === undefined) continue;
    first.merge(source);
    root.removeChild(source);
  }
}

/** The source before that reads the same; notes this one as the first reader where there is none. */
function firstReader(
  source: StreamSourceNode,
  byTopic: Map<string, StreamSourceNode>,
  byPattern: Map<string, StreamSourceNode>,
): StreamSourceNode | undefined {
  if (source.pattern !== undefined) {
    const first = byPattern.get(String(source.pattern));
    if (first === undefined) byPattern.set(String(source.pattern), source);
    return first;
  }
  let first: StreamSourceNode | undefined;
  for (const topic of source.topics ?? []) {
    const reader = byTopic.get(topic);
    if (reader === undefined) {
      byTopic.set(topic, source);
      continue;
    }
    if (!sameTopics(reader, source)) {
      throw invalidTopology(
        `${source.operator}: "${topic}" is read by ${reader.operator} too, with other topics; read the same list in both, or one topic in each and merge the streams`,
      );
    }
    first = reader;
  }
  return first;
}

function sameTopics(one: StreamSourceNode, other: StreamSourceNode): boolean {
  const topics = [...(one.topics ?? [])];
  return topics.length === other.topics?.size && topics.every((topic) => other.topics?.has(topic));
}
