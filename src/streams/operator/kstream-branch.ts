import type { Predicate } from "../api/functions.ts";
import type { Processor, ProcessorSupplierObject } from "../api/processor.ts";
import type { StreamRecord } from "../api/record.ts";
import { ContextualProcessor } from "./contextual-processor.ts";

/** A record goes to the child of the first predicate that holds, else to the one child more than predicates, if any. */
export class KStreamBranch<K, V> implements ProcessorSupplierObject<K, V, K, V> {
  readonly #predicates: readonly Predicate<K, V>[];
  readonly #childNames: readonly string[];

  /** Both lists are read when a task is made: they may grow until then. */
  constructor(predicates: readonly Predicate<K, V>[], childNames: readonly string[]) {
    this.#predicates = predicates;
    this.#childNames = childNames;
  }

  get(): Processor<K, V, K, V> {
    return new KStreamBranchProcessor(this.#predicates, this.#childNames);
  }
}

class KStreamBranchProcessor<K, V> extends ContextualProcessor<K, V, K, V> {
  readonly #predicates: readonly Predicate<K, V>[];
  readonly #childNames: readonly string[];

  constructor(predicates: readonly Predicate<K, V>[], childNames: readonly string[]) {
    super();
    this.#predicates = predicates;
    this.#childNames = childNames;
  }

  process(record: StreamRecord<K, V>): void {
    let index = 0;
    while (index < this.#predicates.length && !this.#predicates[index]!(record.key, record.value)) index++;
    const childName = this.#childNames[index];
    if (childName !== undefined) this.context.forward(record, childName);
  }
}
