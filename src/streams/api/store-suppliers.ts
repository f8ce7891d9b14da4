import { MillraceError } from "../../base/errors.ts";

/**
 * Makes the inner store of bytes, below serdes, cache and changelog. Made by `Stores`; given to `Materialized` and
 * `StreamJoined`.
 */
interface StoreSupplier<Kind extends string> {
  readonly kind: Kind;
  readonly name: string;
  /** A new store for every task. */
  get(): unknown;
}

export interface KeyValueBytesStoreSupplier extends StoreSupplier<"key-value"> {}

export interface WindowBytesStoreSupplier extends StoreSupplier<"window"> {
  readonly retentionMs: number;
  readonly windowSizeMs: number;
  /** The width of the segments that are dropped as a whole. */
  readonly segmentIntervalMs: number;
  /** Several values of one key and window start, as joins need them. */
  readonly retainDuplicates: boolean;
}

export interface SessionBytesStoreSupplier extends StoreSupplier<"session"> {
  readonly retentionMs: number;
  readonly segmentIntervalMs: number;
}

export interface VersionedBytesStoreSupplier extends StoreSupplier<"versioned"> {
  /** How far back reads by time reach. */
  readonly historyRetentionMs: number;
  readonly segmentIntervalMs: number;
}

export type BytesStoreSupplier =
  | KeyValueBytesStoreSupplier
  | WindowBytesStoreSupplier
  | SessionBytesStoreSupplier
  | VersionedBytesStoreSupplier;

/** Throws INVALID_OPTION for what is no supplier of these kinds. */
export function checkSupplier<S extends BytesStoreSupplier>(what: string, supplier: S, kinds: readonly S["kind"][]): S {
  if (typeof supplier?.get === "function" && kinds.includes(supplier.kind)) return supplier;
  const problem = `${what} is no supplier of a ${kinds.join(" or ")} store: make one with Stores`;
  throw new MillraceError("INVALID_OPTION", problem);
}
