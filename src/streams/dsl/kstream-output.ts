import type { Serializer } from "../../serde/serde.ts";
import type { TopicNameExtractor } from "../api/functions.ts";
import type { AnyPartitioner } from "../graph/any-serde.ts";
import { StreamSinkNode } from "../graph/stream-sink-node.ts";
import type { Produced } from "../options/produced.ts";
import { invalidTopology } from "../topology/problem.ts";
import { describeValue } from "./checks.ts";
import { SINK } from "./name-prefixes.ts";
import { orElseGenerateWithPrefix } from "./named-internal.ts";
import type { KStreamParts } from "./stream-constructors.ts";

/** Ends the stream in a topic of the user. */
export function to<K, V>(
  stream: KStreamParts<K, V>,
  topic: string | TopicNameExtractor<K, V>,
  produced: Produced<K, NonNullable<V>> | undefined,
): void {
  if (typeof topic !== "function" && (typeof topic !== "string" || topic === "")) {
    throw invalidTopology(
      `to: the topic must be a name or a function that gives one for a record, got ${describeValue(topic)}`,
    );
  }
  const { builder } = stream;
  const keySerde: Serializer<K> | undefined = produced?.keySerde ?? stream.keySerde;
  const valueSerde: Serializer<NonNullable<V>> | undefined = produced?.valueSerde ?? stream.valueSerde;
  const node = new StreamSinkNode(orElseGenerateWithPrefix(produced, builder, SINK), topic, {
    keySerde,
    valueSerde,
    partitioner: produced?.partitioner as AnyPartitioner | undefined,
  });
  builder.addGraphNode(stream.graphNode, node);
}
