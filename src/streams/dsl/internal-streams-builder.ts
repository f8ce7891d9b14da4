import type { Serde } from "../../serde/serde.ts";
import type { ProcessorSupplier } from "../api/processor.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import { GlobalStoreNode } from "../graph/global-store-node.ts";
import { GraphNode } from "../graph/graph-node.ts";
import { OptimizableRepartitionNode } from "../graph/optimizable-repartition-node.ts";
import { mergeDuplicateSources } from "../graph/passes/merge-duplicate-sources.ts";
import { mergeRepartitionTopics } from "../graph/passes/merge-repartition-topics.ts";
import { dropNullKeysBeforeRepartition } from "../graph/passes/relaxed-null-keys.ts";
import { reuseKTableSourceTopics } from "../graph/passes/reuse-ktable-source-topics.ts";
import { singleStoreSelfJoin } from "../graph/passes/single-store-self-join.ts";
import { enableVersionedSemantics } from "../graph/passes/versioned-semantics.ts";
import type { SourceOptions } from "../graph/source-graph-node.ts";
import { StateStoreNode } from "../graph/state-store-node.ts";
import { StreamSourceNode } from "../graph/stream-source-node.ts";
import { TableSourceNode } from "../graph/table-source-node.ts";
import { writeGraph } from "../graph/write-graph.ts";
import { KTableMaterializedValueGetterSupplier } from "../operator/ktable-materialized-value-getter-supplier.ts";
import { KTableSource } from "../operator/ktable-source.ts";
import { checkCopartition } from "../topology/check-copartition.ts";
import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import { untyped } from "./append.ts";
import { invalidTopology } from "./checks.ts";
import { GlobalKTableImpl } from "./global-ktable-impl.ts";
import type { KStream } from "./kstream.ts";
import type { KTable } from "./ktable.ts";
import type { MaterializedInternal } from "./materialized-internal.ts";
import { SOURCE, TABLE_SOURCE } from "./name-prefixes.ts";
import { type InternalNameProvider, orElseGenerateWithPrefix, suffixWithOrElseGet } from "./named-internal.ts";
import type { Optimization } from "./optimization.ts";
import { createRepartitionedSource } from "./repartitioned-source.ts";
import { keyValueStoreBuilder } from "./store/key-value-store-materializer.ts";
import type { StreamConstructors } from "./stream-constructors.ts";

export interface DefaultSerdes {
  readonly key: Serde<unknown> | undefined;
  readonly value: Serde<unknown> | undefined;
}

/** How a source reads, and its name if the user gave one. */
export interface NamedSourceOptions<K, V> extends SourceOptions {
  readonly keySerde: Serde<K> | undefined;
  readonly valueSerde: Serde<V> | undefined;
  readonly name: string | undefined;
}

class RootNode extends GraphNode {
  writeTo(): void {}
}

/** Collects the graph of a program: operators add nodes and take names; `buildAndOptimize` writes it into the topology. */
export class InternalStreamsBuilder implements InternalNameProvider {
  readonly root: GraphNode = new RootNode("root");
  readonly topology: InternalTopologyBuilder;
  readonly create: StreamConstructors;
  readonly #defaultSerdes: DefaultSerdes;
  #index = 0;
  #buildPriority = 0;

  constructor(topology: InternalTopologyBuilder, create: StreamConstructors, defaultSerdes: DefaultSerdes) {
    this.topology = topology;
    this.create = create;
    this.#defaultSerdes = defaultSerdes;
  }

  newProcessorName(prefix: string): string {
    return `${prefix}${this.#nextIndex()}`;
  }

  newStoreName(prefix: string): string {
    return `${prefix}STATE-STORE-${this.#nextIndex()}`;
  }

  /** The builder's default, of whatever type the stream says it has: the user promised that it fits. */
  defaultSerde<T>(of: "key" | "value"): Serde<T> | undefined {
    return this.#defaultSerdes[of] as Serde<T> | undefined;
  }

  stream<K, V>(topics: readonly string[] | RegExp, options: NamedSourceOptions<K, V>): KStream<K, V> {
    const name = orElseGenerateWithPrefix(options, this, SOURCE);
    const graphNode = new StreamSourceNode(name, topics, options);
    this.addGraphNode(this.root, graphNode);
    return this.create.kstream<K, V>({
      name,
      keySerde: options.keySerde,
      valueSerde: options.valueSerde,
      subTopologySourceNodes: new Set([name]),
      repartitionRequired: false,
      graphNode,
      builder: this,
    });
  }

  table<K, V>(topic: string, options: NamedSourceOptions<K, V>, store: MaterializedInternal<K, V>): KTable<K, V> {
    const { sourceName, processorName } = this.#tableNames(options);
    const storeBuilder = keyValueStoreBuilder(`table(${JSON.stringify(topic)})`, store);
    const processorSupplier = new KTableSource<K, V>(storeBuilder, store.queryableStoreName);
    const graphNode = new TableSourceNode(
      { topic, sourceName, processorName, supplier: processorSupplier, globalStore: undefined },
      options,
    );
    graphNode.outputVersioned = store.isVersioned;
    this.addGraphNode(this.root, graphNode);
    return this.create.ktable({
      name: processorName,
      keySerde: options.keySerde,
      valueSerde: options.valueSerde,
      subTopologySourceNodes: new Set([sourceName]),
      queryableStoreName: store.queryableStoreName,
      processorSupplier,
      graphNode,
      builder: this,
    });
  }

  globalTable<K, V>(
    topic: string,
    options: NamedSourceOptions<K, V>,
    store: MaterializedInternal<K, V>,
  ): GlobalKTableImpl<K, V> {
    const operator = `globalTable(${JSON.stringify(topic)})`;
    if (store.isVersioned) throw invalidTopology(`${operator}: a global table has no versions; give another store`);
    const { sourceName, processorName } = this.#tableNames(options);
    const globalStore = keyValueStoreBuilder(operator, store);
    const supplier = new KTableSource<K, V>(globalStore, globalStore.name);
    this.addGraphNode(
      this.root,
      new TableSourceNode({ topic, sourceName, processorName, supplier, globalStore }, options),
    );
    const values = new KTableMaterializedValueGetterSupplier<K, V>(globalStore.name);
    return new GlobalKTableImpl(values, store.queryableStoreName, this);
  }

  addStateStore(builder: StoreBuilder): void {
    this.addGraphNode(this.root, new StateStoreNode(builder));
  }

  addGlobalStore<K, V>(
    store: StoreBuilder,
    topic: string,
    options: NamedSourceOptions<K, V>,
    supplier: ProcessorSupplier<K, V>,
  ): void {
    const parts = { store, topic, ...this.#tableNames(options), supplier: untyped(supplier), reprocessOnRestore: true };
    this.addGraphNode(this.root, new GlobalStoreNode(parts, options));
  }

  addGraphNode(parents: GraphNode | readonly GraphNode[], child: GraphNode): void {
    for (const parent of parents instanceof GraphNode ? [parents] : parents) {
      parent.addChild(child);
      child.buildPriority = this.#buildPriority++;
    }
  }

  /** Rewrites the graph and writes it into the topology. To be called once. */
  buildAndOptimize(optimizations: ReadonlySet<Optimization>): void {
    mergeDuplicateSources(this.root);
    if (optimizations.has("reuse.ktable.source.topics")) reuseKTableSourceTopics(this.root);
    if (optimizations.has("merge.repartition.topics")) this.#mergeRepartitionTopics();
    if (optimizations.has("single.store.self.join")) singleStoreSelfJoin(this.root);
    dropNullKeysBeforeRepartition(this.root);
    enableVersionedSemantics(this.root);
    writeGraph(this.root, this.topology);
    checkCopartition(this.topology);
  }

  #mergeRepartitionTopics(): void {
    const replacements = mergeRepartitionTopics(this.root, ({ operator, option, topic, keySerde, valueSerde }) => {
      const source = { operator, option, topicNamePrefix: topic, keySerde, valueSerde };
      return new OptimizableRepartitionNode(createRepartitionedSource(this, source));
    });
    for (const { replaced, optimized } of replacements) {
      this.topology.maybeUpdateCopartitionSourceGroups(replaced, optimized);
    }
  }

  #tableNames(named: { readonly name: string | undefined }): { sourceName: string; processorName: string } {
    const sourceName = suffixWithOrElseGet(named, "-source", this, SOURCE);
    return { sourceName, processorName: orElseGenerateWithPrefix(named, this, TABLE_SOURCE) };
  }

  #nextIndex(): string {
    return String(this.#index++).padStart(10, "0");
  }
}
