import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lmdbStores } from "../../../src/platform/lmdb-stores.ts";
import type { StoreBuilder } from "../../../src/streams/api/store-builder.ts";
import type { StateStore } from "../../../src/streams/api/stores.ts";
import type { StoreSuppliers } from "../../../src/streams/state/ordered-stores.ts";
import { Stores } from "../../../src/streams/state/stores.ts";

/** One way to have stores. */
export interface Variant {
  readonly name: string;
  readonly cacheMaxBytes: number;
  readonly logs: boolean;
  suppliers(): StoreSuppliers;
}

const memory: StoreSuppliers = {
  keyValueStore: Stores.inMemoryKeyValueStore,
  windowStore: Stores.inMemoryWindowStore,
  sessionStore: Stores.inMemorySessionStore,
  versionedKeyValueStore: Stores.inMemoryVersionedKeyValueStore,
};

const folders: string[] = [];

function lmdb(writesMax: number): () => StoreSuppliers {
  return () => {
    const path = mkdtempSync(join(tmpdir(), "millrace-stores-"));
    folders.push(path);
    return lmdbStores({ path, writesMax });
  };
}

/** To be called after each test. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export const VARIANTS: readonly Variant[] = [
  { name: "in memory", cacheMaxBytes: 0, logs: true, suppliers: () => memory },
  { name: "in memory, not logged", cacheMaxBytes: 0, logs: false, suppliers: () => memory },
  { name: "in memory, cached", cacheMaxBytes: 1_000_000, logs: true, suppliers: () => memory },
  { name: "in memory, in a cache too small", cacheMaxBytes: 200, logs: true, suppliers: () => memory },
  { name: "in LMDB", cacheMaxBytes: 0, logs: true, suppliers: lmdb(1_000) },
  { name: "in LMDB, each change at once", cacheMaxBytes: 0, logs: true, suppliers: lmdb(0) },
  { name: "in LMDB, cached", cacheMaxBytes: 1_000_000, logs: true, suppliers: lmdb(2) },
];

export function built<S extends StateStore>(builder: StoreBuilder<S>, { cacheMaxBytes, logs }: Variant): S {
  if (cacheMaxBytes > 0) builder.withCachingEnabled();
  if (!logs) builder.withLoggingDisabled();
  return builder.build();
}
