import { ProcessorGraphNode } from "./processor-graph-node.ts";

/** Holds back changes of a table. It must not come after a versioned table, which is known when the graph is complete. */
export class TableSuppressNode extends ProcessorGraphNode {}
