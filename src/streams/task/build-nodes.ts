import { MillraceError } from "../../base/errors.ts";
import type { ProcessorTopology, SourceSpec } from "../topology/processor-topology.ts";
import type { ErrorPolicy } from "./error-policy.ts";
import { FixedKeyNodeContext, NodeContext, type NodeHost } from "./node-context.ts";
import { ProcessorNode } from "./processor-node.ts";
import type { RecordCollector } from "./record-collector.ts";
import type { RuntimeNode } from "./runtime-node.ts";
import { SinkNode } from "./sink-node.ts";
import { SourceNode } from "./source-node.ts";

export interface RuntimeNodes {
  /** Parents first: the order of init and close. */
  readonly inOrder: readonly RuntimeNode[];
  readonly sources: ReadonlyMap<SourceSpec, SourceNode>;
}

/** Makes the processors of one task and ties them together. `collector` is undefined where nothing is sent. */
export function buildNodes(
  topology: ProcessorTopology,
  host: NodeHost,
  errors: ErrorPolicy,
  collector: RecordCollector | undefined,
): RuntimeNodes {
  const nodes = new Map<string, RuntimeNode>();
  const sources = new Map<SourceSpec, SourceNode>();
  const childLists = new Map<string, RuntimeNode[]>();
  const childrenOf = (name: string): RuntimeNode[] => {
    const children = childLists.get(name) ?? [];
    childLists.set(name, children);
    return children;
  };
  for (const spec of topology.sources) {
    const source = new SourceNode(spec, childrenOf(spec.name));
    sources.set(spec, source);
    nodes.set(spec.name, source);
  }
  for (const spec of topology.processors) {
    const Context = spec.fixedKey ? FixedKeyNodeContext : NodeContext;
    nodes.set(spec.name, new ProcessorNode(spec, new Context(host, spec, childrenOf(spec.name)), errors));
  }
  for (const spec of topology.sinks) {
    if (collector === undefined)
      throw new MillraceError("INVALID_TOPOLOGY", `sink "${spec.name}" is behind a global store`);
    nodes.set(spec.name, new SinkNode(spec, collector));
  }
  for (const { name, children } of [...topology.sources, ...topology.processors])
    for (const child of children) childrenOf(name).push(nodeNamed(nodes, child));
  return { inOrder: topology.order.map((name) => nodeNamed(nodes, name)), sources };
}

function nodeNamed(nodes: ReadonlyMap<string, RuntimeNode>, name: string): RuntimeNode {
  const node = nodes.get(name);
  if (node === undefined) throw new MillraceError("INVALID_TOPOLOGY", `there is no processor "${name}"`);
  return node;
}
