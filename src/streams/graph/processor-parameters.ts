import type { FixedKeyProcessorSupplier, ProcessorSupplier } from "../api/processor.ts";

/** A processor and its name. Kafka's ProcessorParameters. */
export interface ProcessorParameters<KIn, VIn, KOut, VOut> {
  readonly name: string;
  readonly supplier: ProcessorSupplier<KIn, VIn, KOut, VOut> | FixedKeyProcessorSupplier<KIn, VIn, VOut>;
  readonly fixedKey?: boolean;
}
