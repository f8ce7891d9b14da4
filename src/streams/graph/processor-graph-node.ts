import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import { GraphNode } from "./graph-node.ts";
import { type AnyProcessor, addProcessor } from "./processor-parameters.ts";

/** A step that is one processor. */
export class ProcessorGraphNode extends GraphNode {
  readonly processor: AnyProcessor;

  constructor(name: string, processor: AnyProcessor) {
    super(name);
    this.processor = processor;
  }

  writeTo(topology: InternalTopologyBuilder): void {
    addProcessor(topology, this.processor, this.parentNames);
  }
}
