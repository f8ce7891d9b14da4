import type { KeyValueMapper } from "../api/functions.ts";
import type { Processor, ProcessorSupplierObject } from "../api/processor.ts";
import type { StreamRecord } from "../api/record.ts";

/** Where lines go, and how a record becomes one. */
interface PrintTarget<K, V> {
  readonly label: string;
  readonly mapper: KeyValueMapper<K, V, string>;
  /** Takes a line without its end. */
  readonly write: (line: string) => void;
  readonly close?: (() => void) | undefined;
}

/** Writes "[label]: text" for each record and hands nothing on. */
export class KStreamPrint<K, V> implements ProcessorSupplierObject<K, V> {
  readonly #target: PrintTarget<K, V>;

  constructor(target: PrintTarget<K, V>) {
    this.#target = target;
  }

  get(): Processor<K, V> {
    return new KStreamPrintProcessor(this.#target);
  }
}

class KStreamPrintProcessor<K, V> implements Processor<K, V> {
  readonly #target: PrintTarget<K, V>;

  constructor(target: PrintTarget<K, V>) {
    this.#target = target;
  }

  process(record: StreamRecord<K, V>): void {
    this.#target.write(`[${this.#target.label}]: ${this.#target.mapper(record.key, record.value)}`);
  }

  close(): void {
    this.#target.close?.();
  }
}
