import type { Serde } from "../../serde/serde.ts";
import type { FixedKeyProcessorSupplier, ProcessorSupplier } from "../api/processor.ts";
import { ProcessorGraphNode } from "../graph/processor-graph-node.ts";
import type { AnySupplier } from "../topology/node-definitions.ts";
import { type MaybeNamed, orElseGenerateWithPrefix } from "./named-internal.ts";
import type { KStreamInternals, KStreamParts } from "./stream-constructors.ts";

interface Step {
  readonly named: MaybeNamed;
  /** Of the name, if it is generated. */
  readonly prefix: string;
  readonly supplier: AnySupplier;
  /** Which part of a record it may change. */
  readonly changes: "nothing" | "key" | "value" | "both";
}

/** Any supplier, whose types were checked where the user called. */
export function untyped<KIn, VIn, KOut, VOut>(
  supplier: ProcessorSupplier<KIn, VIn, KOut, VOut> | FixedKeyProcessorSupplier<KIn, VIn, VOut>,
): AnySupplier {
  return supplier as AnySupplier;
}

/** Puts a processor behind a stream. */
export function appendNode<K, V>(stream: KStreamParts<K, V>, step: Step): ProcessorGraphNode {
  const name = orElseGenerateWithPrefix(step.named, stream.builder, step.prefix);
  const node = new ProcessorGraphNode(name, { name, supplier: step.supplier });
  node.keyChanging = changesKey(step);
  node.valueChanging = step.changes === "value";
  stream.builder.addGraphNode(stream.graphNode, node);
  return node;
}

/** Puts a processor behind a stream; answers what comes out. It has the serdes of what did not change. */
export function append<K, V, K2, V2>(stream: KStreamParts<K, V>, step: Step): KStreamInternals<K2, V2> {
  const node = appendNode(stream, step);
  const keepsValue = step.changes === "nothing" || step.changes === "key";
  return stream.builder.create.kstream({
    name: node.name,
    keySerde: changesKey(step) ? undefined : (stream.keySerde as Serde<K2> | undefined),
    valueSerde: keepsValue ? (stream.valueSerde as Serde<V2> | undefined) : undefined,
    subTopologySourceNodes: stream.subTopologySourceNodes,
    repartitionRequired: stream.repartitionRequired || changesKey(step),
    graphNode: node,
    builder: stream.builder,
  });
}

function changesKey({ changes }: Step): boolean {
  return changes === "key" || changes === "both";
}
