import type { KeyValueMapper, ValueJoiner } from "../api/functions.ts";
import { notVersioned, StreamTableJoinNode } from "../graph/stream-table-join-node.ts";
import { KStreamGlobalKTableJoin, KStreamKTableJoin } from "../operator/kstream-ktable-join.ts";
import type { Joined } from "../options/joined.ts";
import type { Named } from "../options/named.ts";
import { ensureCopartition } from "./abstract-stream.ts";
import { untyped } from "./append.ts";
import { requireFunction, requireSameBuilder } from "./checks.ts";
import type { GlobalKTableImpl } from "./global-ktable-impl.ts";
import { joinBuffer } from "./join-stores.ts";
import type { KStream } from "./kstream.ts";
import { repartitionForJoin } from "./kstream-repartition.ts";
import { JOIN, LEFT_JOIN } from "./name-prefixes.ts";
import { orElseGenerateWithPrefix } from "./named-internal.ts";
import type { KStreamInternals, KTableInternals } from "./stream-constructors.ts";

type TableJoin = "join" | "leftJoin";

/** Looks up each record in a table, or a while later in a versioned one. */
export function joinTable<K, V, V2, R>(
  call: TableJoin,
  unpartitioned: KStreamInternals<K, V>,
  table: KTableInternals<K, V2>,
  joiner: ValueJoiner<K, V, V2, R>,
  joined: Joined<K, V, V2> | undefined,
): KStream<K, R> {
  requireFunction(call, "joiner", joiner);
  requireSameBuilder(call, unpartitioned, table);
  const stream = repartitionForJoin(unpartitioned, {
    operator: `${call} of ${unpartitioned.name} with a table`,
    option: "Joined",
    topicNamePrefix: joined?.name ?? unpartitioned.name,
    keySerde: joined?.keySerde,
    valueSerde: joined?.leftValueSerde,
  });
  const { builder } = stream;
  const sources = ensureCopartition(call, stream, [table]);
  const name = orElseGenerateWithPrefix(joined, builder, call === "leftJoin" ? LEFT_JOIN : JOIN);
  const keySerde = joined?.keySerde ?? stream.keySerde;
  const gracePeriodMs = joined?.gracePeriodMs;
  if (gracePeriodMs !== undefined && table.graphNode.outputVersioned === false) throw notVersioned(name);
  const buffer =
    gracePeriodMs === undefined
      ? undefined
      : joinBuffer(name, keySerde, joined?.leftValueSerde ?? stream.valueSerde, gracePeriodMs);
  const values = table.valueGetterSupplier();
  const supplier = untyped(new KStreamKTableJoin(values, joiner, call === "leftJoin", gracePeriodMs, buffer));
  const graphNode = new StreamTableJoinNode({ name, supplier }, { storeNames: values.storeNames, gracePeriodMs });
  builder.addGraphNode(stream.graphNode, graphNode);
  graphNode.nullKeyRelaxedJoin = call === "leftJoin";
  return builder.create.kstream<K, R>({
    name,
    keySerde,
    valueSerde: undefined,
    subTopologySourceNodes: sources,
    repartitionRequired: false,
    graphNode,
    builder,
  });
}

/** Looks up each record in a global table, by any key. The stream's own key and partitions stay. */
export function joinGlobalTable<K, V, K2, V2, R>(
  call: TableJoin,
  stream: KStreamInternals<K, V>,
  table: GlobalKTableImpl<K2, V2>,
  keySelector: KeyValueMapper<K, V, K2 | null>,
  joiner: ValueJoiner<K, V, V2, R>,
  named: Named | undefined,
): KStream<K, R> {
  requireFunction(call, "keySelector", keySelector);
  requireFunction(call, "joiner", joiner);
  requireSameBuilder(call, stream, table);
  const { builder, keySerde, subTopologySourceNodes, repartitionRequired } = stream;
  // The inner join is called so too.
  const name = orElseGenerateWithPrefix(named, builder, LEFT_JOIN);
  const leftJoin = call === "leftJoin";
  const supplier = untyped(new KStreamGlobalKTableJoin(table.valueGetterSupplier, joiner, keySelector, leftJoin));
  const graphNode = new StreamTableJoinNode({ name, supplier }, { storeNames: [], gracePeriodMs: undefined });
  graphNode.nullKeyRelaxedJoin = leftJoin;
  builder.addGraphNode(stream.graphNode, graphNode);
  return builder.create.kstream<K, R>({
    name,
    keySerde,
    valueSerde: undefined,
    subTopologySourceNodes,
    repartitionRequired,
    graphNode,
    builder,
  });
}
