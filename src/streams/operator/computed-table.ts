import type { StoreBuilder } from "../api/store-builder.ts";
import { KTableMaterializedValueGetterSupplier } from "./ktable-materialized-value-getter-supplier.ts";
import type { KTableValueGetter, KTableValueGetterSupplier } from "./ktable-supplier.ts";
import type { ParentTable } from "./parent-table.ts";

/** A table that is a function of the one before it, by key: in a store of its own, or computed when it is read. */
export abstract class ComputedTable<K, V, VOut> {
  protected readonly parent: ParentTable<K, V>;
  protected readonly queryableName: string | undefined;
  protected sendOldValues = false;
  readonly #storeBuilder: StoreBuilder | undefined;

  constructor(parent: ParentTable<K, V>, queryableName: string | undefined, storeBuilder: StoreBuilder | undefined) {
    this.parent = parent;
    this.queryableName = queryableName;
    this.#storeBuilder = storeBuilder;
  }

  /** Reads a value through the table before. */
  protected abstract computedGetter(parent: KTableValueGetter<K, V>): KTableValueGetter<K, VOut>;

  stores(): Iterable<StoreBuilder> {
    return this.#storeBuilder === undefined ? [] : [this.#storeBuilder];
  }

  enableSendingOldValues(forceMaterialization: boolean): boolean {
    if (this.queryableName !== undefined || this.parent.enableSendingOldValues(forceMaterialization)) {
      this.sendOldValues = true;
    }
    return this.sendOldValues;
  }

  view(): KTableValueGetterSupplier<K, VOut> {
    if (this.queryableName !== undefined) return new KTableMaterializedValueGetterSupplier(this.queryableName);
    const parent = this.parent.valueGetterSupplier();
    return { storeNames: parent.storeNames, get: () => this.computedGetter(parent.get()) };
  }
}
