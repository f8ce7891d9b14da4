import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import type { AnySupplier } from "../topology/node-definitions.ts";

/** A processor and its name (Kafka's ProcessorParameters), of whatever types: nodes of the graph only hand it on. */
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
