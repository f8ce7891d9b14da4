import type { StoreBuilder } from "../api/store-builder.ts";
import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import type { AnySupplier } from "../topology/node-definitions.ts";
import { SourceGraphNode, type SourceOptions } from "./source-graph-node.ts";

interface GlobalStoreParts {
  readonly store: StoreBuilder;
  readonly sourceName: string;
  readonly topic: string;
  readonly processorName: string;
  readonly supplier: AnySupplier;
  /** Does a restart run the processor over the topic again, or copy the records into the store? */
  readonly reprocessOnRestore: boolean;
}

/** A store of which every task has all, filled by a processor of the user. */
export class GlobalStoreNode extends SourceGraphNode {
  readonly #parts: GlobalStoreParts;

  constructor(parts: GlobalStoreParts, options: SourceOptions) {
    super(parts.store.name, `addGlobalStore of "${parts.store.name}"`, options);
    this.#parts = parts;
  }

  writeTo(topology: InternalTopologyBuilder): void {
    const { keyDeserializer, valueDeserializer, timestampExtractor } = this.reading;
    topology.addGlobalStore({ ...this.#parts, keyDeserializer, valueDeserializer, timestampExtractor });
  }
}
