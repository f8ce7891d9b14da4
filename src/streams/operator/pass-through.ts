import type { Processor, ProcessorSupplierObject } from "../api/processor.ts";
import type { StreamRecord } from "../api/record.ts";
import { ContextualProcessor } from "./contextual-processor.ts";

/** Joins the outputs of several parents (merge), or gives a branch a name. */
export class PassThrough<K, V> implements ProcessorSupplierObject<K, V, K, V> {
  get(): Processor<K, V, K, V> {
    return new PassThroughProcessor();
  }
}

export class PassThroughProcessor<K, V> extends ContextualProcessor<K, V, K, V> {
  process(record: StreamRecord<K, V>): void {
    this.context.forward(record);
  }
}
