import type { Declarations } from "./internal-topology-builder.ts";
import { invalidTopology } from "./problem.ts";

/** Topics of a join whose numbers of partitions are all declared must have the same one. */
export function checkCopartition(declared: Declarations): void {
  for (const sources of declared.copartitioned) {
    const topics = [...sources].flatMap((name) => {
      const node = declared.nodes.get(name);
      return node?.kind === "source" ? (node.definition.topics ?? []) : [];
    });
    const counts = topics.map((topic) => declared.internalTopics.get(topic)?.partitions);
    if (counts.includes(undefined) || new Set(counts).size < 2) continue;
    const shown = topics.map((topic, at) => `${topic} has ${counts[at]}`).join(", ");
    throw invalidTopology(`topics that are joined need the same number of partitions: ${shown}`);
  }
}
