import { KTableMaterializedValueGetterSupplier } from "../../../src/streams/operator/ktable-materialized-value-getter-supplier.ts";
import type { KTableValueGetterSupplier } from "../../../src/streams/operator/ktable-supplier.ts";
import type { ParentTable } from "../../../src/streams/operator/parent-table.ts";

/** The table before an operator: what was asked of it, and what it reads from. */
export class FakeTable<K, V> implements ParentTable<K, V> {
  readonly asked: boolean[] = [];
  readonly #storeName: string | undefined;

  /** Without a store it gives old values only when it is forced to. */
  constructor(storeName: string | undefined) {
    this.#storeName = storeName;
  }

  valueGetterSupplier(): KTableValueGetterSupplier<K, V> {
    return new KTableMaterializedValueGetterSupplier(this.#storeName ?? "forced");
  }

  enableSendingOldValues(forceMaterialization: boolean): boolean {
    this.asked.push(forceMaterialization);
    return forceMaterialization || this.#storeName !== undefined;
  }
}
