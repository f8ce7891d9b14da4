import type { Deserializer, Serializer } from "../../serde/serde.ts";
import type { StreamPartitioner, TimestampExtractor, TopicNameExtractor } from "../api/functions.ts";
import type { FixedKeyProcessorSupplier, ProcessorSupplier } from "../api/processor.ts";
import type { StoreBuilder } from "../api/store-builder.ts";

// What a node was declared with. The types of keys and values are the language's business: here they are unknown.

/** Where a consumer starts without a committed offset (KIP-1106): a number is how many ms before now. */
export type OffsetReset = "earliest" | "latest" | "none" | { readonly byDurationMs: number };

export interface SourceDefinition {
  readonly name: string;
  /** Either topics, or a pattern that a whole topic name must match. */
  readonly topics?: readonly string[];
  readonly pattern?: RegExp;
  readonly keyDeserializer?: Deserializer<unknown> | undefined;
  readonly valueDeserializer?: Deserializer<unknown> | undefined;
  readonly timestampExtractor?: TimestampExtractor | undefined;
  readonly offsetReset?: OffsetReset | undefined;
}

export interface SinkDefinition {
  readonly name: string;
  readonly topic: string | TopicNameExtractor<never, never>;
  readonly keySerializer?: Serializer<never> | undefined;
  readonly valueSerializer?: Serializer<never> | undefined;
  readonly partitioner?: StreamPartitioner<never, never> | undefined;
  readonly parents: readonly string[];
}

export type AnySupplier =
  | ProcessorSupplier<never, never, unknown, unknown>
  | FixedKeyProcessorSupplier<never, never, unknown>;

export interface ProcessorDefinition {
  readonly name: string;
  readonly supplier: AnySupplier;
  /** Is the supplier's a FixedKeyProcessor? */
  readonly fixedKey?: boolean | undefined;
  readonly parents: readonly string[];
}

export interface GlobalStoreDefinition {
  readonly store: StoreBuilder;
  readonly sourceName: string;
  readonly topic: string;
  readonly keyDeserializer?: Deserializer<unknown> | undefined;
  readonly valueDeserializer?: Deserializer<unknown> | undefined;
  readonly timestampExtractor?: TimestampExtractor | undefined;
  readonly processorName: string;
  readonly supplier: AnySupplier;
  /** Are records processed again when the store is restored, instead of put as they are (KIP-813)? */
  readonly reprocessOnRestore?: boolean | undefined;
}

export interface InternalTopicConfig {
  /** Undefined: as many as the largest topic that feeds it. */
  readonly partitions?: number | undefined;
}

export interface SourceNode {
  readonly kind: "source";
  readonly parents: readonly string[];
  readonly definition: SourceDefinition;
}

export interface ProcessorNode {
  readonly kind: "processor";
  readonly parents: readonly string[];
  readonly definition: ProcessorDefinition;
  readonly stores: Set<string>;
}

export interface SinkNode {
  readonly kind: "sink";
  readonly parents: readonly string[];
  readonly definition: SinkDefinition;
}

export type NodeDefinition = SourceNode | ProcessorNode | SinkNode;

/** Does the whole topic name match? As Java's `matches`. */
export function matchesWhole(pattern: RegExp, topic: string): boolean {
  return new RegExp(`^(?:${pattern.source})$`, pattern.flags.replace(/[gy]/g, "")).test(topic);
}
