import type { ProcessorSupplierObject } from "../api/processor.ts";
import type { ValueAndTimestamp } from "../api/stores.ts";
import type { Change } from "../state/change.ts";
import type { InternalProcessorContext } from "./internal-context.ts";

/** Reads the value of a table, materialized or computed from the tables before it. Kafka's KTableValueGetter. */
export interface KTableValueGetter<K, V> {
  /** Must a versioned store be read by time? Then `get` takes a time too. */
  readonly isVersioned: boolean;
  init(context: InternalProcessorContext<unknown, unknown>): void;
  /** The value may be null with a time, where a join keeps the time of a tombstone. */
  get(key: K): ValueAndTimestamp<V | null> | undefined;
  getAsOf(key: K, asOfTimestampMs: number): ValueAndTimestamp<V | null> | undefined;
  close(): void;
}

export interface KTableValueGetterSupplier<K, V> {
  get(): KTableValueGetter<K, V>;
  /** The stores that a reader must be connected to. */
  readonly storeNames: readonly string[];
}

/** Kafka's KTableProcessorSupplier and KTableNewProcessorSupplier. */
export interface KTableProcessorSupplier<KIn, VIn, KOut, VOut>
  extends ProcessorSupplierObject<KIn, Change<VIn>, KOut, Change<VOut>> {
  view(): KTableValueGetterSupplier<KOut, VOut>;
  /** Answers whether old values will be sent; without `forceMaterialization` only if a store is there anyway. */
  enableSendingOldValues(forceMaterialization: boolean): boolean;
}
