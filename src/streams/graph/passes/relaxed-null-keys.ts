import { KStreamFilter } from "../../operator/kstream-filter.ts";
import { BaseRepartitionNode } from "../base-repartition-node.ts";
import type { GraphNode } from "../graph-node.ts";
import { nodesInOrder } from "../walk.ts";

/**
 * Records without a key do not go through a repartition topic, where no operator could use them. They do when an operator
 * behind it keeps them (KIP-962). Always done.
 */
export function dropNullKeysBeforeRepartition(root: GraphNode): void {
  const keepsNullKeys = new Set<GraphNode>();
  // Children come after their parents in the order, but for what a pass moved: ask until nothing changes.
  const nodes = [...nodesInOrder(root)].reverse();
  for (let before = -1; before !== keepsNullKeys.size; ) {
    before = keepsNullKeys.size;
    for (const node of nodes) {
      if (node.children.some((child) => child.nullKeyRelaxedJoin || keepsNullKeys.has(child))) keepsNullKeys.add(node);
    }
  }
  for (const node of nodes) {
    if (!(node instanceof BaseRepartitionNode) || node.processor === undefined || keepsNullKeys.has(node)) continue;
    node.processor = { name: node.processor.name, supplier: new KStreamFilter((key: unknown) => key !== null, false) };
  }
}
