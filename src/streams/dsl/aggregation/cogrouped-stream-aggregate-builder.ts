import type { Serde } from "../../../serde/serde.ts";
import type { Aggregator } from "../../api/functions.ts";
import { GracePeriodGraphNode } from "../../graph/grace-period-graph-node.ts";
import type { GraphNode } from "../../graph/graph-node.ts";
import { OptimizableRepartitionNode } from "../../graph/optimizable-repartition-node.ts";
import { ProcessorGraphNode } from "../../graph/processor-graph-node.ts";
import type { KStreamAggProcessorSupplier } from "../../operator/kstream-agg-processor-supplier.ts";
import { KTablePassThrough } from "../../operator/ktable-pass-through.ts";
import type { Named } from "../../options/named.ts";
import { ensureCopartition } from "../abstract-stream.ts";
import type { InternalStreamsBuilder } from "../internal-streams-builder.ts";
import type { MaterializedInternal } from "../materialized-internal.ts";
import { suffixWithOrElseGet } from "../named-internal.ts";
import { createRepartitionedSource } from "../repartitioned-source.ts";
import type { KGroupedStreamParts, KTableInternals } from "../stream-constructors.ts";

export const COGROUP_AGGREGATE_NAME = "COGROUPKSTREAM-AGGREGATE-";
const COGROUP_MERGE_NAME = "COGROUPKSTREAM-MERGE-";

/** A grouped stream as an element of a cogroup, where streams of many types are. */
// biome-ignore lint/suspicious/noExplicitAny: each goes with an aggregator of its own type
export type AnyGroupedStream<K> = { readonly parts: KGroupedStreamParts<K, any> };

/** Grouped streams and how each of their values changes the aggregate, in the order in which they were added. */
// biome-ignore lint/suspicious/noExplicitAny: as above
export type GroupPatterns<K, A> = ReadonlyMap<AnyGroupedStream<K>, Aggregator<K, any, A>>;

export interface CogroupAggregation<K, A, KR> {
  readonly groupPatterns: GroupPatterns<K, A>;
  readonly named: Named | undefined;
  readonly materialized: MaterializedInternal<K, A>;
  readonly keySerde: Serde<KR> | undefined;
  /** The processor of one of the streams. All have the same store. */
  supplierOf(aggregator: Aggregator<K, never, A>): KStreamAggProcessorSupplier<K, never, KR, A>;
  /** Of a windowed aggregation: how long after its end a window closes. */
  readonly gracePeriodMs?: number;
}

/** Adds aggregations of several grouped streams into one store. */
export class CogroupedStreamAggregateBuilder<K, A> {
  readonly #builder: InternalStreamsBuilder;
  /** Behind a repartition topic where the key was changed. The next aggregation of the same cogroup uses them again. */
  readonly #parents = new Map<AnyGroupedStream<K>, GraphNode>();

  constructor(builder: InternalStreamsBuilder) {
    this.#builder = builder;
  }

  build<KR>(aggregation: CogroupAggregation<K, A, KR>): KTableInternals<KR, A> {
    const { groupPatterns, named, materialized, gracePeriodMs } = aggregation;
    this.#repartition(groupPatterns, materialized.storeName as string);
    const nodes: GraphNode[] = [];
    const suppliers: KStreamAggProcessorSupplier<K, never, KR, A>[] = [];
    for (const [stream, aggregator] of groupPatterns) {
      const supplier = aggregation.supplierOf(aggregator);
      const suffix = `-cogroup-agg-${nodes.length}`;
      const name = suffixWithOrElseGet(named, suffix, this.#builder, COGROUP_AGGREGATE_NAME);
      const processor = { name, supplier };
      const node =
        gracePeriodMs === undefined
          ? new ProcessorGraphNode(name, processor)
          : new GracePeriodGraphNode(processor, gracePeriodMs);
      if (gracePeriodMs === undefined) node.outputVersioned = materialized.isVersioned;
      nodes.push(node);
      suppliers.push(supplier);
      this.#builder.addGraphNode(this.#parents.get(stream) as GraphNode, node);
    }
    return this.#merge(aggregation, nodes, suppliers);
  }

  #repartition(groupPatterns: GroupPatterns<K, A>, storeName: string): void {
    for (const stream of groupPatterns.keys()) {
      const { grouped, repartitionRequired, graphNode } = stream.parts;
      if (!repartitionRequired) {
        this.#parents.set(stream, graphNode);
        continue;
      }
      const parts = createRepartitionedSource(this.#builder, {
        operator: "aggregate of a cogroup",
        option: "Grouped",
        keySerde: grouped.keySerde ?? this.#builder.defaultSerde("key"),
        valueSerde: grouped.valueSerde ?? this.#builder.defaultSerde("value"),
        topicNamePrefix: grouped.name ?? storeName,
      });
      if (this.#parents.has(stream)) continue;
      const node = new OptimizableRepartitionNode(parts);
      this.#builder.addGraphNode(graphNode, node);
      this.#parents.set(stream, node);
    }
    const [first, ...others] = [...this.#parents.keys()].map((stream) => stream.parts);
    if (first !== undefined) ensureCopartition("cogroup", first, others);
  }

  #merge<KR>(
    { named, materialized, keySerde }: CogroupAggregation<K, A, KR>,
    nodes: readonly GraphNode[],
    suppliers: readonly KStreamAggProcessorSupplier<K, never, KR, A>[],
  ): KTableInternals<KR, A> {
    const name = suffixWithOrElseGet(named, "-cogroup-merge", this.#builder, COGROUP_MERGE_NAME);
    const supplier = new KTablePassThrough(suppliers, materialized.storeName as string);
    const node = new ProcessorGraphNode(name, { name, supplier });
    this.#builder.addGraphNode(nodes, node);
    return this.#builder.create.ktable<KR, A>({
      name,
      keySerde,
      valueSerde: materialized.valueSerde,
      subTopologySourceNodes: new Set([name]),
      queryableStoreName: materialized.queryableStoreName,
      processorSupplier: supplier,
      graphNode: node,
      builder: this.#builder,
    });
  }
}
