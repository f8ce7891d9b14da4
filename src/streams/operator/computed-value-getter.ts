import type { ValueAndTimestamp } from "../api/stores.ts";
import type { InternalProcessorContext } from "./internal-context.ts";
import type { KTableValueGetter } from "./ktable-supplier.ts";

type Stored<V> = ValueAndTimestamp<V | null> | undefined;

/** Reads a table and makes of what it finds the value of the next one. */
export class ComputedValueGetter<K, V, VOut> implements KTableValueGetter<K, VOut> {
  readonly #parent: KTableValueGetter<K, V>;
  readonly #compute: (key: K, value: Stored<V>) => Stored<VOut>;

  constructor(parent: KTableValueGetter<K, V>, compute: (key: K, value: Stored<V>) => Stored<VOut>) {
    this.#parent = parent;
    this.#compute = compute;
  }

  get isVersioned(): boolean {
    return this.#parent.isVersioned;
  }

  init(context: InternalProcessorContext<unknown, unknown>): void {
    this.#parent.init(context);
  }

  get(key: K): Stored<VOut> {
    return this.#compute(key, this.#parent.get(key));
  }

  getAsOf(key: K, asOfTimestampMs: number): Stored<VOut> {
    return this.#compute(key, this.#parent.getAsOf(key, asOfTimestampMs));
  }

  close(): void {
    this.#parent.close();
  }
}
