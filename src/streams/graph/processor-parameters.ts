import type { FixedKeyProcessorSupplier, ProcessorSupplier } from "../api/processor.ts";
import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";

/** A processor and its name. Kafka's ProcessorParameters. */
export interface ProcessorParameters<KIn, VIn, KOut, VOut> {
  readonly name: string;
  readonly supplier: ProcessorSupplier<KIn, VIn, KOut, VOut> | FixedKeyProcessorSupplier<KIn, VIn, VOut>;
  readonly fixedKey?: boolean;
}

/** A processor of whatever types: nodes of the graph only hand it on. */
// biome-ignore lint/suspicious/noExplicitAny: types of the records were checked where the operator was called
export type AnyProcessor = ProcessorParameters<any, any, any, any>;

/** Adds the processor, and the stores that come with it. */
export function addProcessor(
  topology: InternalTopologyBuilder,
  { name, supplier, fixedKey }: AnyProcessor,
  parents: readonly string[],
): void {
  topology.addProcessor({ name, supplier, parents, ...(fixedKey === true && { fixedKey }) });
}
