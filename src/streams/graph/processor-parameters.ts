import type { FixedKeyProcessorSupplier, ProcessorSupplier } from "../api/processor.ts";
import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import type { AnySupplier } from "../topology/node-definitions.ts";

/** A processor and its name. Kafka's ProcessorParameters. */
export interface ProcessorParameters<KIn, VIn, KOut, VOut> {
  readonly name: string;
  readonly supplier: ProcessorSupplier<KIn, VIn, KOut, VOut> | FixedKeyProcessorSupplier<KIn, VIn, VOut>;
  readonly fixedKey?: boolean;
}

/** The same of whatever types: nodes of the graph only hand processors on. */
export interface AnyProcessor {
  readonly name: string;
  readonly supplier: AnySupplier;
  readonly fixedKey?: boolean;
}

/** Adds the processor, and the stores that come with it. */
export function addProcessor(
  topology: InternalTopologyBuilder,
  { name, supplier, fixedKey }: AnyProcessor,
  parents: readonly string[],
): void {
  topology.addProcessor({ name, supplier, fixedKey, parents });
}
