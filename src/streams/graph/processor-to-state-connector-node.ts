import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import { ProcessorGraphNode } from "./processor-graph-node.ts";
import type { AnyProcessor } from "./processor-parameters.ts";

/** A processor that reads or writes stores which are there without it. */
export class ProcessorToStateConnectorNode extends ProcessorGraphNode {
  readonly storeNames: readonly string[];

  constructor(processor: AnyProcessor, storeNames: readonly string[]) {
    super(processor.name, processor);
    this.storeNames = storeNames;
  }

  override writeTo(topology: InternalTopologyBuilder): void {
    super.writeTo(topology);
    if (this.storeNames.length > 0) topology.connectProcessorAndStateStores(this.processor.name, ...this.storeNames);
  }
}
