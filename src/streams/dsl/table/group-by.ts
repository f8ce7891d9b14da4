import type { KeyValueMapper } from "../../api/functions.ts";
import type { KeyValue } from "../../api/record.ts";
import { VersionedSemanticsProcessorNode } from "../../graph/versioned-semantics-graph-node.ts";
import { KTableRepartitionMap } from "../../operator/ktable-repartition-map.ts";
import type { Grouped } from "../../options/grouped.ts";
import { requireFunction } from "../checks.ts";
import type { KGroupedTable } from "../kgrouped-table.ts";
import { KGroupedTableImpl } from "../kgrouped-table-impl.ts";
import { orElseGenerateWithPrefix } from "../named-internal.ts";
import type { KTableInternals } from "../stream-constructors.ts";

const SELECT_NAME = "KTABLE-SELECT-";

/** Gives every change another key: what was and what is now go to the groups they belong to. */
export function groupTable<K, V, K2, V2>(
  table: KTableInternals<K, V>,
  selector: KeyValueMapper<K, V, KeyValue<K2, V2>>,
  grouped: Grouped<K2, V2> | undefined,
): KGroupedTable<K2, V2> {
  requireFunction("groupBy", "selector", selector);
  const { builder } = table;
  const name = orElseGenerateWithPrefix(grouped, builder, SELECT_NAME);
  const supplier = new KTableRepartitionMap(selector);
  const node = new VersionedSemanticsProcessorNode({ name, supplier });
  builder.addGraphNode(table.graphNode, node);
  table.enableSendingOldValues(true);
  return new KGroupedTableImpl<K2, V2>({
    name,
    keySerde: grouped?.keySerde,
    valueSerde: grouped?.valueSerde,
    subTopologySourceNodes: table.subTopologySourceNodes,
    graphNode: node,
    builder,
    repartitionTopicName: grouped?.name,
  });
}
