import type { BytesStoreSupplier } from "../../api/store-suppliers.ts";
import type { StoreBuilder } from "../../api/store-builder.ts";
import { invalidTopology } from "../checks.ts";
import type { MaterializedInternal } from "../materialized-internal.ts";

/** The user's store of the kind that the operator needs, or undefined for none. */
export function givenSupplier<Kind extends BytesStoreSupplier["kind"]>(
  operator: string,
  materialized: MaterializedInternal<never, never>,
  ...kinds: readonly Kind[]
): Extract<BytesStoreSupplier, { kind: Kind }> | undefined {
  const supplier = materialized.storeSupplier;
  if (supplier === undefined) return undefined;
  if ((kinds as readonly string[]).includes(supplier.kind)) {
    return supplier as Extract<BytesStoreSupplier, { kind: Kind }>;
  }
  throw invalidTopology(
    `${operator}: its result is kept in a ${kinds.join(" or ")} store, and Materialized has a ${supplier.kind} store ` +
      `("${supplier.name}"); make one of the right kind with Stores, or give only a name`,
  );
}

/** Changelog and cache as the user wants them. */
export function withLoggingAndCaching(
  builder: StoreBuilder,
  materialized: MaterializedInternal<never, never>,
  cachingAllowed = true,
): StoreBuilder {
  const logged = materialized.loggingEnabled
    ? builder.withLoggingEnabled(materialized.logConfig)
    : builder.withLoggingDisabled();
  return materialized.cachingEnabled && cachingAllowed ? logged.withCachingEnabled() : logged.withCachingDisabled();
}
