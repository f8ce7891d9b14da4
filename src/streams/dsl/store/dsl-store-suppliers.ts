import { Stores } from "../../state/stores.ts";
import type {
  KeyValueBytesStoreSupplier,
  SessionBytesStoreSupplier,
  WindowBytesStoreSupplier,
} from "../../state/suppliers.ts";

export interface WindowStoreParameters {
  readonly name: string;
  readonly retentionMs: number;
  readonly windowSizeMs: number;
}

/** The stores of operators for which the user gave none. Kafka's DslStoreSuppliers (KIP-954); all in memory. */
export const dslStoreSuppliers = {
  keyValueStore(name: string): KeyValueBytesStoreSupplier {
    return Stores.inMemoryKeyValueStore(name);
  },

  windowStore({ name, retentionMs, windowSizeMs }: WindowStoreParameters): WindowBytesStoreSupplier {
    const supplier = Stores.inMemoryWindowStore(name, finite(retentionMs), finite(windowSizeMs), false);
    return { ...supplier, windowSizeMs };
  },

  sessionStore(name: string, retentionMs: number): SessionBytesStoreSupplier {
    return Stores.inMemorySessionStore(name, retentionMs);
  },
};

/** Unlimited windows are kept as long as there is time. */
function finite(ms: number): number {
  return Math.min(ms, Number.MAX_SAFE_INTEGER);
}
