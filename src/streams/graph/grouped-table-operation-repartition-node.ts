import type { Serde } from "../../serde/serde.ts";
import { ChangedDeserializer, ChangedSerializer } from "../operator/changed-serde.ts";
import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import { GraphNode } from "./graph-node.ts";

export interface GroupedTableRepartition<K, V> {
  readonly sinkName: string;
  readonly sourceName: string;
  readonly topic: string;
  readonly keySerde: Serde<K> | undefined;
  readonly valueSerde: Serde<V> | undefined;
}

/** Takes the changes of a regrouped table, old and new value in one record, through a topic. */
export class GroupedTableOperationRepartitionNode<K, V> extends GraphNode {
  readonly #parts: GroupedTableRepartition<K, V>;

  constructor(parts: GroupedTableRepartition<K, V>) {
    super(parts.sourceName);
    this.#parts = parts;
  }

  writeTo(topology: InternalTopologyBuilder): void {
    const { sinkName, sourceName, topic, keySerde, valueSerde } = this.#parts;
    topology.addInternalTopic(topic, {});
    topology.addSink({
      name: sinkName,
      topic,
      ...(keySerde && { keySerializer: keySerde }),
      ...(valueSerde && { valueSerializer: new ChangedSerializer(valueSerde) }),
      parents: this.parentNames,
    });
    topology.addSource({
      name: sourceName,
      topics: [topic],
      ...(keySerde && { keyDeserializer: keySerde }),
      ...(valueSerde && { valueDeserializer: new ChangedDeserializer(valueSerde) }),
    });
  }
}
