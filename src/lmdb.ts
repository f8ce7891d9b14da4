// Stores on disk for streams: `import { lmdbStores } from "millrace/lmdb"`. An entry of its own, because it loads native code.
export { type LmdbOptions, lmdbStores } from "./platform/lmdb-stores.ts";
export type { StoreSuppliers } from "./streams/state/ordered-stores.ts";
export type {
  KeyValueBytesStoreSupplier,
  SessionBytesStoreSupplier,
  VersionedBytesStoreSupplier,
  WindowBytesStoreSupplier,
} from "./streams/state/suppliers.ts";
