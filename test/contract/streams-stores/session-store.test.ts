import { afterEach, describe, expect, test } from "vitest";
import { string } from "../../../src/index.ts";
import type { KeyValueIterator } from "../../../src/streams/api/stores.ts";
import { Windowed } from "../../../src/streams/api/windowed.ts";
import { Stores } from "../../../src/streams/state/stores.ts";
import { TestStoreContext } from "../../support/store-context.ts";
import { built, removeFolders, VARIANTS } from "./engines.ts";

const RETENTION_MS = 100;

afterEach(removeFolders);

type Session = readonly [key: string, startMs: number, endMs: number];

const SESSIONS: readonly Session[] = [
  ["a", 30, 40],
  ["a", 0, 10],
  ["a", 5, 10],
  ["b", 0, 20],
  ["aa", 0, 10],
  ["é", 15, 40],
];

function shown(entries: KeyValueIterator<Windowed<string>, string>): string[] {
  return [...entries].map(([{ key, window }, value]) => {
    expect(value).toBe(`${key}${window.startMs}-${window.endMs}`);
    return `${key}@${window.startMs}/${window.endMs}`;
  });
}

function session(key: string, startMs: number, endMs: number): Windowed<string> {
  return new Windowed(key, { startMs, endMs });
}

describe.each(VARIANTS)("a session store $name", (variant) => {
  function opened(sessions: readonly Session[]) {
    const context = new TestStoreContext(variant.cacheMaxBytes);
    const supplier = variant.suppliers().sessionStore("store", RETENTION_MS);
    const store = context.open(built(Stores.sessionStoreBuilder(supplier, string(), string()), variant));
    for (const [key, startMs, endMs] of sessions) store.put(session(key, startMs, endMs), `${key}${startMs}-${endMs}`);
    return { store, context };
  }

  test("gives the value of a session, and nothing when it was removed", () => {
    const { store } = opened(SESSIONS);
    store.remove(session("a", 0, 10));
    store.put(session("b", 0, 20), null);
    store.remove(session("none", 0, 1));
    expect([store.fetchSession("a", 5, 10), store.fetchSession("a", 0, 10), store.fetchSession("b", 0, 20)]).toEqual([
      "a5-10",
      undefined,
      undefined,
    ]);
    store.close();
  });

  test.each([
    [0, 100, ["a@5/10", "a@0/10", "a@30/40"]],
    [11, 100, ["a@30/40"]],
    [0, 4, ["a@0/10"]],
    [10, 5, ["a@5/10", "a@0/10"]],
    [41, 100, []],
  ] as const)("finds a key's sessions that end from %i and start up to %i", (earliestEndMs, latestStartMs, found) => {
    const { store } = opened(SESSIONS);
    expect(shown(store.findSessions("a", earliestEndMs, latestStartMs))).toEqual(found);
    expect(shown(store.backwardFindSessions("a", earliestEndMs, latestStartMs))).toEqual([...found].reverse());
    store.close();
  });

  test("iterates over all sessions of a key", () => {
    const { store } = opened(SESSIONS);
    expect(shown(store.fetch("a"))).toEqual(["a@5/10", "a@0/10", "a@30/40"]);
    expect(shown(store.backwardFetch("a"))).toEqual(["a@30/40", "a@0/10", "a@5/10"]);
    store.close();
  });

  test("iterates over those of several keys by end, then key, then start, the later first", () => {
    const { store } = opened(SESSIONS);
    const all = ["a@5/10", "a@0/10", "aa@0/10", "b@0/20", "a@30/40", "é@15/40"];
    expect(shown(store.fetchKeys(undefined, undefined))).toEqual(all);
    expect(shown(store.backwardFetchKeys(undefined, undefined))).toEqual([...all].reverse());
    expect(shown(store.fetchKeys("aa", "b"))).toEqual(["aa@0/10", "b@0/20"]);
    expect(shown(store.findSessionsOfKeys("a", "b", 15, 29))).toEqual(["b@0/20"]);
    expect(shown(store.backwardFindSessionsOfKeys("a", "b", 15, 30))).toEqual(["a@30/40", "b@0/20"]);
    expect(shown(store.findSessionsEndingIn(11, 39))).toEqual(["b@0/20"]);
    store.close();
  });

  // Not of a cache: it gives what it holds, also expired, as in Kafka.
  if (variant.cacheMaxBytes === 0)
    test("forgets a session whose end lies a retention behind the largest end", () => {
      const { store, context } = opened([...SESSIONS, ["c", 0, 110]]);
      store.flush();
      expect(shown(store.fetchKeys(undefined, undefined))).toEqual(["b@0/20", "a@30/40", "é@15/40", "c@0/110"]);
      store.put(session("a", 0, 10), "late");
      store.flush();
      expect(store.fetchSession("a", 0, 10)).toBeUndefined();
      expect(context.dropped).toEqual(["expired-window-record"]);
      store.close();
    });

  test("restored from what it logged is the same", () => {
    const { store, context } = opened([...SESSIONS, ["c", 0, 105]]);
    store.remove(session("a", 30, 40));
    store.flush();
    const other = opened([]);
    other.context.restore(other.store, context.log);
    const sessions = shown(store.fetchKeys(undefined, undefined));
    expect(shown(other.store.fetchKeys(undefined, undefined))).toEqual(variant.logs ? sessions : []);
    store.close();
    other.store.close();
  });
});
