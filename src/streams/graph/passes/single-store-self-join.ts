import type { GraphNode } from "../graph-node.ts";
import { JoinWindowNode } from "../join-window-node.ts";
import { StreamStreamJoinNode } from "../stream-stream-join-node.ts";
import { nodesInOrder } from "../walk.ts";

/** A stream that is joined with itself keeps its records once: the window of the other side goes. */
export function singleStoreSelfJoin(root: GraphNode): void {
  for (const node of nodesInOrder(root)) {
    if (!(node instanceof StreamStreamJoinNode)) continue;
    const [parent, second] = node.parents;
    if (parent === undefined || second !== undefined) continue;
    const otherWindow = parent.children.find(
      (child) => child instanceof JoinWindowNode && child.name === node.join.otherWindowName,
    );
    if (otherWindow !== undefined) parent.removeChild(otherWindow);
    node.isSelfJoin = true;
  }
}
