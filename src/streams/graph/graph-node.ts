import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";

/** One step of a program in the DSL, before it becomes processors, stores and topics. Passes rewrite the graph. */
export abstract class GraphNode {
  readonly name: string;
  /** Order of creation: nodes are written in it (a queue by priority). */
  buildPriority = -1;
  keyChanging = false;
  valueChanging = false;
  mergeNode = false;
  /** Joins that keep records with a null key (KIP-962) mark the nodes before them. */
  nullKeyRelaxedJoin = false;
  /** Is the output a versioned table? Undefined: as the parent's. */
  outputVersioned: boolean | undefined;
  written = false;
  readonly #parents = new Set<GraphNode>();
  readonly #children = new Set<GraphNode>();

  constructor(name: string) {
    this.name = name;
  }

  /** Adds its processors, stores and topics. */
  abstract writeTo(topology: InternalTopologyBuilder): void;

  get parents(): readonly GraphNode[] {
    return [...this.#parents];
  }

  get parentNames(): readonly string[] {
    return this.parents.map((parent) => parent.name);
  }

  get children(): readonly GraphNode[] {
    return [...this.#children];
  }

  get allParentsWritten(): boolean {
    return this.parents.every((parent) => parent.written);
  }

  addChild(child: GraphNode): void {
    this.#children.add(child);
    child.#parents.add(this);
  }

  removeChild(child: GraphNode): boolean {
    return this.#children.delete(child) && child.#parents.delete(this);
  }

  clearChildren(): void {
    for (const child of this.#children) child.#parents.delete(this);
    this.#children.clear();
  }
}
