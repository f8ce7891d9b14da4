import { MillraceError } from "../../base/errors.ts";
import type { StateStore } from "../api/stores.ts";

const WRITES: ReadonlySet<string> = new Set([
  "put",
  "putIfAbsent",
  "putAll",
  "delete",
  "remove",
  "init",
  "flush",
  "close",
]);

/** A store of a global table as processors see it: only the table's own source writes to it. */
export function readOnlyStore<S extends StateStore>(store: S): S {
  const view = Object.create(Object.getPrototypeOf(store)) as S;
  for (const name of memberNames(store)) Object.defineProperty(view, name, memberOf(store, name));
  return view;
}

function memberOf(store: StateStore, name: string): PropertyDescriptor {
  const member: unknown = Reflect.get(store, name);
  if (typeof member !== "function") return { get: () => Reflect.get(store, name) as unknown };
  if (!WRITES.has(name)) return { value: member.bind(store) as unknown };
  const refuse = () => {
    throw new MillraceError(
      "INVALID_STATE",
      `store "${store.name}" is global: only its own processor may call ${name}`,
    );
  };
  return { value: refuse };
}

function memberNames(store: object): Set<string> {
  const names = new Set<string>();
  for (
    let at: object | null = store;
    at !== null && at !== Object.prototype;
    at = Object.getPrototypeOf(at) as object | null
  )
    for (const name of Object.getOwnPropertyNames(at)) if (name !== "constructor") names.add(name);
  return names;
}
