import { int64, string } from "../../../../src/serde/primitives.ts";
import { Consumed } from "../../../../src/streams/options/consumed.ts";
import { Grouped } from "../../../../src/streams/options/grouped.ts";
import { Joined } from "../../../../src/streams/options/joined.ts";
import { Materialized } from "../../../../src/streams/options/materialized.ts";
import { Produced } from "../../../../src/streams/options/produced.ts";
import { StreamJoined } from "../../../../src/streams/options/stream-joined.ts";

// Short words that all topologies use; `java/Kit.java` has the same.

export const S = string();
export const L = int64({ as: "number" });
const TEXT_LENGTH_MAX = 12;

export const from = () => Consumed.with(S, S);
export const into = () => Produced.with(S, S);
export const intoCount = () => Produced.with(S, L);
export const grouped = () => Grouped.with(S, S);
export const joined = () => StreamJoined.with(S, S, S);
export const joinedTable = () => Joined.with(S, S, S);

/** A store of texts, with a name or without. */
export const kv = (name?: string) =>
  name === undefined
    ? Materialized.with(S, S)
    : Materialized.as<string, string>(name).withKeySerde(S).withValueSerde(S);
export const kvCount = (name: string) => Materialized.as<string, number>(name).withKeySerde(S).withValueSerde(L);
// Java has another type for each kind of store.
export const win = kv;
export const ses = kv;
export const winCount = kvCount;
export const sesCount = kvCount;

/** A null that the types do not show: Java's never do, and users return it. */
export const nothing = null as unknown as string;

export function pair<K, V>(key: K, value: V): readonly [K, V] {
  return [key, value];
}

/** The end of a text, so that aggregates stay short. */
export function cut(text: string): string {
  return text.length <= TEXT_LENGTH_MAX ? text : text.slice(-TEXT_LENGTH_MAX);
}

/** Does the text begin with one of these letters? */
export function among(text: string | null, letters: string): boolean {
  return text !== null && text !== "" && letters.includes(text.charAt(0));
}

/** The first letter, or nothing. */
export function head(text: string | null): string {
  return text === null || text === "" ? nothing : text.slice(0, 1);
}

export function dash(left: unknown, right: unknown): string {
  return `${left}-${right}`;
}

export function sum(one: number | null, two: number | null): number {
  return Number(one) + Number(two);
}

/** A branch that must be there. */
export function branch<V>(branches: ReadonlyMap<string, V>, name: string): V {
  const found = branches.get(name);
  if (found === undefined) throw new Error(`no branch ${name}, only ${[...branches.keys()].join(", ")}`);
  return found;
}
