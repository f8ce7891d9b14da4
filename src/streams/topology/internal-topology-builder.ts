import type { StoreBuilder } from "../api/store-builder.ts";
import { buildProcessorTopology } from "./build-processor-topology.ts";
import { describeGlobalStore, describeSubtopology, TopologyDescription } from "./describe.ts";
import {
  type GlobalStoreDefinition,
  type InternalTopicConfig,
  matchesWhole,
  type NodeDefinition,
  type ProcessorDefinition,
  type SinkDefinition,
  type SourceDefinition,
} from "./node-definitions.ts";
import { NodeGrouper } from "./node-grouper.ts";
import { invalidTopology } from "./problem.ts";
import type { ProcessorTopology } from "./processor-topology.ts";

/** A store and who uses it. */
export interface DeclaredStore {
  readonly builder: StoreBuilder;
  readonly processors: Set<string>;
}

export interface GlobalStore {
  readonly builder: StoreBuilder;
  readonly reprocessOnRestore: boolean;
}

/** What the nodes, stores and topics of a topology are declared to be, for those who build or describe it. */
export interface Declarations {
  readonly nodes: ReadonlyMap<string, NodeDefinition>;
  readonly stores: ReadonlyMap<string, DeclaredStore>;
  readonly globalStores: ReadonlyMap<string, GlobalStore>;
  readonly internalTopics: ReadonlyMap<string, InternalTopicConfig>;
  /** Topics that are a store's changelog by declaration, by store. */
  readonly sourceChangelogs: ReadonlyMap<string, string>;
  readonly copartitioned: readonly ReadonlySet<string>[];
}

/**
 * Collects nodes, stores and topics, checks how they hang together, and finds which run in one task: those that are
 * connected, directly or by a store. Kafka's InternalTopologyBuilder.
 */
export class InternalTopologyBuilder implements Declarations {
  readonly nodes = new Map<string, NodeDefinition>();
  readonly stores = new Map<string, DeclaredStore>();
  readonly globalStores = new Map<string, GlobalStore>();
  readonly internalTopics = new Map<string, InternalTopicConfig>();
  readonly sourceChangelogs = new Map<string, string>();
  readonly copartitioned: Set<string>[] = [];
  readonly #grouper = new NodeGrouper();
  readonly #globalTopics = new Set<string>();
  #applicationId = "";

  addSource(definition: SourceDefinition): void {
    const { name, topics = [], pattern } = definition;
    this.#checkName(name, "source");
    if (pattern === undefined && topics.length === 0)
      throw invalidTopology(`source "${name}" reads no topic: give it one, or a pattern`);
    for (const topic of topics) this.#checkTopicIsFree(topic, name);
    if (pattern !== undefined) this.#checkPatternIsFree(pattern, name);
    this.nodes.set(name, { kind: "source", parents: [], definition });
    this.#grouper.add(name);
  }

  addSink(definition: SinkDefinition): void {
    this.#addChild({ kind: "sink", parents: [...definition.parents], definition });
  }

  /** The supplier's own stores are added and connected too (KIP-401). */
  addProcessor(definition: ProcessorDefinition): void {
    const { supplier, name } = definition;
    const get = typeof supplier === "function" ? supplier : supplier?.get;
    if (typeof get !== "function")
      throw invalidTopology(
        `processor "${name}" has no supplier: give a function that makes one, or an object with get()`,
      );
    this.#addChild({ kind: "processor", parents: [...definition.parents], definition, stores: new Set() });
    if (typeof supplier === "function") return;
    for (const store of supplier.stores?.() ?? []) this.addStateStore(store, [name]);
  }

  addStateStore(
    builder: StoreBuilder,
    processorNames: readonly string[] = [],
    { allowOverride = false }: { readonly allowOverride?: boolean } = {},
  ): void {
    const { name } = builder;
    const known = this.stores.get(name);
    if ((known !== undefined && known.builder !== builder && !allowOverride) || this.globalStores.has(name))
      throw invalidTopology(`there is a store "${name}" already: give this one another name`);
    this.stores.set(name, { builder, processors: known?.processors ?? new Set() });
    for (const processorName of processorNames) this.#connect(processorName, name);
  }

  addGlobalStore(definition: GlobalStoreDefinition): void {
    const { store, sourceName, processorName, topic, supplier, reprocessOnRestore = false } = definition;
    this.#checkName(sourceName, "source");
    this.#checkTopicIsFree(topic, sourceName);
    this.#checkName(processorName, "processor");
    if (sourceName === processorName)
      throw invalidTopology(`source and processor of global store "${store.name}" have one name: give them two`);
    if (this.stores.has(store.name) || this.globalStores.has(store.name))
      throw invalidTopology(`there is a store "${store.name}" already: give the global one another name`);
    const { keyDeserializer, valueDeserializer, timestampExtractor } = definition;
    this.nodes.set(sourceName, {
      kind: "source",
      parents: [],
      definition: { name: sourceName, topics: [topic], keyDeserializer, valueDeserializer, timestampExtractor },
    });
    this.nodes.set(processorName, {
      kind: "processor",
      parents: [sourceName],
      definition: { name: processorName, supplier, parents: [sourceName] },
      stores: new Set([store.name]),
    });
    this.#globalTopics.add(topic);
    this.#grouper.add(sourceName);
    this.#grouper.add(processorName);
    this.#grouper.unite(processorName, [sourceName]);
    this.globalStores.set(store.name, { builder: store.withLoggingDisabled(), reprocessOnRestore });
    this.connectSourceStoreAndTopic(store.name, topic);
  }

  connectProcessorAndStateStores(processorName: string, ...storeNames: readonly string[]): void {
    if (storeNames.length === 0) throw invalidTopology(`no store was named to connect to processor "${processorName}"`);
    for (const storeName of storeNames) this.#connect(processorName, storeName);
  }

  /** The topic is the store's changelog: nobody writes the same records a second time. */
  connectSourceStoreAndTopic(storeName: string, topic: string): void {
    if (this.sourceChangelogs.has(storeName))
      throw invalidTopology(`store "${storeName}" has a topic as its changelog already`);
    this.sourceChangelogs.set(storeName, topic);
  }

  /** A topic of the application's own, called application-topic once the application has an id. */
  addInternalTopic(topic: string, config: InternalTopicConfig = {}): void {
    this.internalTopics.set(topic, config);
  }

  /** What a serde of a part of a record is told as its topic, once the topology was built for an application. */
  decoratePseudoTopic(topic: string): string {
    return `${this.#applicationId}-${topic}`;
  }

  copartitionSources(sourceNames: Iterable<string>): void {
    this.copartitioned.push(new Set(sourceNames));
  }

  maybeUpdateCopartitionSourceGroups(replaced: string, optimized: string): void {
    for (const group of this.copartitioned) {
      if (group.delete(replaced)) group.add(optimized);
    }
  }

  historyRetentionMs(storeName: string): number | undefined {
    return this.stores.get(storeName)?.builder.historyRetentionMs;
  }

  isStoreVersioned(storeName: string): boolean {
    return this.historyRetentionMs(storeName) !== undefined;
  }

  /** Nodes by sub-topology; numbered in the order in which their first node was added. */
  nodeGroups(): Map<number, readonly string[]> {
    const byRoot = new Map<string, string[]>();
    for (const name of this.nodes.keys()) {
      const root = this.#grouper.root(name);
      const group = byRoot.get(root);
      if (group === undefined) byRoot.set(root, [name]);
      else group.push(name);
    }
    return new Map([...byRoot.values()].entries());
  }

  isGlobal(group: readonly string[]): boolean {
    return group.some((name) => {
      const node = this.nodes.get(name);
      return node?.kind === "source" && this.#globalTopics.has(node.definition.topics?.[0] ?? "");
    });
  }

  describe(): TopologyDescription {
    const groups = [...this.nodeGroups()];
    return new TopologyDescription(
      groups
        .filter(([, names]) => !this.isGlobal(names))
        .map(([id, names]) => describeSubtopology(id, names, this.nodes)),
      groups
        .filter(([, names]) => this.isGlobal(names))
        .map(([id, names]) => describeGlobalStore(id, names, this.nodes)),
    );
  }

  /** Everything but global stores as one task, as TopologyTestDriver runs it. */
  build(applicationId: string): ProcessorTopology {
    this.#applicationId = applicationId;
    const names = [...this.nodeGroups().values()].filter((group) => !this.isGlobal(group)).flat();
    return buildProcessorTopology(this, applicationId, new Set(names));
  }

  buildSubtopology(applicationId: string, id: number): ProcessorTopology {
    this.#applicationId = applicationId;
    const names = this.nodeGroups().get(id);
    if (names === undefined) throw invalidTopology(`there is no sub-topology ${id}`);
    return buildProcessorTopology(this, applicationId, new Set(names));
  }

  /** All global stores with their sources; undefined when there are none. */
  buildGlobal(applicationId: string): ProcessorTopology | undefined {
    const names = [...this.nodeGroups().values()].filter((group) => this.isGlobal(group)).flat();
    return names.length === 0 ? undefined : buildProcessorTopology(this, applicationId, new Set(names));
  }

  #addChild(node: Exclude<NodeDefinition, { kind: "source" }>): void {
    const { definition, parents, kind } = node;
    this.#checkName(definition.name, kind);
    if (parents.length === 0) throw invalidTopology(`${kind} "${definition.name}" has no parent: name at least one`);
    for (const parent of parents) {
      const known = this.nodes.get(parent);
      if (known === undefined)
        throw invalidTopology(`${kind} "${definition.name}" has the parent "${parent}", which was not added before it`);
      if (known.kind === "sink")
        throw invalidTopology(`${kind} "${definition.name}" has the sink "${parent}" as parent: sinks hand nothing on`);
    }
    this.nodes.set(definition.name, node);
    this.#grouper.add(definition.name);
    this.#grouper.unite(definition.name, parents);
  }

  #connect(processorName: string, storeName: string): void {
    if (this.globalStores.has(storeName))
      throw invalidTopology(
        `global store "${storeName}" is open to every processor: do not connect it to "${processorName}"`,
      );
    const store = this.stores.get(storeName);
    if (store === undefined)
      throw invalidTopology(
        `store "${storeName}" was not added before it was connected to processor "${processorName}"`,
      );
    const node = this.nodes.get(processorName);
    if (node === undefined)
      throw invalidTopology(
        `processor "${processorName}" was not added before store "${storeName}" was connected to it`,
      );
    if (node.kind !== "processor")
      throw invalidTopology(
        `store "${storeName}" was connected to the ${node.kind} "${processorName}": only processors use stores`,
      );
    // Java unites with whatever its set gives first; they are in one group already, so any will do.
    const [user] = store.processors;
    if (user !== undefined) this.#grouper.unite(user, [processorName]);
    store.processors.add(processorName);
    node.stores.add(storeName);
  }

  #checkName(name: string, kind: string): void {
    if (typeof name !== "string" || name === "") throw invalidTopology(`a ${kind} needs a name`);
    if (this.nodes.has(name))
      throw invalidTopology(`there is a node "${name}" already: give this ${kind} another name`);
  }

  #checkTopicIsFree(topic: string, sourceName: string): void {
    for (const { definition } of this.#sources()) {
      const taken = definition.topics?.includes(topic) === true;
      if (taken || (definition.pattern !== undefined && matchesWhole(definition.pattern, topic)))
        throw invalidTopology(
          `topic "${topic}" of source "${sourceName}" is read by source "${definition.name}" already: use that one`,
        );
    }
  }

  #checkPatternIsFree(pattern: RegExp, sourceName: string): void {
    for (const { definition } of this.#sources()) {
      const taken = definition.topics?.find((topic) => matchesWhole(pattern, topic));
      if (taken !== undefined)
        throw invalidTopology(
          `the pattern of source "${sourceName}" matches "${taken}", which "${definition.name}" reads`,
        );
    }
  }

  *#sources(): Generator<Extract<NodeDefinition, { kind: "source" }>> {
    for (const node of this.nodes.values()) if (node.kind === "source") yield node;
  }
}
