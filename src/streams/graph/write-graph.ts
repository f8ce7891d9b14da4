import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import type { GraphNode } from "./graph-node.ts";

/** Writes every node after all its parents; of those that may come next, the one that was added first. */
export function writeGraph(root: GraphNode, topology: InternalTopologyBuilder): void {
  const waiting: GraphNode[] = [root];
  for (let node = takeFirst(waiting); node !== undefined; node = takeFirst(waiting)) {
    node.writeTo(topology);
    node.written = true;
    for (const child of node.children) if (child.allParentsWritten) waiting.push(child);
  }
}

function takeFirst(waiting: GraphNode[]): GraphNode | undefined {
  let first = 0;
  for (let at = 1; at < waiting.length; at++) {
    if (waiting[at]!.buildPriority < waiting[first]!.buildPriority) first = at;
  }
  return waiting.splice(first, 1)[0];
}
