import type { KeyValueMapper } from "../api/functions.ts";
import type { Processor, ProcessorSupplierObject } from "../api/processor.ts";
import { StreamRecord } from "../api/record.ts";
import { ContextualProcessor } from "./contextual-processor.ts";

/** Gives records another key. Kafka maps to pairs for that; here no pair is made. */
export class KStreamSelectKey<K, V, KOut> implements ProcessorSupplierObject<K, V, KOut, V> {
  readonly #mapper: KeyValueMapper<K, V, KOut>;

  constructor(mapper: KeyValueMapper<K, V, KOut>) {
    this.#mapper = mapper;
  }

  get(): Processor<K, V, KOut, V> {
    return new KStreamSelectKeyProcessor(this.#mapper);
  }
}

class KStreamSelectKeyProcessor<K, V, KOut> extends ContextualProcessor<K, V, KOut, V> {
  readonly #mapper: KeyValueMapper<K, V, KOut>;

  constructor(mapper: KeyValueMapper<K, V, KOut>) {
    super();
    this.#mapper = mapper;
  }

  process({ key, value, timestamp, headers }: StreamRecord<K, V>): void {
    this.context.forward(new StreamRecord(this.#mapper(key, value), value, timestamp, headers));
  }
}
