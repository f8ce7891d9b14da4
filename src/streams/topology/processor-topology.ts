import type { Deserializer, Serializer } from "../../serde/serde.ts";
import type { StreamPartitioner, TimestampExtractor, TopicNameExtractor } from "../api/functions.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import type { AnySupplier, OffsetReset } from "./node-definitions.ts";

// What a task runs, as data: names are final (internal topics carry the application's id), serdes are there.

export interface SourceSpec {
  readonly name: string;
  /** Empty for a pattern. */
  readonly topics: readonly string[];
  readonly pattern: RegExp | undefined;
  readonly keyDeserializer: Deserializer<unknown>;
  readonly valueDeserializer: Deserializer<unknown>;
  /** Undefined: the application's default. */
  readonly timestampExtractor: TimestampExtractor | undefined;
  readonly offsetReset: OffsetReset | undefined;
  readonly children: readonly string[];
}

export interface ProcessorSpec {
  readonly name: string;
  readonly supplier: AnySupplier;
  readonly fixedKey: boolean;
  readonly children: readonly string[];
  readonly stores: readonly string[];
}

export interface SinkSpec {
  readonly name: string;
  readonly topic: string | TopicNameExtractor<never, never>;
  readonly keySerializer: Serializer<never>;
  readonly valueSerializer: Serializer<never>;
  readonly partitioner: StreamPartitioner<never, never> | undefined;
}

export interface StoreSpec {
  readonly name: string;
  readonly builder: StoreBuilder;
  /** Undefined: without a changelog, lost with its task. */
  readonly changelogTopic: string | undefined;
  /** The changelog is a source topic, which nobody writes a second time. */
  readonly sourceIsChangelog: boolean;
  /** Global stores: are records processed again when it is restored? */
  readonly reprocessOnRestore: boolean;
}

export interface ProcessorTopology {
  readonly applicationId: string;
  readonly sources: readonly SourceSpec[];
  readonly processors: readonly ProcessorSpec[];
  readonly sinks: readonly SinkSpec[];
  /** In the order in which they are opened and flushed. */
  readonly stores: readonly StoreSpec[];
  /** Stores of global tables, which every processor may read. */
  readonly globalStores: readonly string[];
  /** Topics that tasks of this application write for tasks of this application. */
  readonly repartitionTopics: ReadonlySet<string>;
  /** Names of nodes, parents first: the order in which they are initialized. */
  readonly order: readonly string[];
}
