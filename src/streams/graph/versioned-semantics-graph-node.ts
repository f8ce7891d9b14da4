import type { GraphNode } from "./graph-node.ts";
import { ProcessorGraphNode } from "./processor-graph-node.ts";
import type { AnyProcessor } from "./processor-parameters.ts";

/** A supplier that treats late versions apart when the table before it is versioned (KIP-914). */
export interface VersionedSemanticsSupplier {
  setUseVersionedSemantics(useVersionedSemantics: boolean): void;
}

/** A node that must know whether the table before it is versioned. That is only known when the graph is complete. */
export interface VersionedSemanticsGraphNode extends GraphNode {
  enableVersionedSemantics(useVersionedSemantics: boolean, parentName: string): void;
}

export function hasVersionedSemantics(node: GraphNode): node is VersionedSemanticsGraphNode {
  return "enableVersionedSemantics" in node;
}

/**
 * A processor with one table before it. Kafka's TableFilterNode, TableRepartitionMapNode, ForeignTableJoinNode and
 * ForeignJoinSubscriptionSendNode, which differ only in the class of their supplier.
 */
export class VersionedSemanticsProcessorNode extends ProcessorGraphNode implements VersionedSemanticsGraphNode {
  readonly #supplier: VersionedSemanticsSupplier;

  constructor(processor: AnyProcessor & { readonly supplier: VersionedSemanticsSupplier }) {
    super(processor.name, processor);
    this.#supplier = processor.supplier;
  }

  enableVersionedSemantics(useVersionedSemantics: boolean): void {
    this.#supplier.setUseVersionedSemantics(useVersionedSemantics);
  }
}
