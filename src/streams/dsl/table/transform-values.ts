import { MillraceError } from "../../../base/errors.ts";
import type { ValueTransformerSupplier } from "../../api/value-transformer.ts";
import { ProcessorToStateConnectorNode } from "../../graph/processor-to-state-connector-node.ts";
import { KTableTransformValues } from "../../operator/ktable-transform-values.ts";
import { describeValue, requireSupplier } from "../checks.ts";
import { orElseGenerateWithPrefix } from "../named-internal.ts";
import type { KTableInternals } from "../stream-constructors.ts";
import { splitTableOptions } from "./table-options.ts";
import { addTable, viewOf } from "./view.ts";

const TRANSFORMVALUES_NAME = "KTABLE-TRANSFORMVALUES-";

export function transformTableValues<K, V, V2>(
  table: KTableInternals<K, V>,
  supplier: ValueTransformerSupplier<K, V, V2>,
  options: readonly unknown[],
  storeNames: readonly string[],
): KTableInternals<K, V2> {
  requireSupplier("transformValues", supplier);
  if (!Array.isArray(options)) {
    throw new MillraceError(
      "INVALID_OPTION",
      `transformValues: Named and Materialized come in an array, before the names of stores; got ${describeValue(options)}`,
    );
  }
  const { named, materialized } = splitTableOptions<K, V2>("transformValues", options);
  const view = viewOf<K, V, V2>("transformValues", table, materialized, { valueSerde: undefined });
  const name = orElseGenerateWithPrefix(named, table.builder, TRANSFORMVALUES_NAME);
  const transform = new KTableTransformValues(table, supplier, view.queryableStoreName, view.store);
  const node = new ProcessorToStateConnectorNode({ name, supplier: transform }, storeNames);
  return addTable(table, node, view, transform);
}
