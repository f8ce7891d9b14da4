import type { StoreBuilder } from "../../api/store-builder.ts";
import { GROUPED_STORE, requireSerdes } from "../../graph/require-serdes.ts";
import { Stores } from "../../state/stores.ts";
import type { MaterializedInternal } from "../materialized-internal.ts";
import { dslStoreSuppliers } from "./dsl-store-suppliers.ts";
import { givenSupplier, withLoggingAndCaching } from "./materialized-store.ts";

/** The store of a table: with times, or versioned if the user gave such a store. Kafka's KeyValueStoreMaterializer. */
export function keyValueStoreBuilder<K, V>(operator: string, materialized: MaterializedInternal<K, V>): StoreBuilder {
  requireSerdes(operator, "Materialized", materialized.storeKeySerde, materialized.storeValueSerde);
  return build(operator, materialized);
}

/** The same of a grouped stream. */
export function groupedStoreBuilder<K, V>(operator: string, materialized: MaterializedInternal<K, V>): StoreBuilder {
  requireSerdes(operator, GROUPED_STORE, materialized.storeKeySerde, materialized.storeValueSerde);
  return build(operator, materialized);
}

/**
 * The same for a table that may do without its store. If nobody named it, serdes may be missing until somebody needs it:
 * the table checks that.
 */
export function sourceStoreBuilder<K, V>(operator: string, materialized: MaterializedInternal<K, V>): StoreBuilder {
  return materialized.queryableStoreName === undefined
    ? build(operator, materialized)
    : keyValueStoreBuilder(operator, materialized);
}

function build<K, V>(operator: string, materialized: MaterializedInternal<K, V>): StoreBuilder {
  const { storeName, storeKeySerde, storeValueSerde } = materialized;
  const supplier =
    givenSupplier(operator, materialized, "key-value", "versioned") ??
    dslStoreSuppliers.keyValueStore(storeName as string);
  if (supplier.kind === "versioned") {
    const versioned = Stores.versionedKeyValueStoreBuilder(supplier, storeKeySerde, storeValueSerde);
    return withLoggingAndCaching(versioned, materialized, false);
  }
  const timestamped = Stores.timestampedKeyValueStoreBuilder(supplier, storeKeySerde, storeValueSerde);
  return withLoggingAndCaching(timestamped, materialized);
}
