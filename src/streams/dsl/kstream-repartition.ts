import type { Serde } from "../../serde/serde.ts";
import { OptimizableRepartitionNode } from "../graph/optimizable-repartition-node.ts";
import { UnoptimizableRepartitionNode } from "../graph/unoptimizable-repartition-node.ts";
import type { Repartitioned } from "../options/repartitioned.ts";
import type { KStream } from "./kstream.ts";
import { createRepartitionedSource, type RepartitionedSource } from "./repartitioned-source.ts";
import type { KStreamInternals, KStreamParts } from "./stream-constructors.ts";

/** Sends the stream through a topic because the user wants it. */
export function repartition<K, V>(
  stream: KStreamParts<K, V>,
  repartitioned: Repartitioned<K, V> | undefined,
): KStream<K, V> {
  const { builder } = stream;
  const keySerde = repartitioned?.keySerde ?? stream.keySerde;
  const valueSerde = repartitioned?.valueSerde ?? stream.valueSerde;
  const parts = createRepartitionedSource(builder, {
    operator: `repartition of ${stream.name}`,
    option: "Repartitioned",
    // Unlike elsewhere a name of the user uses up no index.
    topicNamePrefix: repartitioned?.name ?? builder.newProcessorName("KSTREAM-REPARTITION-"),
    keySerde,
    valueSerde,
    partitioner: repartitioned?.partitioner,
    partitions: repartitioned?.numberOfPartitions,
  });
  const graphNode = new UnoptimizableRepartitionNode(parts);
  builder.addGraphNode(stream.graphNode, graphNode);
  return builder.create.kstream({
    name: parts.sourceName,
    keySerde,
    valueSerde,
    subTopologySourceNodes: new Set([parts.sourceName]),
    repartitionRequired: false,
    graphNode,
    builder,
  });
}

/** Repartitions that joins have made of a stream already: they may share one. */
const repartitionsForJoins = new WeakMap<object, OptimizableRepartitionNode>();

interface JoinRepartition<K, V> extends Pick<RepartitionedSource, "operator" | "option" | "topicNamePrefix"> {
  readonly keySerde: Serde<K> | undefined;
  readonly valueSerde: Serde<V> | undefined;
}

/** The stream as a join needs it: partitioned by its key. Joins without names share one topic of the same stream. */
export function repartitionForJoin<K, V>(
  stream: KStreamInternals<K, V>,
  join: JoinRepartition<K, V>,
): KStreamInternals<K, V> {
  if (!stream.repartitionRequired) return stream;
  const { builder } = stream;
  const keySerde = join.keySerde ?? stream.keySerde;
  const valueSerde = join.valueSerde ?? stream.valueSerde;
  // Made each time, though not always used: it uses up indexes.
  const parts = createRepartitionedSource(builder, { ...join, keySerde, valueSerde });
  let graphNode = repartitionsForJoins.get(stream);
  if (graphNode === undefined || stream.name !== join.topicNamePrefix) {
    graphNode = new OptimizableRepartitionNode(parts);
    repartitionsForJoins.set(stream, graphNode);
    builder.addGraphNode(stream.graphNode, graphNode);
  }
  return builder.create.kstream({
    name: parts.sourceName,
    keySerde,
    valueSerde,
    subTopologySourceNodes: new Set([parts.sourceName]),
    repartitionRequired: false,
    graphNode,
    builder,
  });
}
