import type { Predicate } from "../../api/functions.ts";
import { VersionedSemanticsProcessorNode } from "../../graph/versioned-semantics-graph-node.ts";
import { KTableFilter } from "../../operator/ktable-filter.ts";
import { requireFunction } from "../checks.ts";
import { orElseGenerateWithPrefix } from "../named-internal.ts";
import type { KTableInternals } from "../stream-constructors.ts";
import { splitTableOptions } from "./table-options.ts";
import { addTable, viewOf } from "./view.ts";

const FILTER_NAME = "KTABLE-FILTER-";

export function filterTable<K, V>(
  operator: string,
  table: KTableInternals<K, V>,
  predicate: Predicate<K, V>,
  filterNot: boolean,
  options: readonly unknown[],
): KTableInternals<K, V> {
  requireFunction(operator, "predicate", predicate);
  const { named, materialized } = splitTableOptions<K, V>(operator, options);
  const view = viewOf(operator, table, materialized, { storeNamePrefix: FILTER_NAME, valueSerde: table.valueSerde });
  const name = orElseGenerateWithPrefix(named, table.builder, FILTER_NAME);
  const supplier = new KTableFilter(table, predicate, filterNot, view.queryableStoreName, view.store);
  return addTable(table, new VersionedSemanticsProcessorNode({ name, supplier }), view, supplier);
}
