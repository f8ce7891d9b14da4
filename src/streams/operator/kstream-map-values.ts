import type { ValueMapper } from "../api/functions.ts";
import type { Processor, ProcessorSupplierObject } from "../api/processor.ts";
import { StreamRecord } from "../api/record.ts";
import { ContextualProcessor } from "./contextual-processor.ts";

/** Also what a table becomes a stream with: the mapper takes the new value out of a change. */
export class KStreamMapValues<K, V, VOut> implements ProcessorSupplierObject<K, V, K, VOut> {
  readonly #mapper: ValueMapper<K, V, VOut>;

  constructor(mapper: ValueMapper<K, V, VOut>) {
    this.#mapper = mapper;
  }

  get(): Processor<K, V, K, VOut> {
    return new KStreamMapValuesProcessor(this.#mapper);
  }
}

class KStreamMapValuesProcessor<K, V, VOut> extends ContextualProcessor<K, V, K, VOut> {
  readonly #mapper: ValueMapper<K, V, VOut>;

  constructor(mapper: ValueMapper<K, V, VOut>) {
    super();
    this.#mapper = mapper;
  }

  process(record: StreamRecord<K, V>): void {
    const value = this.#mapper(record.value, record.key);
    this.context.forward(new StreamRecord(record.key, value, record.timestamp, record.headers));
  }
}
