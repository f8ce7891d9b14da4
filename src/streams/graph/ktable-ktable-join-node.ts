import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import { GraphNode } from "./graph-node.ts";
import { type AnyProcessor, addProcessor } from "./processor-parameters.ts";
import type { VersionedSemanticsGraphNode, VersionedSemanticsSupplier } from "./versioned-semantics-graph-node.ts";

export interface TableJoinSide {
  readonly processor: AnyProcessor & { readonly supplier: VersionedSemanticsSupplier };
  /** The operator whose table this side is. */
  readonly parentName: string;
  /** The stores from which the other side gets the values of this one. */
  readonly storeNames: readonly string[];
}

/** Two processors, each of which reads the other side's table, and one that merges what they find. */
export class KTableKTableJoinNode extends GraphNode implements VersionedSemanticsGraphNode {
  readonly #merger: AnyProcessor;
  readonly #left: TableJoinSide;
  readonly #right: TableJoinSide;

  constructor(merger: AnyProcessor, left: TableJoinSide, right: TableJoinSide) {
    super(merger.name);
    this.#merger = merger;
    this.#left = left;
    this.#right = right;
  }

  enableVersionedSemantics(useVersionedSemantics: boolean, parentName: string): void {
    for (const { parentName: name, processor } of [this.#left, this.#right]) {
      if (name === parentName) processor.supplier.setUseVersionedSemantics(useVersionedSemantics);
    }
  }

  writeTo(topology: InternalTopologyBuilder): void {
    const left = this.#left.processor;
    const right = this.#right.processor;
    addProcessor(topology, left, [this.#left.parentName]);
    addProcessor(topology, right, [this.#right.parentName]);
    addProcessor(topology, this.#merger, [left.name, right.name]);
    topology.connectProcessorAndStateStores(left.name, ...this.#right.storeNames);
    topology.connectProcessorAndStateStores(right.name, ...this.#left.storeNames);
  }
}
