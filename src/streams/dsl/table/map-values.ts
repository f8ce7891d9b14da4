import type { ValueMapper } from "../../api/functions.ts";
import { ProcessorGraphNode } from "../../graph/processor-graph-node.ts";
import { KTableMapValues } from "../../operator/ktable-map-values.ts";
import { requireFunction } from "../checks.ts";
import { orElseGenerateWithPrefix } from "../named-internal.ts";
import type { KTableInternals } from "../stream-constructors.ts";
import { splitTableOptions } from "./table-options.ts";
import { addTable, viewOf } from "./view.ts";

const MAPVALUES_NAME = "KTABLE-MAPVALUES-";

export function mapTableValues<K, V, V2>(
  table: KTableInternals<K, V>,
  mapper: ValueMapper<K, V, V2>,
  options: readonly unknown[],
): KTableInternals<K, V2> {
  requireFunction("mapValues", "mapper", mapper);
  const { named, materialized } = splitTableOptions<K, V2>("mapValues", options);
  const view = viewOf<K, V, V2>("mapValues", table, materialized, {
    storeNamePrefix: MAPVALUES_NAME,
    valueSerde: undefined,
  });
  const name = orElseGenerateWithPrefix(named, table.builder, MAPVALUES_NAME);
  const supplier = new KTableMapValues(table, mapper, view.queryableStoreName, view.store);
  return addTable(table, new ProcessorGraphNode(name, { name, supplier }), view, supplier);
}
