import { InvariantError } from "../../base/assert.ts";
import type { ValueJoiner } from "../api/functions.ts";
import type { ValueAndTimestamp } from "../api/stores.ts";
import type { InternalProcessorContext } from "./internal-context.ts";
import type { JoinKind } from "./ktable-ktable-join.ts";
import type { KTableValueGetter } from "./ktable-supplier.ts";

const NO_TIME = -1;

/** Computes a joined row from both tables. Never versioned: the join of two versioned tables is none (KIP-914). */
export class KTableKTableJoinValueGetter<K, V1, V2, VOut> implements KTableValueGetter<K, VOut> {
  readonly isVersioned = false;
  readonly #getter1: KTableValueGetter<K, V1>;
  readonly #getter2: KTableValueGetter<K, V2>;
  readonly #joiner: ValueJoiner<K, V1, V2, VOut>;
  readonly #kind: JoinKind;

  constructor(
    getter1: KTableValueGetter<K, V1>,
    getter2: KTableValueGetter<K, V2>,
    joiner: ValueJoiner<K, V1, V2, VOut>,
    kind: JoinKind,
  ) {
    this.#getter1 = getter1;
    this.#getter2 = getter2;
    this.#joiner = joiner;
    this.#kind = kind;
  }

  init(context: InternalProcessorContext<unknown, unknown>): void {
    this.#getter1.init(context);
    this.#getter2.init(context);
  }

  get(key: K): ValueAndTimestamp<VOut | null> | undefined {
    const { value1Optional, value2Optional } = this.#kind;
    const row1 = this.#getter1.get(key);
    const value1 = row1?.value ?? null;
    if (value1 === null && !value1Optional) return undefined;
    const row2 = this.#getter2.get(key);
    const value2 = row2?.value ?? null;
    if (value2 === null && (value1 === null || !value2Optional)) return undefined;
    const value = this.#joiner(value1 as V1, value2 as V2, key) ?? null;
    if (value === null) return undefined;
    return { value, timestamp: Math.max(row1?.timestamp ?? NO_TIME, row2?.timestamp ?? NO_TIME) };
  }

  getAsOf(): never {
    throw new InvariantError("a joined table is not versioned");
  }

  close(): void {
    this.#getter1.close();
    this.#getter2.close();
  }
}
