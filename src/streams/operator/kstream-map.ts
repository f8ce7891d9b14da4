import { MillraceError } from "../../base/errors.ts";
import type { KeyValueMapper } from "../api/functions.ts";
import type { Processor, ProcessorSupplierObject } from "../api/processor.ts";
import { type KeyValue, StreamRecord } from "../api/record.ts";
import { ContextualProcessor } from "./contextual-processor.ts";

export class KStreamMap<K, V, KOut, VOut> implements ProcessorSupplierObject<K, V, KOut, VOut> {
  readonly #mapper: KeyValueMapper<K, V, KeyValue<KOut, VOut>>;

  constructor(mapper: KeyValueMapper<K, V, KeyValue<KOut, VOut>>) {
    this.#mapper = mapper;
  }

  get(): Processor<K, V, KOut, VOut> {
    return new KStreamMapProcessor(this.#mapper);
  }
}

class KStreamMapProcessor<K, V, KOut, VOut> extends ContextualProcessor<K, V, KOut, VOut> {
  readonly #mapper: KeyValueMapper<K, V, KeyValue<KOut, VOut>>;

  constructor(mapper: KeyValueMapper<K, V, KeyValue<KOut, VOut>>) {
    super();
    this.#mapper = mapper;
  }

  process(record: StreamRecord<K, V>): void {
    const pair = this.#mapper(record.key, record.value);
    if (pair == null) throw noPair("map");
    this.context.forward(new StreamRecord(pair[0], pair[1], record.timestamp, record.headers));
  }
}

function noPair(operator: string): MillraceError {
  return new MillraceError(
    "PROCESSING_FAILED",
    `${operator}: the mapper returned no [key, value]; to drop a record, filter it or let flatMap return none`,
  );
}
