import type { ForeachAction } from "../api/functions.ts";
import type { Processor } from "../api/processor.ts";
import type { StreamRecord } from "../api/record.ts";

/** Calls an action and hands nothing on. Its supplier is a function: `() => new ForeachProcessor(action)`. */
export class ForeachProcessor<K, V> implements Processor<K, V> {
  readonly #action: ForeachAction<K, V>;

  constructor(action: ForeachAction<K, V>) {
    this.#action = action;
  }

  process(record: StreamRecord<K, V>): void {
    this.#action(record.key, record.value);
  }
}
