import type { Serde } from "../../serde/serde.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import { GraphNode } from "../graph/graph-node.ts";
import { StateStoreNode } from "../graph/state-store-node.ts";
import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import type { InternalNameProvider } from "./named-internal.ts";
import type { StreamConstructors } from "./stream-constructors.ts";

export interface DefaultSerdes {
  readonly key: Serde<unknown> | undefined;
  readonly value: Serde<unknown> | undefined;
}

class RootNode extends GraphNode {
  writeTo(): void {}
}

/** Collects the graph of a program: operators add nodes and take names; `build` writes it all into the topology. */
export class InternalStreamsBuilder implements InternalNameProvider {
  readonly root: GraphNode = new RootNode("root");
  readonly topology: InternalTopologyBuilder;
  readonly create: StreamConstructors;
  readonly #defaultSerdes: DefaultSerdes;
  #index = 0;
  #buildPriority = 0;

  constructor(topology: InternalTopologyBuilder, create: StreamConstructors, defaultSerdes: DefaultSerdes) {
    this.topology = topology;
    this.create = create;
    this.#defaultSerdes = defaultSerdes;
  }

  newProcessorName(prefix: string): string {
    return `${prefix}${this.#nextIndex()}`;
  }

  newStoreName(prefix: string): string {
    return `${prefix}STATE-STORE-${this.#nextIndex()}`;
  }

  /** The builder's default, of whatever type the stream says it has: the user promised that it fits. */
  defaultSerde<T>(of: "key" | "value"): Serde<T> | undefined {
    return this.#defaultSerdes[of] as Serde<T> | undefined;
  }

  addGraphNode(parents: GraphNode | readonly GraphNode[], child: GraphNode): void {
    for (const parent of Array.isArray(parents) ? (parents as readonly GraphNode[]) : [parents as GraphNode]) {
      parent.addChild(child);
      child.buildPriority = this.#buildPriority++;
    }
  }

  addStateStore(builder: StoreBuilder): void {
    this.addGraphNode(this.root, new StateStoreNode(builder));
  }

  #nextIndex(): string {
    return String(this.#index++).padStart(10, "0");
  }
}
