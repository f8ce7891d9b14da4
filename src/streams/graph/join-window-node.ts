import { ProcessorGraphNode } from "./processor-graph-node.ts";

/** Keeps one side of a stream-stream join for as long as its window. Kafka's WindowedStreamProcessorNode. */
export class JoinWindowNode extends ProcessorGraphNode {}
