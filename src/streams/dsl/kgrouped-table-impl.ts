import { int64 } from "../../serde/primitives.ts";
import type { Serde } from "../../serde/serde.ts";
import type { Aggregator, Initializer, Reducer } from "../api/functions.ts";
import type { GraphNode } from "../graph/graph-node.ts";
import { GroupedTableOperationRepartitionNode } from "../graph/grouped-table-operation-repartition-node.ts";
import { ProcessorGraphNode } from "../graph/processor-graph-node.ts";
import { requireSerdes } from "../graph/require-serdes.ts";
import { KTableAggregate } from "../operator/ktable-aggregate.ts";
import { KTableReduce } from "../operator/ktable-reduce.ts";
import type { KTableProcessorSupplier } from "../operator/ktable-supplier.ts";
import type { Materialized } from "../options/materialized.ts";
import type { Named } from "../options/named.ts";
import { AbstractStream, type StreamParts } from "./abstract-stream.ts";
import { requireFunction } from "./checks.ts";
import type { KGroupedTable } from "./kgrouped-table.ts";
import type { TableOptions } from "./kstream.ts";
import type { KTable } from "./ktable.ts";
import { MaterializedInternal } from "./materialized-internal.ts";
import { SINK, SOURCE } from "./name-prefixes.ts";
import { orElseGenerateWithPrefix, suffixWithOrElseGet } from "./named-internal.ts";
import { keyValueStoreBuilder } from "./store/key-value-store-materializer.ts";
import { splitTableOptions } from "./table/table-options.ts";

const AGGREGATE_NAME = "KTABLE-AGGREGATE-";
const REDUCE_NAME = "KTABLE-REDUCE-";

interface KGroupedTableParts<K, V> extends StreamParts<K, V> {
  /** The begin of the repartition topic's name; undefined: the store's. */
  readonly repartitionTopicName: string | undefined;
}

/** A table grouped anew. Every aggregation reads the changes from a topic, where those of one group are together. */
export class KGroupedTableImpl<K, V> extends AbstractStream<K, V> implements KGroupedTable<K, V> {
  readonly #repartitionTopicName: string | undefined;
  /** Used again by the next aggregation when the topic's name is the user's, so the same. */
  #repartitionNode: GraphNode | undefined;

  constructor(parts: KGroupedTableParts<K, V>) {
    super(parts);
    this.#repartitionTopicName = parts.repartitionTopicName;
  }

  count(...options: TableOptions<K, number>): KTable<K, number> {
    const { named, materialized } = splitTableOptions<K, number>("count", options);
    const internal = this.#materialize("count", materialized, int64({ as: "number" }));
    const supplier = new KTableAggregate<K, V, number>(
      keyValueStoreBuilder("count", internal),
      () => 0,
      (_key, _value, count) => count + 1,
      (_key, _value, count) => count - 1,
    );
    return this.#build(AGGREGATE_NAME, supplier, named, internal);
  }

  reduce(adder: Reducer<V>, subtractor: Reducer<V>, ...options: TableOptions<K, V>): KTable<K, V> {
    requireFunction("reduce", "adder", adder);
    requireFunction("reduce", "subtractor", subtractor);
    const { named, materialized } = splitTableOptions<K, V>("reduce", options);
    const internal = this.#materialize("reduce", materialized, this.valueSerde);
    const supplier = new KTableReduce<K, V>(keyValueStoreBuilder("reduce", internal), adder, subtractor);
    return this.#build(REDUCE_NAME, supplier, named, internal);
  }

  aggregate<A>(
    initializer: Initializer<A>,
    adder: Aggregator<K, V, A>,
    subtractor: Aggregator<K, V, A>,
    ...options: TableOptions<K, A>
  ): KTable<K, A> {
    requireFunction("aggregate", "initializer", initializer);
    requireFunction("aggregate", "adder", adder);
    requireFunction("aggregate", "subtractor", subtractor);
    const { named, materialized } = splitTableOptions<K, A>("aggregate", options);
    const internal = this.#materialize<A>("aggregate", materialized, undefined);
    const store = keyValueStoreBuilder("aggregate", internal);
    const supplier = new KTableAggregate<K, V, A>(store, initializer, adder, subtractor);
    return this.#build(AGGREGATE_NAME, supplier, named, internal);
  }

  /** A store without a name is called after an aggregation, for `reduce` too. */
  #materialize<A>(
    operator: string,
    materialized: Materialized<K, A> | undefined,
    valueSerde: Serde<A> | undefined,
  ): MaterializedInternal<K, A> {
    requireSerdes(`${operator} of a grouped table`, "Grouped", this.keySerde, this.valueSerde);
    const internal = new MaterializedInternal(materialized, this.builder, { storeNamePrefix: AGGREGATE_NAME });
    return internal.inheritSerdes(this.keySerde, valueSerde);
  }

  #build<A>(
    prefix: string,
    supplier: KTableProcessorSupplier<K, V, K, A>,
    named: Named | undefined,
    materialized: MaterializedInternal<K, A>,
  ): KTable<K, A> {
    const { builder } = this;
    const sinkName = suffixWithOrElseGet(named, "-sink", builder, SINK);
    const sourceName = suffixWithOrElseGet(named, "-source", builder, SOURCE);
    const name = orElseGenerateWithPrefix(named, builder, prefix);
    const repartitionNode = this.#repartition(sinkName, sourceName, materialized.storeName as string);
    builder.addGraphNode(this.graphNode, repartitionNode);
    const node = new ProcessorGraphNode(name, { name, supplier });
    node.outputVersioned = materialized.isVersioned;
    builder.addGraphNode(repartitionNode, node);
    return builder.create.ktable<K, A>({
      name,
      keySerde: materialized.keySerde,
      valueSerde: materialized.valueSerde,
      subTopologySourceNodes: new Set([sourceName]),
      queryableStoreName: materialized.queryableStoreName,
      processorSupplier: supplier,
      graphNode: node,
      builder,
    });
  }

  #repartition(sinkName: string, sourceName: string, storeName: string): GraphNode {
    if (this.#repartitionNode !== undefined && this.#repartitionTopicName !== undefined) return this.#repartitionNode;
    const { keySerde, valueSerde } = this;
    this.#repartitionNode = new GroupedTableOperationRepartitionNode({
      sinkName,
      sourceName,
      repartitionTopic: `${this.#repartitionTopicName ?? storeName}-repartition`,
      keySerde,
      valueSerde,
    });
    return this.#repartitionNode;
  }
}
