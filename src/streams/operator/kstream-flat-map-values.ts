import type { ValueMapper } from "../api/functions.ts";
import type { Processor, ProcessorSupplierObject } from "../api/processor.ts";
import { StreamRecord } from "../api/record.ts";
import { ContextualProcessor } from "./contextual-processor.ts";
import { notIterable } from "./kstream-flat-map.ts";

export class KStreamFlatMapValues<K, V, VOut> implements ProcessorSupplierObject<K, V, K, VOut> {
  readonly #mapper: ValueMapper<K, V, Iterable<VOut>>;

  constructor(mapper: ValueMapper<K, V, Iterable<VOut>>) {
    this.#mapper = mapper;
  }

  get(): Processor<K, V, K, VOut> {
    return new KStreamFlatMapValuesProcessor(this.#mapper);
  }
}

class KStreamFlatMapValuesProcessor<K, V, VOut> extends ContextualProcessor<K, V, K, VOut> {
  readonly #mapper: ValueMapper<K, V, Iterable<VOut>>;

  constructor(mapper: ValueMapper<K, V, Iterable<VOut>>) {
    super();
    this.#mapper = mapper;
  }

  process(record: StreamRecord<K, V>): void {
    const values = this.#mapper(record.value, record.key);
    if (values == null) throw notIterable("flatMapValues", "values");
    for (const value of values) {
      this.context.forward(new StreamRecord(record.key, value, record.timestamp, record.headers));
    }
  }
}
