import { InMemoryWindowStore } from "../../state/in-memory-window-store.ts";
import { Stores } from "../../state/stores.ts";
import type {
  KeyValueBytesStoreSupplier,
  SessionBytesStoreSupplier,
  WindowBytesStoreSupplier,
} from "../../state/suppliers.ts";
import { TimeOrderedSessionStore } from "../../state/time-ordered-session-store.ts";
import type { EmitStrategy } from "../../windows/emit-strategy.ts";

export interface WindowStoreParameters {
  readonly name: string;
  readonly retentionMs: number;
  readonly windowSizeMs: number;
  readonly emitStrategy: EmitStrategy;
}

/**
 * The stores of operators for which the user gave none. Kafka's DslStoreSuppliers (KIP-954); all in memory. Where windows
 * are emitted when they close, they show what Kafka's time-ordered stores show.
 */
export const dslStoreSuppliers = {
  keyValueStore(name: string): KeyValueBytesStoreSupplier {
    return Stores.inMemoryKeyValueStore(name);
  },

  windowStore({ name, retentionMs, windowSizeMs, emitStrategy }: WindowStoreParameters): WindowBytesStoreSupplier {
    const supplier = Stores.inMemoryWindowStore(name, finite(retentionMs), finite(windowSizeMs), false);
    if (emitStrategy.type !== "on-window-close") return { ...supplier, windowSizeMs };
    // A window that begins just where the retention ends is still there.
    return { ...supplier, get: () => new InMemoryWindowStore(name, retentionMs + 1, false) };
  },

  sessionStore(name: string, retentionMs: number, emitStrategy: EmitStrategy): SessionBytesStoreSupplier {
    const supplier = Stores.inMemorySessionStore(name, retentionMs);
    if (emitStrategy.type !== "on-window-close") return supplier;
    const { segmentIntervalMs } = supplier;
    return { ...supplier, get: () => new TimeOrderedSessionStore(name, retentionMs, segmentIntervalMs) };
  },
};

/** Unlimited windows are kept as long as there is time. */
function finite(ms: number): number {
  return Math.min(ms, Number.MAX_SAFE_INTEGER);
}
