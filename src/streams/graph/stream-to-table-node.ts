import { ProcessorGraphNode } from "./processor-graph-node.ts";

/** A stream as the changes of a table. */
export class StreamToTableNode extends ProcessorGraphNode {}
