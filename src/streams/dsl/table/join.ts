import type { ValueJoiner } from "../../api/functions.ts";
import { KTableKTableJoinNode } from "../../graph/ktable-ktable-join-node.ts";
import {
  KTableKTableInnerJoin,
  KTableKTableLeftJoin,
  KTableKTableOuterJoin,
  KTableKTableRightJoin,
} from "../../operator/ktable-ktable-join.ts";
import { KTableKTableJoinMerger } from "../../operator/ktable-ktable-join-merger.ts";
import { ensureCopartition } from "../abstract-stream.ts";
import { requireFunction, requireTable } from "../checks.ts";
import type { KTable } from "../ktable.ts";
import { MaterializedInternal } from "../materialized-internal.ts";
import { orElseGenerateWithPrefix, suffixWithOrElseGet } from "../named-internal.ts";
import { keyValueStoreBuilder } from "../store/key-value-store-materializer.ts";
import type { KTableInternals } from "../stream-constructors.ts";
import { splitTableOptions } from "./table-options.ts";

const MERGE_NAME = "KTABLE-MERGE-";
const JOINTHIS_NAME = "KTABLE-JOINTHIS-";
const JOINOTHER_NAME = "KTABLE-JOINOTHER-";

export type JoinKind = "join" | "leftJoin" | "outerJoin";

function joinSides<K, V, V2, R>(
  kind: JoinKind,
  left: KTableInternals<K, V>,
  right: KTableInternals<K, V2>,
  joiner: ValueJoiner<K, V, V2, R>,
) {
  const reversed: ValueJoiner<K, V2, V, R> = (other, self, key) => joiner(self, other, key);
  switch (kind) {
    case "join":
      return [
        new KTableKTableInnerJoin(left, right, joiner),
        new KTableKTableInnerJoin(right, left, reversed),
      ] as const;
    case "leftJoin":
      return [new KTableKTableLeftJoin(left, right, joiner), new KTableKTableRightJoin(right, left, reversed)] as const;
    case "outerJoin":
      return [
        new KTableKTableOuterJoin(left, right, joiner),
        new KTableKTableOuterJoin(right, left, reversed),
      ] as const;
  }
}

/** Joins by the same key. Where the kind says so, the joiner takes null for a side too. */
export function joinTables<K, V, V2, R>(
  kind: JoinKind,
  left: KTableInternals<K, V>,
  other: KTable<K, V2>,
  joiner: ValueJoiner<K, V, V2, R>,
  options: readonly unknown[],
): KTableInternals<K, R> {
  const right = requireTable(kind, other);
  requireFunction(kind, "joiner", joiner);
  const { named, materialized } = splitTableOptions<K, R>(kind, options);
  const builder = left.builder;
  const internal = materialized && new MaterializedInternal(materialized, builder, { storeNamePrefix: MERGE_NAME });
  const name = orElseGenerateWithPrefix(named, builder, MERGE_NAME);
  const sources = ensureCopartition(kind, left, [right]);
  if (kind !== "join") left.enableSendingOldValues(true);
  if (kind === "outerJoin") right.enableSendingOldValues(true);
  internal?.inheritSerdes(left.keySerde, undefined);
  const store = internal && keyValueStoreBuilder(kind, internal);
  const [joinThis, joinOther] = joinSides(kind, left, right, joiner);
  const thisName = suffixWithOrElseGet(named, "-join-this", builder, JOINTHIS_NAME);
  const otherName = suffixWithOrElseGet(named, "-join-other", builder, JOINOTHER_NAME);
  const merger = new KTableKTableJoinMerger(joinThis, joinOther, internal?.storeName, store);
  const node = new KTableKTableJoinNode(
    { name, supplier: merger },
    { processor: { name: thisName, supplier: joinThis }, parentName: left.name, storeNames: storesOf(left) },
    { processor: { name: otherName, supplier: joinOther }, parentName: right.name, storeNames: storesOf(right) },
  );
  node.outputVersioned = internal?.isVersioned ?? false;
  builder.addGraphNode([left.graphNode, right.graphNode], node);
  return builder.create.ktable<K, R>({
    name,
    keySerde: internal?.keySerde ?? left.keySerde,
    valueSerde: internal?.valueSerde,
    subTopologySourceNodes: sources,
    queryableStoreName: internal?.storeName,
    processorSupplier: merger,
    graphNode: node,
    builder,
  });
}

function storesOf<K, V>(table: KTableInternals<K, V>): readonly string[] {
  return table.valueGetterSupplier().storeNames;
}
