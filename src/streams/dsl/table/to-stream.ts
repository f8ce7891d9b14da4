import type { Serde } from "../../../serde/serde.ts";
import { ProcessorGraphNode } from "../../graph/processor-graph-node.ts";
import { KStreamMapValues } from "../../operator/kstream-map-values.ts";
import type { Named } from "../../options/named.ts";
import type { Change } from "../../state/change.ts";
import { orElseGenerateWithPrefix } from "../named-internal.ts";
import type { KStreamInternals, KTableInternals } from "../stream-constructors.ts";

const TOSTREAM_NAME = "KTABLE-TOSTREAM-";

/** The new values, and null for what was deleted. */
export function tableToStream<K, V>(
  table: KTableInternals<K, V>,
  named: Named | undefined,
): KStreamInternals<K, V | null> {
  const { builder } = table;
  const name = orElseGenerateWithPrefix(named, builder, TOSTREAM_NAME);
  const supplier = new KStreamMapValues<K, Change<V>, V | null>((change) => change.newValue);
  const node = new ProcessorGraphNode(name, { name, supplier });
  builder.addGraphNode(table.graphNode, node);
  return builder.create.kstream<K, V | null>({
    name,
    keySerde: table.keySerde,
    valueSerde: table.valueSerde as Serde<V | null> | undefined,
    subTopologySourceNodes: table.subTopologySourceNodes,
    repartitionRequired: false,
    graphNode: node,
    builder,
  });
}
