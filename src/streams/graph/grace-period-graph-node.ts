import { ProcessorGraphNode } from "./processor-graph-node.ts";
import type { AnyProcessor } from "./processor-parameters.ts";

/** A windowed aggregation: it knows how long after a window's end the window closes. */
export class GracePeriodGraphNode extends ProcessorGraphNode {
  readonly gracePeriodMs: number;

  constructor(processor: AnyProcessor, gracePeriodMs: number) {
    super(processor.name, processor);
    this.gracePeriodMs = gracePeriodMs;
  }
}
