import type { ForeachAction } from "../api/functions.ts";
import type { Processor, ProcessorSupplierObject } from "../api/processor.ts";
import type { StreamRecord } from "../api/record.ts";
import { ContextualProcessor } from "./contextual-processor.ts";

export class KStreamPeek<K, V> implements ProcessorSupplierObject<K, V, K, V> {
  readonly #action: ForeachAction<K, V>;

  constructor(action: ForeachAction<K, V>) {
    this.#action = action;
  }

  get(): Processor<K, V, K, V> {
    return new KStreamPeekProcessor(this.#action);
  }
}

class KStreamPeekProcessor<K, V> extends ContextualProcessor<K, V, K, V> {
  readonly #action: ForeachAction<K, V>;

  constructor(action: ForeachAction<K, V>) {
    super();
    this.#action = action;
  }

  process(record: StreamRecord<K, V>): void {
    this.#action(record.key, record.value);
    this.context.forward(record);
  }
}
