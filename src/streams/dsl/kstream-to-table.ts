import { OptimizableRepartitionNode } from "../graph/optimizable-repartition-node.ts";
import { StreamToTableNode } from "../graph/stream-to-table-node.ts";
import { KTableSource } from "../operator/ktable-source.ts";
import { untyped } from "./append.ts";
import type { TableOptions } from "./kstream.ts";
import type { KTable } from "./ktable.ts";
import { MaterializedInternal } from "./materialized-internal.ts";
import { orElseGenerateWithPrefix } from "./named-internal.ts";
import { createRepartitionedSource } from "./repartitioned-source.ts";
import { sourceStoreBuilder } from "./store/key-value-store-materializer.ts";
import type { KStreamParts } from "./stream-constructors.ts";
import { splitTableOptions } from "./table/table-options.ts";

const TO_TABLE = "KSTREAM-TOTABLE-";

/** Takes each record as what holds for its key from then on. */
export function toTable<K, V>(stream: KStreamParts<K, V>, options: TableOptions<K, V>): KTable<K, V> {
  const { builder } = stream;
  const { named, materialized } = splitTableOptions<K, V>("toTable", options);
  const name = orElseGenerateWithPrefix(named, builder, TO_TABLE);
  const store = new MaterializedInternal(materialized, builder, { storeNamePrefix: TO_TABLE });
  store.inheritSerdes(stream.keySerde, stream.valueSerde);
  const { keySerde, valueSerde } = store;
  let { graphNode: parent, subTopologySourceNodes } = stream;
  if (stream.repartitionRequired) {
    const operator = `toTable of ${stream.name}`;
    const source = { operator, option: "Materialized", topicNamePrefix: name, keySerde, valueSerde };
    parent = new OptimizableRepartitionNode(createRepartitionedSource(builder, source));
    builder.addGraphNode(stream.graphNode, parent);
    subTopologySourceNodes = new Set([parent.name]);
  }
  const processorSupplier = new KTableSource<K, V>(
    sourceStoreBuilder(`toTable of ${stream.name}`, store),
    store.queryableStoreName,
  );
  const graphNode = new StreamToTableNode(name, { name, supplier: untyped(processorSupplier) });
  graphNode.outputVersioned = store.isVersioned;
  builder.addGraphNode(parent, graphNode);
  return builder.create.ktable({
    name,
    keySerde,
    valueSerde,
    subTopologySourceNodes,
    queryableStoreName: store.queryableStoreName,
    processorSupplier,
    graphNode,
    builder,
  });
}
