import type { ProcessorSupplierObject } from "../api/processor.ts";
import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import { GraphNode } from "./graph-node.ts";
import type { VersionedSemanticsGraphNode, VersionedSemanticsSupplier } from "./versioned-semantics-graph-node.ts";

/** One side of the join. */
export interface JoinSide {
  /** Of the side's processor. */
  readonly name: string;
  readonly supplier: ProcessorSupplierObject<never, never, unknown, unknown> & VersionedSemanticsSupplier;
  /** The operator whose table this side reads. */
  readonly parentName: string;
  /** The stores from which the other side gets the values of this one. */
  readonly storeNames: readonly string[];
}

export interface KTableKTableJoinParts {
  /** Of the processor that both sides feed. */
  readonly name: string;
  readonly merger: ProcessorSupplierObject<never, never, unknown, unknown>;
  readonly left: JoinSide;
  readonly right: JoinSide;
}

/** Two processors, each of which reads the other side's table, and one that merges what they find. */
export class KTableKTableJoinNode extends GraphNode implements VersionedSemanticsGraphNode {
  readonly #parts: KTableKTableJoinParts;

  constructor(parts: KTableKTableJoinParts) {
    super(parts.name);
    this.#parts = parts;
  }

  enableVersionedSemantics(useVersionedSemantics: boolean, parentName: string): void {
    for (const side of [this.#parts.left, this.#parts.right]) {
      if (side.parentName === parentName) side.supplier.setUseVersionedSemantics(useVersionedSemantics);
    }
  }

  writeTo(topology: InternalTopologyBuilder): void {
    const { left, right, merger } = this.#parts;
    topology.addProcessor({ name: left.name, supplier: left.supplier, parents: [left.parentName] });
    topology.addProcessor({ name: right.name, supplier: right.supplier, parents: [right.parentName] });
    topology.addProcessor({ name: this.name, supplier: merger, parents: [left.name, right.name] });
    topology.connectProcessorAndStateStores(left.name, ...right.storeNames);
    topology.connectProcessorAndStateStores(right.name, ...left.storeNames);
  }
}
