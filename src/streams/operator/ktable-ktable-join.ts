import type { ValueJoiner } from "../api/functions.ts";
import type { Processor } from "../api/processor.ts";
import type { Change } from "../state/change.ts";
import { KTableKTableJoinProcessor } from "./ktable-ktable-join-processor.ts";
import { KTableKTableJoinValueGetter } from "./ktable-ktable-join-value-getter.ts";
import type { KTableProcessorSupplier, KTableValueGetterSupplier } from "./ktable-supplier.ts";
import type { ParentTable } from "./parent-table.ts";

/** Which rows of the two tables a join gives where only one has the key. */
export interface JoinKind {
  /** A row of table 2 alone is a row of the join. */
  readonly value1Optional: boolean;
  /** A row of table 1 alone is a row of the join. */
  readonly value2Optional: boolean;
}

/** One side of a join of tables: changes of table 1 meet the row of table 2. */
export abstract class KTableKTableAbstractJoin<K, V1, V2, VOut> implements KTableProcessorSupplier<K, V1, K, VOut> {
  readonly #table1: ParentTable<K, V1>;
  readonly #table2: ParentTable<K, V2>;
  readonly #joiner: ValueJoiner<K, V1, V2, VOut>;
  readonly #kind: JoinKind;
  readonly #values1: KTableValueGetterSupplier<K, V1>;
  readonly #values2: KTableValueGetterSupplier<K, V2>;
  #sendOldValues = false;
  #useVersionedSemantics = false;

  protected constructor(
    table1: ParentTable<K, V1>,
    table2: ParentTable<K, V2>,
    joiner: ValueJoiner<K, V1, V2, VOut>,
    kind: JoinKind,
  ) {
    this.#table1 = table1;
    this.#table2 = table2;
    this.#joiner = joiner;
    this.#kind = kind;
    this.#values1 = table1.valueGetterSupplier();
    this.#values2 = table2.valueGetterSupplier();
  }

  get(): Processor<K, Change<V1>, K, Change<VOut>> {
    return new KTableKTableJoinProcessor(this.#values2.get(), this.#joiner, this.#kind, {
      sendOldValues: this.#sendOldValues,
      useVersionedSemantics: this.#useVersionedSemantics,
    });
  }

  view(): KTableValueGetterSupplier<K, VOut> {
    const values1 = this.#values1;
    const values2 = this.#values2;
    return {
      get: () => new KTableKTableJoinValueGetter(values1.get(), values2.get(), this.#joiner, this.#kind),
      get storeNames() {
        return unionOf(values1.storeNames, values2.storeNames);
      },
    };
  }

  enableSendingOldValues(_forceMaterialization: boolean): boolean {
    this.#table1.enableSendingOldValues(true);
    this.#table2.enableSendingOldValues(true);
    this.#sendOldValues = true;
    return true;
  }

  /** True when table 1 is versioned: changes that do not alter its latest row are dropped then (KIP-914). */
  setUseVersionedSemantics(useVersionedSemantics: boolean): void {
    this.#useVersionedSemantics = useVersionedSemantics;
  }
}

export class KTableKTableInnerJoin<K, V1, V2, VOut> extends KTableKTableAbstractJoin<K, V1, V2, VOut> {
  constructor(table1: ParentTable<K, V1>, table2: ParentTable<K, V2>, joiner: ValueJoiner<K, V1, V2, VOut>) {
    super(table1, table2, joiner, { value1Optional: false, value2Optional: false });
  }
}

/** Changes of the left table. The joiner gets null where the right one has no row. */
export class KTableKTableLeftJoin<K, V1, V2, VOut> extends KTableKTableAbstractJoin<K, V1, V2, VOut> {
  constructor(table1: ParentTable<K, V1>, table2: ParentTable<K, V2>, joiner: ValueJoiner<K, V1, V2, VOut>) {
    super(table1, table2, joiner, { value1Optional: false, value2Optional: true });
  }
}

/** Changes of a left join's right table, which is table 1; the joiner is the reversed one. */
export class KTableKTableRightJoin<K, V1, V2, VOut> extends KTableKTableAbstractJoin<K, V1, V2, VOut> {
  constructor(table1: ParentTable<K, V1>, table2: ParentTable<K, V2>, joiner: ValueJoiner<K, V1, V2, VOut>) {
    super(table1, table2, joiner, { value1Optional: true, value2Optional: false });
  }
}

export class KTableKTableOuterJoin<K, V1, V2, VOut> extends KTableKTableAbstractJoin<K, V1, V2, VOut> {
  constructor(table1: ParentTable<K, V1>, table2: ParentTable<K, V2>, joiner: ValueJoiner<K, V1, V2, VOut>) {
    super(table1, table2, joiner, { value1Optional: true, value2Optional: true });
  }
}

export function unionOf(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])];
}
