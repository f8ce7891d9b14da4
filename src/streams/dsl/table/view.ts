import type { Serde } from "../../../serde/serde.ts";
import type { StoreBuilder } from "../../api/store-builder.ts";
import type { GraphNode } from "../../graph/graph-node.ts";
import type { Materialized } from "../../options/materialized.ts";
import { MaterializedInternal } from "../materialized-internal.ts";
import { keyValueStoreBuilder } from "../store/key-value-store-materializer.ts";
import type { KTableInternals } from "../stream-constructors.ts";

/** What a table gets that is computed from the one before it, and has a store only where it shall be read. */
export interface TableView<K, V> {
  readonly keySerde: Serde<K> | undefined;
  readonly valueSerde: Serde<V> | undefined;
  readonly queryableStoreName: string | undefined;
  /** Undefined: no store. */
  readonly store: StoreBuilder | undefined;
  /** Undefined: as the table before it. */
  readonly outputVersioned: boolean | undefined;
}

interface ViewNaming<V> {
  /** An index is used up for a store that has no name, as if it was there. Undefined: none is. */
  readonly storeNamePrefix?: string;
  /** Where the Materialized has none. */
  readonly valueSerde: Serde<V> | undefined;
}

export function viewOf<K, V0, V>(
  operator: string,
  table: KTableInternals<K, V0>,
  materialized: Materialized<K, V> | undefined,
  naming: ViewNaming<V>,
): TableView<K, V> {
  if (materialized === undefined) {
    return {
      keySerde: table.keySerde,
      valueSerde: naming.valueSerde,
      queryableStoreName: undefined,
      store: undefined,
      outputVersioned: undefined,
    };
  }
  const internal = new MaterializedInternal(materialized, table.builder);
  if (internal.storeName === undefined && naming.storeNamePrefix !== undefined) {
    table.builder.newStoreName(naming.storeNamePrefix);
  }
  internal.inheritSerdes(table.keySerde, naming.valueSerde);
  const store = internal.queryableStoreName === undefined ? undefined : keyValueStoreBuilder(operator, internal);
  return {
    keySerde: internal.keySerde,
    valueSerde: internal.valueSerde,
    queryableStoreName: internal.queryableStoreName,
    store,
    outputVersioned: internal.isVersioned,
  };
}

/** Adds the node of a table that is computed from one other. */
export function addTable<K, V0, V>(
  parent: KTableInternals<K, V0>,
  node: GraphNode,
  view: TableView<K, V>,
  processorSupplier: unknown,
): KTableInternals<K, V> {
  node.outputVersioned = view.outputVersioned;
  parent.builder.addGraphNode(parent.graphNode, node);
  return parent.builder.create.ktable<K, V>({
    name: node.name,
    keySerde: view.keySerde,
    valueSerde: view.valueSerde,
    subTopologySourceNodes: parent.subTopologySourceNodes,
    queryableStoreName: view.queryableStoreName,
    processorSupplier,
    graphNode: node,
    builder: parent.builder,
  });
}
