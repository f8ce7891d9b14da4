import { MillraceError } from "../../base/errors.ts";
import type { SerdePlace, Serializer } from "../../serde/serde.ts";
import type { StreamPartitioner, TopicNameExtractor } from "../api/functions.ts";
import type { StreamRecord } from "../api/record.ts";
import type { Serialized } from "../api/serialized.ts";
import type { SinkSpec } from "../topology/processor-topology.ts";
import type { RecordCollector } from "./record-collector.ts";
import type { RuntimeNode } from "./runtime-node.ts";

/** Writes keys and values, and hands records to the collector. */
export class SinkNode implements RuntimeNode {
  readonly name: string;
  readonly #topic: string | TopicNameExtractor<unknown, unknown>;
  readonly #keySerializer: Serializer<unknown>;
  readonly #valueSerializer: Serializer<unknown>;
  readonly #partitioner: StreamPartitioner<unknown, unknown> | undefined;
  readonly #collector: RecordCollector;
  #place: SerdePlace;

  constructor(spec: SinkSpec, collector: RecordCollector) {
    this.name = spec.name;
    this.#topic = spec.topic as string | TopicNameExtractor<unknown, unknown>;
    this.#keySerializer = spec.keySerializer as Serializer<unknown>;
    this.#valueSerializer = spec.valueSerializer as Serializer<unknown>;
    this.#partitioner = spec.partitioner as StreamPartitioner<unknown, unknown> | undefined;
    this.#collector = collector;
    this.#place = { topic: typeof spec.topic === "string" ? spec.topic : "" };
  }

  init(): void {}

  process(record: StreamRecord<unknown, unknown>): void {
    const topic = typeof this.#topic === "string" ? this.#topic : this.#namedTopic(record);
    if (this.#partitioner === undefined) this.#send(record, topic, undefined);
    else this.#partition(record, topic, this.#partitioner);
  }

  close(): void {}

  #namedTopic({ key, value, timestamp, headers }: StreamRecord<unknown, unknown>): string {
    const { topic, partition, offset } = this.#collector.scope.recordContext;
    const metadata = { topic, partition, offset, timestamp, headers };
    const name = (this.#topic as TopicNameExtractor<unknown, unknown>)(key, value, metadata);
    if (typeof name !== "string" || name === "")
      throw new MillraceError(
        "INVALID_OPTION",
        `sink "${this.name}": its topic extractor gave ${String(name)}, not a topic`,
      );
    if (name !== this.#place.topic) this.#place = { topic: name };
    return name;
  }

  #partition(
    record: StreamRecord<unknown, unknown>,
    topic: string,
    partitioner: StreamPartitioner<unknown, unknown>,
  ): void {
    const count = this.#collector.partitionCount(topic);
    const chosen = partitioner(topic, record.key, record.value, count);
    if (chosen === undefined) this.#send(record, topic, undefined);
    else if (typeof chosen === "number") this.#send(record, topic, this.#checked(chosen, topic));
    else if (chosen.length === 0) this.#collector.scope.counters.drop("no-partition");
    else for (const partition of new Set(chosen)) this.#send(record, topic, this.#checked(partition, topic));
  }

  #checked(partition: number, topic: string): number {
    if (Number.isInteger(partition) && partition >= 0) return partition;
    throw new MillraceError(
      "INVALID_OPTION",
      `sink "${this.name}": its partitioner gave ${partition} for topic ${topic}`,
    );
  }

  #send(record: StreamRecord<unknown, unknown>, topic: string, partition: number | undefined): void {
    const { key, value, timestamp, headers } = record;
    if (!(timestamp >= 0))
      throw new MillraceError(
        "INVALID_OPTION",
        `sink "${this.name}" got a record with timestamp ${timestamp}: it must be 0 or more`,
      );
    let origin: "key" | "value" = "key";
    let keyData: Serialized | null = null;
    let valueData: Serialized | null = null;
    try {
      if (key !== null && key !== undefined) keyData = this.#keySerializer.serialize(key, this.#place);
      origin = "value";
      if (value !== null && value !== undefined) valueData = this.#valueSerializer.serialize(value, this.#place);
    } catch (error) {
      const unsent = { topic, partition, key, value, timestamp, headers };
      this.#collector.errors.serializationFailed(this.name, unsent, error, origin);
      return;
    }
    this.#collector.send(topic, partition, timestamp, keyData, valueData, headers);
  }
}
