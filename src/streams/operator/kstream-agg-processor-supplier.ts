import type { ProcessorSupplierObject } from "../api/processor.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import type { Change } from "../state/change.ts";
import type { KTableValueGetterSupplier } from "./ktable-supplier.ts";

/** An aggregation of a stream: takes its records, gives changes of a table whose store it keeps. */
export interface KStreamAggProcessorSupplier<KIn, VIn, KAgg, VAgg>
  extends ProcessorSupplierObject<KIn, VIn, KAgg, Change<VAgg>> {
  stores(): Iterable<StoreBuilder>;
  view(): KTableValueGetterSupplier<KAgg, VAgg>;
  enableSendingOldValues(): void;
}
