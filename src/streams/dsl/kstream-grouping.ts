import type { Serde } from "../../serde/serde.ts";
import type { KeyValueMapper } from "../api/functions.ts";
import type { Grouped } from "../options/grouped.ts";
import { requireFunction } from "./checks.ts";
import type { KGroupedStream } from "./kgrouped-stream.ts";
import { appendKeySelector } from "./kstream-stateless.ts";
import type { GroupedParts, KStreamParts } from "./stream-constructors.ts";

export function groupByKey<K, V>(stream: KStreamParts<K, V>, grouped: Grouped<K, V> | undefined): KGroupedStream<K, V> {
  const { builder, name, subTopologySourceNodes, repartitionRequired, graphNode } = stream;
  return builder.create.kgroupedStream({
    name,
    subTopologySourceNodes,
    grouped: withSerdes(grouped, stream.keySerde, stream.valueSerde),
    repartitionRequired,
    graphNode,
    builder,
  });
}

export function groupBy<K, V, K2>(
  stream: KStreamParts<K, V>,
  selector: KeyValueMapper<K, V, K2>,
  grouped: Grouped<K2, V> | undefined,
): KGroupedStream<K2, V> {
  requireFunction("groupBy", "selector", selector);
  const graphNode = appendKeySelector(stream, selector, grouped);
  return stream.builder.create.kgroupedStream({
    name: graphNode.name,
    subTopologySourceNodes: stream.subTopologySourceNodes,
    grouped: withSerdes(grouped, stream.builder.defaultSerde<K2>("key"), stream.valueSerde),
    repartitionRequired: true,
    graphNode,
    builder: stream.builder,
  });
}

function withSerdes<K, V>(
  grouped: Grouped<K, V> | undefined,
  keySerde: Serde<K> | undefined,
  valueSerde: Serde<V> | undefined,
): GroupedParts<K, V> {
  return {
    name: grouped?.name,
    keySerde: grouped?.keySerde ?? keySerde,
    valueSerde: grouped?.valueSerde ?? valueSerde,
  };
}
