import type { Serde } from "../../serde/serde.ts";
import type { StreamPartitioner } from "../api/functions.ts";
import { failOnInvalidTimestamp } from "../options/timestamp-extractors.ts";
import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import { GraphNode } from "./graph-node.ts";
import { type AnyProcessor, addProcessor } from "./processor-parameters.ts";

// biome-ignore lint/suspicious/noExplicitAny: nodes of the graph hand serdes on without looking at their types
export type AnySerde = Serde<any>;
// biome-ignore lint/suspicious/noExplicitAny: as above
export type AnyPartitioner = StreamPartitioner<any, any>;

/** What a step through a repartition topic is made of. */
export interface RepartitionParts {
  /** The operator that needs it, for messages. */
  readonly operator?: string;
  readonly sourceName: string;
  readonly sinkName: string;
  /** Lets all records through, or all with a key. */
  readonly processor: AnyProcessor | undefined;
  /** Without the application's id before it. */
  readonly repartitionTopic: string;
  readonly keySerde: AnySerde | undefined;
  readonly valueSerde: AnySerde | undefined;
  readonly partitioner?: AnyPartitioner | undefined;
  /** Undefined: as many as the largest topic that the records came from. */
  readonly partitions?: number | undefined;
}

/** Writes records to an internal topic, partitioned by their key, and reads them again. Named as its source. */
export abstract class BaseRepartitionNode extends GraphNode {
  readonly parts: RepartitionParts;
  /** A pass may put a filter here. */
  processor: AnyProcessor | undefined;

  constructor(parts: RepartitionParts) {
    super(parts.sourceName);
    this.parts = parts;
    this.processor = parts.processor;
  }

  get repartitionTopic(): string {
    return this.parts.repartitionTopic;
  }

  writeTo(topology: InternalTopologyBuilder): void {
    const { sourceName, sinkName, repartitionTopic, keySerde, valueSerde, partitioner, partitions } = this.parts;
    topology.addInternalTopic(
      repartitionTopic,
      partitions === undefined ? {} : { partitions, enforcePartitions: true },
    );
    if (this.processor !== undefined) addProcessor(topology, this.processor, this.parentNames);
    topology.addSink({
      name: sinkName,
      topic: repartitionTopic,
      keySerializer: keySerde,
      valueSerializer: valueSerde,
      partitioner,
      parents: this.processor === undefined ? this.parentNames : [this.processor.name],
    });
    topology.addSource({
      name: sourceName,
      topics: [repartitionTopic],
      keyDeserializer: keySerde,
      valueDeserializer: valueSerde,
      timestampExtractor: failOnInvalidTimestamp,
    });
  }
}
