import type { StoreBuilder } from "../api/store-builder.ts";
import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import { GraphNode } from "./graph-node.ts";

/** A store that the user added and connects to processors by name. */
export class StateStoreNode extends GraphNode {
  readonly #builder: StoreBuilder;

  constructor(builder: StoreBuilder) {
    super(builder.name);
    this.#builder = builder;
  }

  writeTo(topology: InternalTopologyBuilder): void {
    topology.addStateStore(this.#builder);
  }
}
