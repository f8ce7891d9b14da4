import { failOnInvalidTimestamp } from "../api/timestamp-extractors.ts";
import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import type { AnyPartitioner, AnySerde } from "./any-serde.ts";
import { GraphNode } from "./graph-node.ts";
import { type AnyProcessor, addProcessor } from "./processor-parameters.ts";
import { requireSerdes } from "./require-serdes.ts";

/** What a step through a repartition topic is made of. */
export interface RepartitionParts {
  /** For messages: the operator that needs it, and the class of options that takes its serdes. */
  readonly operator: string;
  readonly option: string;
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
    requireSerdes(this.parts.operator, this.parts.option, keySerde, valueSerde);
    topology.addInternalTopic(repartitionTopic, { partitions });
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
