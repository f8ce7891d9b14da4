import type { StoreBuilder } from "../../api/store-builder.ts";
import { GROUPED_STORE, requireSerdes } from "../../graph/require-serdes.ts";
import { Stores } from "../../state/stores.ts";
import type { EmitStrategy } from "../../windows/emit-strategy.ts";
import type { SlidingWindows } from "../../windows/sliding-windows.ts";
import type { Windows } from "../../windows/windows.ts";
import type { MaterializedInternal } from "../materialized-internal.ts";
import { dslStoreSuppliers, type WindowStoreParameters } from "./dsl-store-suppliers.ts";
import { givenSupplier, withLoggingAndCaching } from "./materialized-store.ts";
import { requireRetention } from "./retention.ts";

/** The store of windows that time alone decides. Kafka's WindowStoreMaterializer. */
export function windowStoreBuilder<K, V>(
  operator: string,
  materialized: MaterializedInternal<K, V>,
  windows: Windows,
  emitStrategy: EmitStrategy,
): StoreBuilder {
  const neededMs = windows.sizeMs + windows.gracePeriodMs;
  const retentionMs = requireRetention(operator, materialized, neededMs, "the windows' size plus their grace period");
  return build(operator, materialized, { retentionMs, windowSizeMs: windows.sizeMs, emitStrategy });
}

/**
 * The store of sliding windows. It reaches back twice the time difference, as far as a window may begin that a late
 * record makes. Kafka's SlidingWindowStoreMaterializer.
 */
export function slidingWindowStoreBuilder<K, V>(
  operator: string,
  materialized: MaterializedInternal<K, V>,
  windows: SlidingWindows,
  emitStrategy: EmitStrategy,
): StoreBuilder {
  const neededMs = 2 * windows.timeDifferenceMs + windows.gracePeriodMs;
  const least = "twice the windows' time difference plus their grace period";
  const retentionMs = requireRetention(operator, materialized, neededMs, least);
  // A cache would hold back what the strategy emits only once anyway.
  const cachingAllowed = emitStrategy.type !== "on-window-close";
  const parameters = { retentionMs, windowSizeMs: windows.timeDifferenceMs, emitStrategy };
  return build(operator, materialized, parameters, cachingAllowed);
}

function build<K, V>(
  operator: string,
  materialized: MaterializedInternal<K, V>,
  parameters: Omit<WindowStoreParameters, "name">,
  cachingAllowed = true,
): StoreBuilder {
  const { storeName, storeKeySerde, storeValueSerde } = materialized;
  requireSerdes(operator, GROUPED_STORE, storeKeySerde, storeValueSerde);
  const supplier =
    givenSupplier(operator, materialized, "window") ??
    dslStoreSuppliers.windowStore({ name: storeName as string, ...parameters });
  const builder = Stores.timestampedWindowStoreBuilder(supplier, storeKeySerde, storeValueSerde);
  return withLoggingAndCaching(builder, materialized, cachingAllowed);
}
