import { json } from "../../../src/serde/json.ts";
import { string } from "../../../src/serde/primitives.ts";
import type { StoreBuilder } from "../../../src/streams/api/store-builder.ts";
import { Stores } from "../../../src/streams/state/stores.ts";

/** What Kafka's own tests aggregate with: "0+a+b-a" says what came in and went out, in order. */
export const START = () => "0";
export const ADD = (_key: unknown, value: unknown, aggregate: string) => `${aggregate}+${value}`;
export const REMOVE = (_key: unknown, value: unknown, aggregate: string) => `${aggregate}-${value}`;

const RETENTION_MS = 10_000_000;

export function tableStore(name = "store"): StoreBuilder {
  return Stores.timestampedKeyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), string(), json());
}

export function versionedStore(name = "store", historyRetentionMs = RETENTION_MS): StoreBuilder {
  const supplier = Stores.inMemoryVersionedKeyValueStore(name, historyRetentionMs);
  return Stores.versionedKeyValueStoreBuilder(supplier, string(), json());
}

export function windowStore(windowSizeMs: number, name = "store"): StoreBuilder {
  const supplier = Stores.inMemoryWindowStore(name, RETENTION_MS, windowSizeMs, false);
  return Stores.timestampedWindowStoreBuilder(supplier, string(), json());
}

export function sessionStore(name = "store"): StoreBuilder {
  return Stores.sessionStoreBuilder(Stores.inMemorySessionStore(name, RETENTION_MS), string(), json());
}
