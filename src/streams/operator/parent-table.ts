import type { KTableValueGetterSupplier } from "./ktable-supplier.ts";

/** What an operator asks of the table before it. KTableImpl is one. */
export interface ParentTable<K, V> {
  /** Materializes a table that needs a store for it. */
  valueGetterSupplier(): KTableValueGetterSupplier<K, V>;
  enableSendingOldValues(forceMaterialization: boolean): boolean;
}
