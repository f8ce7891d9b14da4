import { MillraceError } from "../../base/errors.ts";
import type { StateStore } from "../../streams/api/stores.ts";

export type StoreKind = "key-value" | "window" | "session" | "versioned key-value" | "other";

const BY_METHOD = [
  ["getAsOf", "versioned key-value"],
  ["findSessions", "session"],
  ["fetchRange", "window"],
  ["range", "key-value"],
] as const;

export function kindOf(store: StateStore): StoreKind {
  return BY_METHOD.find(([method]) => method in store)?.[1] ?? "other";
}

/** Do its values carry timestamps? */
export function isTimestamped(store: StateStore): boolean {
  return (store as { readonly timestamped?: boolean }).timestamped === true;
}

/** Throws INVALID_OPTION unless the store is one of this kind, and of values with timestamps where that is asked for. */
export function checkKind(store: StateStore, kind: StoreKind, timestamped: boolean): void {
  if (kindOf(store) === kind && (!timestamped || isTimestamped(store))) return;
  const wanted = timestamped ? `${kind} store of values with timestamps` : `${kind} store`;
  throw new MillraceError(
    "INVALID_OPTION",
    `store "${store.name}" is no ${wanted}: its kind is ${kindOf(store)}${isTimestamped(store) ? ", with timestamps" : ""}`,
  );
}
