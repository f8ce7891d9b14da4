import type { StoreBuilder } from "../../api/store-builder.ts";
import type { StoreSupplier } from "../../state/suppliers.ts";
import { invalidTopology } from "../../topology/problem.ts";
import type { MaterializedInternal } from "../materialized-internal.ts";

/** A MaterializedInternal of whatever types. */
export type StoreOptions = Omit<
  MaterializedInternal<unknown, unknown>,
  "keySerde" | "valueSerde" | "storeKeySerde" | "storeValueSerde" | "inheritSerdes"
>;

/** The user's store of the kind that the operator needs, or undefined for none. */
export function givenSupplier<Kind extends StoreSupplier["kind"]>(
  operator: string,
  materialized: StoreOptions,
  ...kinds: readonly Kind[]
): Extract<StoreSupplier, { kind: Kind }> | undefined {
  const supplier = materialized.storeSupplier;
  if (supplier === undefined) return undefined;
  if (isOfKind(supplier, kinds)) return supplier;
  throw invalidTopology(
    `${operator}: its result is kept in a ${kinds.join(" or ")} store, and Materialized has a ${supplier.kind} store ` +
      `("${supplier.name}"); make one of the right kind with Stores, or give only a name`,
  );
}

function isOfKind<Kind extends StoreSupplier["kind"]>(
  supplier: StoreSupplier,
  kinds: readonly Kind[],
): supplier is Extract<StoreSupplier, { kind: Kind }> {
  return kinds.some((kind) => kind === supplier.kind);
}

/** Changelog and cache as the user wants them. */
export function withLoggingAndCaching(
  builder: StoreBuilder,
  materialized: StoreOptions,
  cachingAllowed = true,
): StoreBuilder {
  const logged = materialized.loggingEnabled
    ? builder.withLoggingEnabled(materialized.logConfig)
    : builder.withLoggingDisabled();
  return materialized.cachingEnabled && cachingAllowed ? logged.withCachingEnabled() : logged.withCachingDisabled();
}
