import type { Predicate } from "../api/functions.ts";
import type { Processor, ProcessorSupplierObject } from "../api/processor.ts";
import type { StreamRecord } from "../api/record.ts";
import { ContextualProcessor } from "./contextual-processor.ts";

export class KStreamFilter<K, V> implements ProcessorSupplierObject<K, V, K, V> {
  readonly #predicate: Predicate<K, V>;
  readonly #filterNot: boolean;

  constructor(predicate: Predicate<K, V>, filterNot: boolean) {
    this.#predicate = predicate;
    this.#filterNot = filterNot;
  }

  get(): Processor<K, V, K, V> {
    return new KStreamFilterProcessor(this.#predicate, this.#filterNot);
  }
}

class KStreamFilterProcessor<K, V> extends ContextualProcessor<K, V, K, V> {
  readonly #predicate: Predicate<K, V>;
  readonly #filterNot: boolean;

  constructor(predicate: Predicate<K, V>, filterNot: boolean) {
    super();
    this.#predicate = predicate;
    this.#filterNot = filterNot;
  }

  process(record: StreamRecord<K, V>): void {
    // Users' predicates may answer with any truthy value.
    if (!this.#predicate(record.key, record.value) === this.#filterNot) this.context.forward(record);
  }
}
