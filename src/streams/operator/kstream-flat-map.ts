import { MillraceError } from "../../base/errors.ts";
import type { FlatMapper } from "../api/functions.ts";
import type { Processor, ProcessorSupplierObject } from "../api/processor.ts";
import { StreamRecord } from "../api/record.ts";
import { ContextualProcessor } from "./contextual-processor.ts";

export class KStreamFlatMap<K, V, KOut, VOut> implements ProcessorSupplierObject<K, V, KOut, VOut> {
  readonly #mapper: FlatMapper<K, V, KOut, VOut>;

  constructor(mapper: FlatMapper<K, V, KOut, VOut>) {
    this.#mapper = mapper;
  }

  get(): Processor<K, V, KOut, VOut> {
    return new KStreamFlatMapProcessor(this.#mapper);
  }
}

class KStreamFlatMapProcessor<K, V, KOut, VOut> extends ContextualProcessor<K, V, KOut, VOut> {
  readonly #mapper: FlatMapper<K, V, KOut, VOut>;

  constructor(mapper: FlatMapper<K, V, KOut, VOut>) {
    super();
    this.#mapper = mapper;
  }

  process(record: StreamRecord<K, V>): void {
    const pairs = this.#mapper(record.key, record.value);
    if (pairs == null) throw notIterable("flatMap", "[key, value] pairs");
    for (const pair of pairs) {
      this.context.forward(new StreamRecord(pair[0], pair[1], record.timestamp, record.headers));
    }
  }
}

export function notIterable(operator: string, of: string): MillraceError {
  return new MillraceError(
    "PROCESSING_FAILED",
    `${operator}: the mapper must return an iterable of ${of}; return [] for none`,
  );
}
