import { javaCopyOrder, javaHashOrder } from "./java-order.ts";
import type { NodeDefinition, SinkDefinition } from "./node-definitions.ts";
import { SizedTree } from "./sized-tree.ts";

/** A node in a description, with its neighbours as Kafka orders them: larger sub-trees first. */
export abstract class DescribedNode {
  readonly name: string;
  readonly predecessors = new SizedTree<DescribedNode>();
  readonly successors = new SizedTree<DescribedNode>();
  /** Nodes that hang on this one, itself included; those reached on two ways count twice. */
  size = 1;

  constructor(name: string) {
    this.name = name;
  }

  grow(by: number): void {
    this.size += by;
    for (const predecessor of this.predecessors.values()) predecessor.grow(by);
  }

  protected get arrows(): string {
    return `\n      --> ${namesOf(this.successors)}`;
  }

  protected get origins(): string {
    return `\n      <-- ${namesOf(this.predecessors)}`;
  }
}

export class DescribedSource extends DescribedNode {
  readonly topics: readonly string[];
  readonly pattern: RegExp | undefined;

  constructor(name: string, topics: readonly string[], pattern: RegExp | undefined) {
    super(name);
    this.topics = javaCopyOrder(topics);
    this.pattern = pattern;
  }

  override toString(): string {
    const topics = this.pattern === undefined ? listed(this.topics) : this.pattern.source;
    return `Source: ${this.name} (topics: ${topics})${this.arrows}`;
  }
}

export class DescribedProcessor extends DescribedNode {
  readonly stores: readonly string[];

  constructor(name: string, stores: Iterable<string>) {
    super(name);
    this.stores = javaCopyOrder(javaHashOrder(stores));
  }

  override toString(): string {
    return `Processor: ${this.name} (stores: ${listed(this.stores)})${this.arrows}${this.origins}`;
  }
}

export class DescribedSink extends DescribedNode {
  readonly topic: SinkDefinition["topic"];

  constructor(name: string, topic: SinkDefinition["topic"]) {
    super(name);
    this.topic = topic;
  }

  override toString(): string {
    const topic =
      typeof this.topic === "string" ? `topic: ${this.topic}` : `extractor class: ${this.topic.name || "anonymous"}`;
    return `Sink: ${this.name} (${topic})${this.origins}`;
  }
}

/** Nodes that run in one task. */
export interface DescribedSubtopology {
  readonly id: number;
  readonly nodes: readonly DescribedNode[];
}

/** A topic that is read whole by every instance. */
export interface DescribedGlobalStore {
  readonly id: number;
  readonly source: DescribedSource;
  readonly processor: DescribedProcessor;
}

/** Kafka's TopologyDescription; `toString` gives its text, letter by letter. */
export class TopologyDescription {
  readonly subtopologies: readonly DescribedSubtopology[];
  readonly globalStores: readonly DescribedGlobalStore[];

  constructor(subtopologies: readonly DescribedSubtopology[], globalStores: readonly DescribedGlobalStore[]) {
    this.subtopologies = subtopologies;
    this.globalStores = globalStores;
  }

  toString(): string {
    const parts = [
      ...this.subtopologies.map(({ id, nodes }) => ({
        id,
        text: `Sub-topology: ${id}\n${nodes.map((node) => `    ${node}\n`).join("")}\n`,
      })),
      ...this.globalStores.map(({ id, source, processor }) => ({
        id,
        text: `Sub-topology: ${id} for global store (will not generate tasks)\n    ${source}\n    ${processor}\n`,
      })),
    ].sort((a, b) => a.id - b.id);
    return `Topologies:\n ${parts.map(({ text }) => `  ${text}`).join("")}`;
  }
}

/** Describes the nodes of one task, linked with each other. */
export function describeSubtopology(
  id: number,
  names: readonly string[],
  nodes: ReadonlyMap<string, NodeDefinition>,
): DescribedSubtopology {
  const described = new Map<string, DescribedNode>();
  for (const name of javaHashOrder(javaHashOrder(names)))
    described.set(name, describedNode(nodes.get(name) as NodeDefinition));
  for (const node of described.values()) {
    for (const parentName of (nodes.get(node.name) as NodeDefinition).parents) {
      const parent = described.get(parentName) as DescribedNode;
      node.predecessors.add(parent);
      parent.successors.add(node);
      parent.grow(node.size);
    }
  }
  return { id, nodes: [...described.values()].sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1)) };
}

export function describeGlobalStore(
  id: number,
  names: readonly string[],
  nodes: ReadonlyMap<string, NodeDefinition>,
): DescribedGlobalStore {
  const [source, processor] = names.map((name) => describedNode(nodes.get(name) as NodeDefinition)) as [
    DescribedSource,
    DescribedProcessor,
  ];
  source.successors.add(processor);
  processor.predecessors.add(source);
  return { id, source, processor };
}

function describedNode(node: NodeDefinition): DescribedNode {
  const { definition, kind } = node;
  if (kind === "source") return new DescribedSource(definition.name, definition.topics ?? [], definition.pattern);
  if (kind === "processor") return new DescribedProcessor(definition.name, node.stores);
  return new DescribedSink(definition.name, definition.topic);
}

function listed(names: readonly string[]): string {
  return `[${names.join(", ")}]`;
}

function namesOf(nodes: SizedTree<DescribedNode>): string {
  const names = [...nodes.values()].map(({ name }) => name);
  return names.length === 0 ? "none" : names.join(", ");
}
