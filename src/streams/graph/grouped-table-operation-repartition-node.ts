import { failOnInvalidTimestamp } from "../api/timestamp-extractors.ts";
import { ChangedDeserializer, ChangedSerializer } from "../operator/changed-serde.ts";
import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import type { AnySerde } from "./any-serde.ts";
import { GraphNode } from "./graph-node.ts";

export interface GroupedTableRepartition {
  readonly sinkName: string;
  readonly sourceName: string;
  /** Without the application's id before it. */
  readonly repartitionTopic: string;
  readonly keySerde: AnySerde | undefined;
  readonly valueSerde: AnySerde | undefined;
}

/** Takes the changes of a regrouped table, old and new value in one record, through a topic. */
export class GroupedTableOperationRepartitionNode extends GraphNode {
  readonly #parts: GroupedTableRepartition;

  constructor(parts: GroupedTableRepartition) {
    super(parts.sourceName);
    this.#parts = parts;
  }

  writeTo(topology: InternalTopologyBuilder): void {
    const { sinkName, sourceName, repartitionTopic, keySerde, valueSerde } = this.#parts;
    topology.addInternalTopic(repartitionTopic, {});
    topology.addSink({
      name: sinkName,
      topic: repartitionTopic,
      keySerializer: keySerde,
      valueSerializer: valueSerde && new ChangedSerializer(valueSerde),
      parents: this.parentNames,
    });
    topology.addSource({
      name: sourceName,
      topics: [repartitionTopic],
      keyDeserializer: keySerde,
      valueDeserializer: valueSerde && new ChangedDeserializer(valueSerde),
      timestampExtractor: failOnInvalidTimestamp,
    });
  }
}
