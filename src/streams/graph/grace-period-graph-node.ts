import { ProcessorGraphNode } from "./processor-graph-node.ts";
import type { ProcessorParameters } from "./processor-parameters.ts";

/** A windowed aggregation: it knows how long after a window's end the window closes. */
export class GracePeriodGraphNode extends ProcessorGraphNode {
  readonly gracePeriodMs: number;

  constructor(name: string, parameters: ProcessorParameters<never, never, unknown, unknown>, gracePeriodMs: number) {
    super(name, parameters);
    this.gracePeriodMs = gracePeriodMs;
  }
}
