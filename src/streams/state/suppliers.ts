import { MillraceError } from "../../base/errors.ts";
import type { KeyValueBytesStore, SessionBytesStore, VersionedBytesStore, WindowBytesStore } from "./byte-stores.ts";

// Which engine a store has. A supplier makes a store for each task; it says what the language must know of it beforehand.
// Made by `Stores` and `lmdbStores`; given to `Materialized`, `StreamJoined` and the builders of `Stores`.

export interface KeyValueBytesStoreSupplier {
  readonly kind: "key-value";
  readonly name: string;
  get(): KeyValueBytesStore;
}

export interface WindowBytesStoreSupplier {
  readonly kind: "window";
  readonly name: string;
  /** How long a window is kept after its start, in ms of stream time. */
  readonly retentionMs: number;
  readonly windowSizeMs: number;
  /** Does it keep every value that was put for a key and a window? */
  readonly retainDuplicates: boolean;
  readonly segmentIntervalMs: number;
  get(): WindowBytesStore;
}

export interface SessionBytesStoreSupplier {
  readonly kind: "session";
  readonly name: string;
  /** How long a session is kept after its end, in ms of stream time. */
  readonly retentionMs: number;
  readonly segmentIntervalMs: number;
  get(): SessionBytesStore;
}

export interface VersionedBytesStoreSupplier {
  readonly kind: "versioned";
  readonly name: string;
  /** How far back reads by time reach, and how late a put may come, in ms of stream time. */
  readonly historyRetentionMs: number;
  readonly segmentIntervalMs: number;
  get(): VersionedBytesStore;
}

export type StoreSupplier =
  | KeyValueBytesStoreSupplier
  | WindowBytesStoreSupplier
  | SessionBytesStoreSupplier
  | VersionedBytesStoreSupplier;

/** Throws INVALID_OPTION for what is no supplier of these kinds. */
export function checkSupplier<S extends StoreSupplier>(what: string, supplier: S, kinds: readonly S["kind"][]): S {
  if (typeof supplier?.get === "function" && kinds.includes(supplier.kind)) return supplier;
  const problem = `${what} is no supplier of a ${kinds.join(" or ")} store: make one with Stores`;
  throw new MillraceError("INVALID_OPTION", problem);
}
