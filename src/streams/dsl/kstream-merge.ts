import { ProcessorGraphNode } from "../graph/processor-graph-node.ts";
import { PassThrough } from "../operator/pass-through.ts";
import type { Named } from "../options/named.ts";
import { untyped } from "./append.ts";
import { requireSameBuilder, requireStream } from "./checks.ts";
import type { KStream } from "./kstream.ts";
import { MERGE } from "./name-prefixes.ts";
import { orElseGenerateWithPrefix } from "./named-internal.ts";
import type { KStreamParts } from "./stream-constructors.ts";

/** All records of both, in the order in which they are processed. Serdes stay only where both streams have the same. */
export function merge<K, V, K2, V2>(
  stream: KStreamParts<K, V>,
  otherStream: KStream<K2, V2>,
  named: Named | undefined,
): KStream<K | K2, V | V2> {
  const other = requireStream("merge", otherStream);
  requireSameBuilder("merge", stream, other);
  const { builder } = stream;
  const name = orElseGenerateWithPrefix(named, builder, MERGE);
  const node = new ProcessorGraphNode(name, { name, supplier: untyped(new PassThrough()) });
  node.mergeNode = true;
  builder.addGraphNode([stream.graphNode, other.graphNode], node);
  return builder.create.kstream<K | K2, V | V2>({
    name,
    keySerde: sameOrNone(stream.keySerde, other.keySerde),
    valueSerde: sameOrNone(stream.valueSerde, other.valueSerde),
    subTopologySourceNodes: new Set([...stream.subTopologySourceNodes, ...other.subTopologySourceNodes]),
    repartitionRequired: stream.repartitionRequired || other.repartitionRequired,
    graphNode: node,
    builder,
  });
}

function sameOrNone<T>(one: unknown, other: unknown): T | undefined {
  return one === other ? (one as T | undefined) : undefined;
}
