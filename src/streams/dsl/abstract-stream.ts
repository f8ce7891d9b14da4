import type { Serde } from "../../serde/serde.ts";
import type { GraphNode } from "../graph/graph-node.ts";
import { requireSameBuilder } from "./checks.ts";
import type { InternalStreamsBuilder } from "./internal-streams-builder.ts";

/** What a stream, a table and a grouped stream are made of. */
export interface StreamParts<K, V> {
  /** Of the operator that made it: the begin of names that it gives to what belongs to it. */
  readonly name: string;
  /** Undefined: unknown, so the default of the StreamsBuilder if there is one. */
  readonly keySerde: Serde<K> | undefined;
  readonly valueSerde: Serde<V> | undefined;
  /** Names of the sources that its records come from without a repartition topic between. */
  readonly subTopologySourceNodes: ReadonlySet<string>;
  readonly graphNode: GraphNode;
  readonly builder: InternalStreamsBuilder;
}

/**
 * Serdes are, in this order: those of the call's options, those that an operator implies (count), those of the stream
 * before where the type is the same, the defaults of the builder.
 */
export abstract class AbstractStream<K, V> implements StreamParts<K, V> {
  readonly name: string;
  readonly keySerde: Serde<K> | undefined;
  readonly valueSerde: Serde<V> | undefined;
  readonly subTopologySourceNodes: ReadonlySet<string>;
  readonly graphNode: GraphNode;
  readonly builder: InternalStreamsBuilder;

  constructor(parts: StreamParts<K, V>) {
    this.name = parts.name;
    this.builder = parts.builder;
    this.keySerde = parts.keySerde ?? parts.builder.defaultSerde("key");
    this.valueSerde = parts.valueSerde ?? parts.builder.defaultSerde("value");
    this.subTopologySourceNodes = parts.subTopologySourceNodes;
    this.graphNode = parts.graphNode;
  }
}

type JoinSide = Pick<StreamParts<unknown, unknown>, "subTopologySourceNodes" | "builder">;

/** Says that the inputs of a join must have equally many partitions; answers the sources of all. */
export function ensureCopartition(
  operator: string,
  stream: JoinSide,
  others: readonly JoinSide[],
): ReadonlySet<string> {
  const sources = new Set(stream.subTopologySourceNodes);
  for (const other of others) {
    requireSameBuilder(operator, stream, other);
    for (const source of other.subTopologySourceNodes) sources.add(source);
  }
  stream.builder.topology.copartitionSources([...sources]);
  return sources;
}
