import type { StoreBuilder } from "../../api/store-builder.ts";
import { GROUPED_STORE, requireSerdes } from "../../graph/require-serdes.ts";
import { Stores } from "../../state/stores.ts";
import type { EmitStrategy } from "../../windows/emit-strategy.ts";
import type { SessionWindows } from "../../windows/session-windows.ts";
import type { MaterializedInternal } from "../materialized-internal.ts";
import { dslStoreSuppliers } from "./dsl-store-suppliers.ts";
import { givenSupplier, withLoggingAndCaching } from "./materialized-store.ts";
import { requireRetention } from "./retention.ts";

/** The store of sessions. Kafka's SessionStoreMaterializer. */
export function sessionStoreBuilder<K, V>(
  operator: string,
  materialized: MaterializedInternal<K, V>,
  windows: SessionWindows,
  emitStrategy: EmitStrategy,
): StoreBuilder {
  const { storeName, storeKeySerde, storeValueSerde } = materialized;
  const neededMs = windows.inactivityGapMs + windows.gracePeriodMs;
  const least = "the sessions' inactivity gap plus their grace period";
  const retentionMs = requireRetention(operator, materialized, neededMs, least);
  requireSerdes(operator, GROUPED_STORE, storeKeySerde, storeValueSerde);
  const supplier =
    givenSupplier(operator, materialized, "session") ??
    dslStoreSuppliers.sessionStore(storeName as string, retentionMs, emitStrategy);
  const builder = Stores.sessionStoreBuilder(supplier, storeKeySerde, storeValueSerde);
  // A cache would hold back what the strategy emits only once anyway.
  return withLoggingAndCaching(builder, materialized, emitStrategy.type !== "on-window-close");
}
