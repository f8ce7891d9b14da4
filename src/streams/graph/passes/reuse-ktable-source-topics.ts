import type { GraphNode } from "../graph-node.ts";
import { TableSourceNode } from "../table-source-node.ts";
import { nodesInOrder } from "../walk.ts";

/** The topic of a table is the changelog of its store: nothing is written a second time. */
export function reuseKTableSourceTopics(root: GraphNode): void {
  for (const node of nodesInOrder(root)) {
    if (node instanceof TableSourceNode) node.reuseSourceTopic = true;
  }
}
