import type { Serde } from "../../../serde/serde.ts";
import { GracePeriodGraphNode } from "../../graph/grace-period-graph-node.ts";
import type { GraphNode } from "../../graph/graph-node.ts";
import { OptimizableRepartitionNode } from "../../graph/optimizable-repartition-node.ts";
import { ProcessorGraphNode } from "../../graph/processor-graph-node.ts";
import type { KStreamAggProcessorSupplier } from "../../operator/kstream-agg-processor-supplier.ts";
import { createRepartitionedSource } from "../repartitioned-source.ts";
import type { KGroupedStreamParts, KTableInternals } from "../stream-constructors.ts";

/** One aggregation of a grouped stream, named and with its store. */
export interface StreamAggregation<K, V, KR, VR> {
  /** For messages. */
  readonly operator: string;
  readonly name: string;
  readonly supplier: KStreamAggProcessorSupplier<K, V, KR, VR>;
  readonly storeName: string;
  readonly queryableStoreName: string | undefined;
  readonly keySerde: Serde<KR> | undefined;
  readonly valueSerde: Serde<VR> | undefined;
  /** Of a windowed aggregation: how long after its end a window closes. */
  readonly gracePeriodMs?: number;
  /** Is the result a versioned table? */
  readonly versioned?: boolean;
}

/** Adds aggregations of one grouped stream to the graph, behind a repartition topic where the key was changed. */
export class GroupedStreamAggregateBuilder<K, V> {
  readonly #parts: KGroupedStreamParts<K, V>;
  /** Used again by the next aggregation when the topic's name is the user's, so the same. */
  #repartitionNode: GraphNode | undefined;

  constructor(parts: KGroupedStreamParts<K, V>) {
    this.#parts = parts;
  }

  build<KR, VR>(aggregation: StreamAggregation<K, V, KR, VR>): KTableInternals<KR, VR> {
    const { name, supplier, gracePeriodMs } = aggregation;
    const { builder, graphNode, repartitionRequired, subTopologySourceNodes } = this.#parts;
    const processor = { name, supplier };
    const node =
      gracePeriodMs === undefined
        ? new ProcessorGraphNode(name, processor)
        : new GracePeriodGraphNode(processor, gracePeriodMs);
    node.outputVersioned = aggregation.versioned ?? false;
    let parent = graphNode;
    let sources = subTopologySourceNodes;
    if (repartitionRequired) {
      const { sourceName, repartitionNode } = this.#repartition(aggregation.operator, aggregation.storeName);
      builder.addGraphNode(graphNode, repartitionNode);
      parent = repartitionNode;
      sources = new Set([sourceName]);
    }
    builder.addGraphNode(parent, node);
    return builder.create.ktable<KR, VR>({
      name,
      keySerde: aggregation.keySerde,
      valueSerde: aggregation.valueSerde,
      subTopologySourceNodes: sources,
      queryableStoreName: aggregation.queryableStoreName,
      processorSupplier: supplier,
      graphNode: node,
      builder,
    });
  }

  /** Takes names for a new node also when the old one is used again. */
  #repartition(
    operator: string,
    storeName: string,
  ): { readonly sourceName: string; readonly repartitionNode: GraphNode } {
    const { builder, grouped } = this.#parts;
    const parts = createRepartitionedSource(builder, {
      operator,
      option: "Grouped",
      keySerde: grouped.keySerde ?? builder.defaultSerde("key"),
      valueSerde: grouped.valueSerde ?? builder.defaultSerde("value"),
      topicNamePrefix: grouped.name ?? storeName,
    });
    if (this.#repartitionNode === undefined || grouped.name === undefined) {
      this.#repartitionNode = new OptimizableRepartitionNode(parts);
    }
    return { sourceName: parts.sourceName, repartitionNode: this.#repartitionNode };
  }
}
