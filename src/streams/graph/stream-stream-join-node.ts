import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import { GraphNode } from "./graph-node.ts";
import { type AnyProcessor, addProcessor } from "./processor-parameters.ts";

interface StreamStreamJoin {
  readonly joinThis: AnyProcessor;
  readonly joinOther: AnyProcessor;
  /** Brings the results of both sides together; the join is called by its name. */
  readonly merge: AnyProcessor;
  /** In place of all three where both sides are the same stream. Has the name of `merge`. */
  readonly selfJoin: AnyProcessor;
  readonly thisWindowName: string;
  readonly otherWindowName: string;
}

/** A join of two streams within a window, behind the two nodes that keep the windows. */
export class StreamStreamJoinNode extends GraphNode {
  readonly join: StreamStreamJoin;
  isSelfJoin = false;

  constructor(join: StreamStreamJoin) {
    super(join.merge.name);
    this.join = join;
  }

  writeTo(topology: InternalTopologyBuilder): void {
    const { joinThis, joinOther, merge, selfJoin, thisWindowName, otherWindowName } = this.join;
    if (this.isSelfJoin) {
      addProcessor(topology, selfJoin, [thisWindowName]);
      return;
    }
    addProcessor(topology, joinThis, [thisWindowName]);
    addProcessor(topology, joinOther, [otherWindowName]);
    addProcessor(topology, merge, [joinThis.name, joinOther.name]);
  }
}
