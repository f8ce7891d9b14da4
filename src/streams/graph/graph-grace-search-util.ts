import { MillraceError } from "../../base/errors.ts";
import { GracePeriodGraphNode } from "./grace-period-graph-node.ts";
import type { GraphNode } from "./graph-node.ts";

/**
 * How long after the end of a window its last change may come, in ms: the largest of what the nearest windowed
 * aggregations before the node say. Throws INVALID_TOPOLOGY when a path to a source has none.
 */
export function findAndVerifyWindowGrace(node: GraphNode, operator: string): number {
  return search(node, operator, "");
}

function search(node: GraphNode, operator: string, pathAfter: string): number {
  if (node instanceof GracePeriodGraphNode) return node.gracePeriodMs;
  const path = pathAfter === "" ? node.name : `${node.name}->${pathAfter}`;
  if (node.parents.length === 0) {
    throw new MillraceError(
      "INVALID_TOPOLOGY",
      `${operator}: only a windowed table has windows that close, and there is no windowed aggregation in [${path}]; ` +
        "aggregate with windowedBy before, or suppress until a time limit",
    );
  }
  return Math.max(...node.parents.map((parent) => search(parent, operator, path)));
}
