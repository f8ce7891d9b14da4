import type { Processor, ProcessorContext } from "../api/processor.ts";
import type { StreamRecord } from "../api/record.ts";
import type { InternalProcessorContext } from "./internal-context.ts";

/** A processor that keeps its context. What the DSL's operators extend. */
export abstract class ContextualProcessor<KIn, VIn, KOut, VOut> implements Processor<KIn, VIn, KOut, VOut> {
  protected context!: InternalProcessorContext<KOut, VOut>;

  init(context: ProcessorContext<KOut, VOut>): void {
    this.context = context as InternalProcessorContext<KOut, VOut>;
  }

  abstract process(record: StreamRecord<KIn, VIn>): void;
}
