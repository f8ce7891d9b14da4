import type { ProcessorSupplierObject } from "../api/processor.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import { SourceGraphNode, type SourceOptions } from "./source-graph-node.ts";

interface TableSource {
  readonly topic: string;
  readonly sourceName: string;
  readonly processorName: string;
  /** A KTableSource. Has a store only once something needs one. */
  readonly supplier: ProcessorSupplierObject<never, never, unknown, unknown>;
  /** A table of which every task has all of the topic: its store is not written to a changelog. */
  readonly globalStore: StoreBuilder | undefined;
}

/** A topic read as a table. */
export class TableSourceNode extends SourceGraphNode {
  readonly #table: TableSource;
  /** Is the topic the changelog of the store too? */
  reuseSourceTopic = false;

  constructor(table: TableSource, options: SourceOptions) {
    const call = table.globalStore === undefined ? "table" : "globalTable";
    super(table.processorName, `${call}(${JSON.stringify(table.topic)})`, options);
    this.#table = table;
  }

  writeTo(topology: InternalTopologyBuilder): void {
    const { topic, sourceName, processorName, supplier, globalStore } = this.#table;
    const { offsetReset, ...reading } = this.reading;
    if (globalStore !== undefined) {
      topology.addGlobalStore({
        store: globalStore,
        sourceName,
        topic,
        ...reading,
        processorName,
        supplier,
        reprocessOnRestore: false,
      });
      return;
    }
    topology.addSource({ name: sourceName, topics: [topic], ...reading, offsetReset });
    topology.addProcessor({ name: processorName, supplier, parents: [sourceName] });
    if (!this.reuseSourceTopic) return;
    for (const store of supplier.stores?.() ?? []) topology.connectSourceStoreAndTopic(store.name, topic);
  }
}
