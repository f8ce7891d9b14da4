import type { TopicNameExtractor } from "../api/functions.ts";
import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import type { AnyPartitioner, AnySerializer } from "./any-serde.ts";
import { GraphNode } from "./graph-node.ts";
import { requireSerdes } from "./require-serdes.ts";
import { windowedStreamPartitioner } from "./windowed-stream-partitioner.ts";

export type AnyTopic = string | TopicNameExtractor<never, never>;

interface SinkOptions {
  readonly keySerde: AnySerializer | undefined;
  readonly valueSerde: AnySerializer | undefined;
  readonly partitioner: AnyPartitioner | undefined;
}

/** Records go to a topic of the user, or to the one that a function gives for each. */
export class StreamSinkNode extends GraphNode {
  readonly topic: AnyTopic;
  readonly #options: SinkOptions;

  constructor(name: string, topic: AnyTopic, options: SinkOptions) {
    super(name);
    this.topic = topic;
    this.#options = options;
  }

  writeTo(topology: InternalTopologyBuilder): void {
    const { keySerde, valueSerde, partitioner } = this.#options;
    const operator = `to(${typeof this.topic === "string" ? JSON.stringify(this.topic) : "a function"}) of ${this.parentNames.join(", ")}`;
    requireSerdes(operator, "Produced", keySerde, valueSerde);
    topology.addSink({
      name: this.name,
      topic: this.topic,
      keySerializer: keySerde,
      valueSerializer: valueSerde,
      partitioner: partitioner ?? windowedStreamPartitioner(keySerde),
      parents: this.parentNames,
    });
  }
}
