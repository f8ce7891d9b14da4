import { MillraceError } from "../../base/errors.ts";
import type { Serde } from "../../serde/serde.ts";
import type { ProcessorSupplier } from "../api/processor.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import type { Consumed } from "../options/consumed.ts";
import { Materialized } from "../options/materialized.ts";
import { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import { Topology } from "../topology/topology.ts";
import { describeValue, invalidTopology, requireSupplier } from "./checks.ts";
import type { GlobalKTable } from "./global-ktable.ts";
import { InternalStreamsBuilder, type NamedSourceOptions } from "./internal-streams-builder.ts";
import { KGroupedStreamImpl } from "./kgrouped-stream-impl.ts";
import type { KStream } from "./kstream.ts";
import { KStreamImpl } from "./kstream-impl.ts";
import type { KTable } from "./ktable.ts";
import { KTableImpl } from "./ktable-impl.ts";
import { MaterializedInternal } from "./materialized-internal.ts";
import { chosenOptimizations, type OptimizationChoice } from "./optimization.ts";
import type { StreamConstructors } from "./stream-constructors.ts";

export interface StreamsBuilderOptions<DK, DV> {
  /** Where neither an option nor the stream before gives a serde for keys. None: such an operator is refused. */
  readonly defaultKeySerde?: Serde<DK>;
  /** The same for values. */
  readonly defaultValueSerde?: Serde<DV>;
}

export interface BuildOptions {
  /** By default none, as in Kafka: changing it changes names of topics and stores. */
  readonly optimization?: OptimizationChoice;
}

/** A Consumed in which a serde may be missing. */
type PartConsumed<K, V> = Consumed<K, V, Serde<K> | undefined, Serde<V> | undefined>;

/** What `stream`, `table` and `globalTable` take when it gives no serdes: only what the defaults can complete. */
type DefaultConsumed<DK, DV> = [DK] extends [never]
  ? [consumed: "a Consumed with both serdes, or default serdes for the StreamsBuilder"]
  : [DV] extends [never]
    ? [consumed: "a Consumed with both serdes, or default serdes for the StreamsBuilder"]
    : [consumed?: Consumed<never, never, undefined, undefined>];

const CONSTRUCTORS: StreamConstructors = {
  kstream: (parts) => new KStreamImpl(parts),
  ktable: (parts) => new KTableImpl(parts),
  kgroupedStream: (parts) => new KGroupedStreamImpl(parts),
};

/**
 * Where a program in the Streams language begins: streams and tables of topics, on which everything else is called. `build`
 * makes it a Topology. What is wrong throws MillraceError, at the call or at `build`: INVALID_TOPOLOGY says which operator
 * and what to change, INVALID_OPTION is about one argument.
 */
export class StreamsBuilder<DK = never, DV = never> {
  readonly #topology: Topology;
  readonly #builder: InternalStreamsBuilder;
  #built: "no" | "failed" | "yes" = "no";

  constructor({ defaultKeySerde, defaultValueSerde }: StreamsBuilderOptions<DK, DV> = {}) {
    const internal = new InternalTopologyBuilder();
    this.#topology = new Topology(internal);
    this.#builder = new InternalStreamsBuilder(internal, CONSTRUCTORS, {
      key: defaultKeySerde as Serde<unknown> | undefined,
      value: defaultValueSerde as Serde<unknown> | undefined,
    });
  }

  /** `topics`: one, several, or a pattern that the whole name of a topic must match. */
  stream<K, V>(topics: string | readonly string[] | RegExp, consumed: Consumed<K, V>): KStream<K, V>;
  stream(topics: string | readonly string[] | RegExp, ...consumed: DefaultConsumed<DK, DV>): KStream<DK, DV>;
  stream<K, V>(topics: string | readonly string[] | RegExp, consumed?: PartConsumed<K, V> | string): KStream<K, V> {
    this.#requireOpen();
    const list = topics instanceof RegExp ? topics : typeof topics === "string" ? [topics] : [...topics];
    if (!(list instanceof RegExp)) {
      if (list.length === 0)
        throw invalidTopology("stream: there must be at least one topic; give its name or a pattern");
      for (const topic of list) requireTopic("stream", topic);
    }
    return this.#builder.stream(list, this.#sourceOptions(consumed));
  }

  /** A table of the latest value of each key; null deletes. Without a name for its store it can be joined, not read. */
  table<K, V>(topic: string, consumed: Consumed<K, V>, materialized?: Materialized<K, V>): KTable<K, V>;
  table<K, V>(topic: string, materialized: Materialized<K, V>): KTable<K, V>;
  table(topic: string, ...consumed: DefaultConsumed<DK, DV>): KTable<DK, DV>;
  table<K, V>(topic: string, ...given: TableArguments<K, V>): KTable<K, V> {
    requireTopic("table", topic);
    const { options, store } = this.#tableParts(topic, given, false);
    return this.#builder.table(topic, options, store);
  }

  /** A table of which every task has all of the topic. It can be read under its store's name, given or generated. */
  globalTable<K, V>(topic: string, consumed: Consumed<K, V>, materialized?: Materialized<K, V>): GlobalKTable<K, V>;
  globalTable<K, V>(topic: string, materialized: Materialized<K, V>): GlobalKTable<K, V>;
  globalTable(topic: string, ...consumed: DefaultConsumed<DK, DV>): GlobalKTable<DK, DV>;
  globalTable<K, V>(topic: string, ...given: TableArguments<K, V>): GlobalKTable<K, V> {
    requireTopic("globalTable", topic);
    const { options, store } = this.#tableParts(topic, given, true);
    return this.#builder.globalTable(topic, options, store);
  }

  /** A store that `process` and `processValues` connect to by name. */
  addStateStore(builder: StoreBuilder): this {
    this.#requireOpen();
    this.#builder.addStateStore(builder);
    return this;
  }

  /** A store of which every task has all, filled from a topic by a processor of the user. */
  addGlobalStore<K, V>(
    store: StoreBuilder,
    topic: string,
    consumed: Consumed<K, V>,
    supplier: ProcessorSupplier<K, V>,
  ): this {
    this.#requireOpen();
    requireTopic("addGlobalStore", topic);
    requireSupplier("addGlobalStore", supplier);
    this.#builder.addGlobalStore(store.withLoggingDisabled(), topic, this.#sourceOptions(consumed), supplier);
    return this;
  }

  /** The program as processors, stores and topics. Ends the builder: another call answers the same topology. */
  build({ optimization = "none" }: BuildOptions = {}): Topology {
    const optimizations = chosenOptimizations(optimization);
    if (this.#built === "yes") return this.#topology;
    this.#requireOpen();
    this.#built = "failed";
    this.#builder.buildAndOptimize(optimizations);
    this.#built = "yes";
    return this.#topology;
  }

  #requireOpen(): void {
    if (this.#built === "no") return;
    const problem = this.#built === "yes" ? "its topology is built already" : "building its topology has failed";
    throw new MillraceError("INVALID_STATE", `StreamsBuilder: ${problem}; make another one`);
  }

  #sourceOptions<K, V>(consumed: PartConsumed<K, V> | string | undefined): NamedSourceOptions<K, V> {
    if (typeof consumed === "string") throw wrongOption(consumed);
    return {
      name: consumed?.name,
      keySerde: consumed?.keySerde ?? this.#builder.defaultSerde("key"),
      valueSerde: consumed?.valueSerde ?? this.#builder.defaultSerde("value"),
      timestampExtractor: consumed?.timestampExtractor,
      offsetReset: consumed?.offsetReset,
    };
  }

  /** The serdes of either option do for both; Consumed's go first. */
  #tableParts<K, V>(topic: string, given: TableArguments<K, V>, isGlobal: boolean) {
    this.#requireOpen();
    const [first, second] = given;
    if (typeof first === "string") throw wrongOption(first);
    const materialized = first instanceof Materialized ? first : second;
    const consumed = first instanceof Materialized ? undefined : first;
    const store = new MaterializedInternal<K, V>(materialized, this.#builder, {
      storeNamePrefix: `${topic}-`,
      forceQueryable: isGlobal,
    });
    const keySerde = consumed?.keySerde ?? store.storeKeySerde;
    const valueSerde = consumed?.valueSerde ?? store.storeValueSerde;
    store.keySerde = keySerde;
    store.valueSerde = valueSerde;
    return { store, options: { ...this.#sourceOptions(consumed), keySerde, valueSerde } };
  }
}

type TableArguments<K, V> = [(PartConsumed<K, V> | Materialized<K, V> | string)?, Materialized<K, V>?];

function requireTopic(call: string, topic: unknown): void {
  if (typeof topic === "string" && topic !== "") return;
  throw invalidTopology(`${call}: a topic must be a name that is not empty, got ${describeValue(topic)}`);
}

function wrongOption(given: string): MillraceError {
  return new MillraceError("INVALID_OPTION", `a source takes a Consumed after its topics, got ${describeValue(given)}`);
}
