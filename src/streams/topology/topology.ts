import type { Serde } from "../../serde/serde.ts";
import type { StreamPartitioner, TimestampExtractor, TopicNameExtractor } from "../api/functions.ts";
import type { FixedKeyProcessorSupplier, ProcessorSupplier } from "../api/processor.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import type { TopologyDescription } from "./describe.ts";
import { InternalTopologyBuilder } from "./internal-topology-builder.ts";
import type { AnySupplier, OffsetReset } from "./node-definitions.ts";

export interface SourceOptions<K, V> {
  readonly keySerde: Serde<K>;
  readonly valueSerde: Serde<V>;
  readonly timestampExtractor?: TimestampExtractor;
  readonly offsetReset?: OffsetReset;
}

export interface SinkOptions<K, V> {
  readonly keySerde: Serde<K>;
  readonly valueSerde: Serde<V>;
  readonly partitioner?: StreamPartitioner<K, V>;
}

export interface GlobalStoreOptions<K, V> extends Omit<SourceOptions<K, V>, "offsetReset"> {
  readonly sourceName: string;
  readonly topic: string;
  readonly processorName: string;
  /** Puts each record into the store. */
  readonly supplier: ProcessorSupplier<K, V>;
  /** Are records processed again when the store is restored, instead of put as they are (KIP-813)? Default true. */
  readonly reprocessOnRestore?: boolean;
}

/**
 * Sources, processors, sinks and stores, and how they hang together: what a StreamsBuilder makes, or what is put
 * together by hand with the Processor API. Parents are added before their children. Every method that adds throws
 * MillraceError INVALID_TOPOLOGY for what cannot be, says why, and has then added nothing.
 */
export class Topology {
  /** What runs it reads its nodes here; it is no part of the public API. */
  readonly internal: InternalTopologyBuilder;

  constructor(internal: InternalTopologyBuilder = new InternalTopologyBuilder()) {
    this.internal = internal;
  }

  /** `topics`: one, several, or a pattern that a whole topic name must match. */
  addSource<K, V>(name: string, topics: string | readonly string[] | RegExp, options: SourceOptions<K, V>): this {
    const { keySerde, valueSerde, timestampExtractor, offsetReset } = options;
    const rest = { name, keyDeserializer: keySerde, valueDeserializer: valueSerde, timestampExtractor, offsetReset };
    if (topics instanceof RegExp) this.internal.addSource({ ...rest, pattern: topics });
    else this.internal.addSource({ ...rest, topics: typeof topics === "string" ? [topics] : topics });
    return this;
  }

  addProcessor<KIn, VIn, KOut, VOut>(
    name: string,
    supplier: ProcessorSupplier<KIn, VIn, KOut, VOut>,
    ...parents: readonly string[]
  ): this {
    this.internal.addProcessor({ name, supplier: supplier as AnySupplier, parents });
    return this;
  }

  /** As `addProcessor`, for a processor that cannot change keys (KIP-820). */
  addFixedKeyProcessor<K, VIn, VOut>(
    name: string,
    supplier: FixedKeyProcessorSupplier<K, VIn, VOut>,
    ...parents: readonly string[]
  ): this {
    this.internal.addProcessor({ name, supplier: supplier as AnySupplier, fixedKey: true, parents });
    return this;
  }

  /** `topic`: its name, or a function that names one for every record. */
  addSink<K, V>(
    name: string,
    topic: string | TopicNameExtractor<K, V>,
    options: SinkOptions<K, V>,
    ...parents: readonly string[]
  ): this {
    const { keySerde, valueSerde, partitioner } = options;
    this.internal.addSink({
      name,
      topic: topic as string | TopicNameExtractor<never, never>,
      keySerializer: keySerde,
      valueSerializer: valueSerde,
      partitioner: partitioner as StreamPartitioner<never, never> | undefined,
      parents,
    });
    return this;
  }

  addStateStore(builder: StoreBuilder, ...processorNames: readonly string[]): this {
    this.internal.addStateStore(builder, processorNames);
    return this;
  }

  /** A store that holds all of a topic, in every task. It has no changelog: the topic is it. */
  addGlobalStore<K, V>(builder: StoreBuilder, options: GlobalStoreOptions<K, V>): this {
    const { keySerde, valueSerde, supplier, reprocessOnRestore = true, ...rest } = options;
    this.internal.addGlobalStore({
      ...rest,
      reprocessOnRestore,
      store: builder,
      keyDeserializer: keySerde,
      valueDeserializer: valueSerde,
      supplier: supplier as AnySupplier,
    });
    return this;
  }

  connectProcessorAndStateStores(processorName: string, ...storeNames: readonly string[]): this {
    this.internal.connectProcessorAndStateStores(processorName, ...storeNames);
    return this;
  }

  /** Sub-topologies with their nodes, stores and topics; `String(...)` of it is Kafka's text. */
  describe(): TopologyDescription {
    return this.internal.describe();
  }
}
