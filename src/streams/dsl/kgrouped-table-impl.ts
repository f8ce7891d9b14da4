import { int64 } from "../../serde/primitives.ts";
import type { Aggregator, Initializer, Reducer } from "../api/functions.ts";
import type { GraphNode } from "../graph/graph-node.ts";
import { GroupedTableOperationRepartitionNode } from "../graph/grouped-table-operation-repartition-node.ts";
import { ProcessorGraphNode } from "../graph/processor-graph-node.ts";
import { KTableAggregate } from "../operator/ktable-aggregate.ts";
import { KTableReduce } from "../operator/ktable-reduce.ts";
import type { KTableProcessorSupplier } from "../operator/ktable-supplier.ts";
import type { Named } from "../options/named.ts";
import { AbstractStream, type StreamParts } from "./abstract-stream.ts";
import { requireFunction } from "./checks.ts";
import type { KGroupedTable } from "./kgrouped-table.ts";
import type { TableOptions } from "./kstream.ts";
import type { KTable } from "./ktable.ts";
import { MaterializedInternal } from "./materialized-internal.ts";
import { orElseGenerateWithPrefix, suffixWithOrElseGet } from "./named-internal.ts";
import { SINK_NAME, SOURCE_NAME, REPARTITION_TOPIC_SUFFIX } from "./repartition.ts";
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
    const internal = this.#materialize("count", materialized).inheritSerdes(this.keySerde, int64({ as: "number" }));
    const supplier = new KTableAggregate<K, V, number>(
      internal.storeName,
      keyValueStoreBuilder(internal),
      () => 0,
      (_key, _value, count) => count + 1,
      (_key, _value, count) => count - 1,
    );
    return this.#aggregate(supplier, named, AGGREGATE_NAME, internal);
  }

  reduce(adder: Reducer<V>, subtractor: Reducer<V>, ...options: TableOptions<K, V>): KTable<K, V> {
    requireFunction("reduce", "adder", adder);
    requireFunction("reduce", "subtractor", subtractor);
    const { named, materialized } = splitTableOptions<K, V>("reduce", options);
    const internal = this.#materialize(materialized).inheritSerdes(this.keySerde, this.valueSerde);
    return this.#aggregate(new KTableReduce(internal, adder, subtractor), named, REDUCE_NAME, internal);
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
    const internal = this.#materialize(materialized).inheritSerdes(this.keySerde, undefined);
    const supplier = new KTableAggregate(internal, initializer, adder, subtractor);
    return this.#aggregate(supplier, named, AGGREGATE_NAME, internal);
  }
}
