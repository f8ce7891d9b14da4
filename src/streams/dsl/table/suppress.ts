import { MillraceError } from "../../../base/errors.ts";
import { findAndVerifyWindowGrace } from "../../graph/graph-grace-search-util.ts";
import { TableSuppressNode } from "../../graph/table-suppress-node.ts";
import { KTableSuppressProcessorSupplier } from "../../operator/ktable-suppress-processor-supplier.ts";
import { Suppressed } from "../../options/suppressed.ts";
import { InMemoryTimeOrderedKeyValueChangeBufferBuilder } from "../../state/in-memory-time-ordered-key-value-change-buffer.ts";
import { invalidTopology } from "../../topology/problem.ts";
import { describeValue } from "../checks.ts";
import type { KTableInternals } from "../stream-constructors.ts";
import { requireTableSerdes } from "./table-serdes.ts";

const SUPPRESS_NAME = "KTABLE-SUPPRESS-";

/** Holds changes back. The result is read as the table before it, less what is held back. */
export function suppressTable<K, V>(table: KTableInternals<K, V>, suppressed: Suppressed<K>): KTableInternals<K, V> {
  if (!(suppressed instanceof Suppressed)) {
    throw new MillraceError("INVALID_OPTION", `suppress: give a Suppressed, got ${describeValue(suppressed)}`);
  }
  if (table.graphNode.outputVersioned === true) {
    throw invalidTopology(
      `suppress: ${table.name} is a versioned table; materialize it in an unversioned store, or leave suppress out`,
    );
  }
  const { builder, keySerde, valueSerde } = table;
  const name = suppressed.name ?? builder.newProcessorName(SUPPRESS_NAME);
  const timeToWaitForMoreEventsMs =
    suppressed.timeToWaitForMoreEventsMs ?? findAndVerifyWindowGrace(table.graphNode, "suppress");
  const storeName = suppressed.name === undefined ? builder.newStoreName(SUPPRESS_NAME) : `${suppressed.name}-store`;
  const { loggingEnabled, logConfig } = suppressed.bufferConfig;
  requireTableSerdes("suppress", "the table before it", table);
  const buffer = new InMemoryTimeOrderedKeyValueChangeBufferBuilder(storeName, keySerde, valueSerde);
  const store = loggingEnabled ? buffer.withLoggingEnabled(logConfig) : buffer.withLoggingDisabled();
  const { until, bufferConfig } = suppressed;
  const supplier = new KTableSuppressProcessorSupplier(
    { until, timeToWaitForMoreEventsMs, bufferConfig },
    store,
    table,
  );
  const node = new TableSuppressNode(name, { name, supplier });
  node.outputVersioned = false;
  builder.addGraphNode(table.graphNode, node);
  return builder.create.ktable<K, V>({
    name,
    keySerde,
    valueSerde,
    subTopologySourceNodes: new Set([table.name]),
    queryableStoreName: undefined,
    processorSupplier: supplier,
    graphNode: node,
    builder,
  });
}
