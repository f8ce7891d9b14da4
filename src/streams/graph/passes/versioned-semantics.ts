import { invalidTopology } from "../../topology/problem.ts";
import type { GraphNode } from "../graph-node.ts";
import { TableSuppressNode } from "../table-suppress-node.ts";
import { hasVersionedSemantics } from "../versioned-semantics-graph-node.ts";
import { nodesInOrder } from "../walk.ts";

/** Tells operators whether the tables before them are versioned (KIP-914), and refuses where they must not be. Always done. */
export function enableVersionedSemantics(root: GraphNode): void {
  for (const node of nodesInOrder(root)) {
    if (hasVersionedSemantics(node)) {
      for (const parent of node.parents) {
        if (isOutputVersioned(parent, root)) node.enableVersionedSemantics(true, parent.name);
      }
    }
    if (node instanceof TableSuppressNode && isInputVersioned(node, root)) {
      throw invalidTopology(
        `${node.name}: suppress takes no versioned table; materialize the table before it in an unversioned store`,
      );
    }
  }
}

function isOutputVersioned(node: GraphNode, root: GraphNode): boolean {
  return node.outputVersioned ?? isInputVersioned(node, root);
}

/** Are all the tables before it versioned? */
function isInputVersioned(node: GraphNode, root: GraphNode): boolean {
  return node !== root && node.parents.every((parent) => isOutputVersioned(parent, root));
}
