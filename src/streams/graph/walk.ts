import type { GraphNode } from "./graph-node.ts";

/** All nodes below, each once, in the order in which they were added. */
export function nodesInOrder(root: GraphNode): readonly GraphNode[] {
  const seen = new Set<GraphNode>([root]);
  // A set hands out what is added while it is walked.
  for (const node of seen) for (const child of node.children) seen.add(child);
  seen.delete(root);
  return [...seen].sort((one, other) => one.buildPriority - other.buildPriority);
}

/** The node itself or the first before it, depth first, for which the predicate holds. */
export function findUpstream(start: GraphNode, predicate: (node: GraphNode) => boolean): GraphNode | undefined {
  if (predicate(start)) return start;
  for (const parent of start.parents) {
    const found = findUpstream(parent, predicate);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Does the node, or one before it, come right after `parent`? Answers that node. */
export function findChildOfOnPathTo(parent: GraphNode, start: GraphNode): GraphNode | undefined {
  return findUpstream(start, (node) => node.parents.includes(parent));
}
