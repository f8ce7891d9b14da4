import { afterEach, describe, expect, test } from "vitest";
import { string } from "../../../src/index.ts";
import { Stores } from "../../../src/streams/state/stores.ts";
import { TestStoreContext } from "../../support/store-context.ts";
import { built, removeFolders, VARIANTS } from "./engines.ts";

const HISTORY_MS = 100;
const SEGMENT_MS = 10;

afterEach(removeFolders);

type Put = readonly [key: string, value: string | null, timestamp: number];

describe.each(VARIANTS.filter(({ cacheMaxBytes }) => cacheMaxBytes === 0))("a versioned store $name", (variant) => {
  function opened(puts: readonly Put[]) {
    const context = new TestStoreContext();
    const supplier = variant.suppliers().versionedKeyValueStore("store", HISTORY_MS, SEGMENT_MS);
    const store = context.open(built(Stores.versionedKeyValueStoreBuilder(supplier, string(), string()), variant));
    const answers = puts.map(([key, value, timestamp]) => store.put(key, value, timestamp));
    return { store, context, answers };
  }

  test("gives what held at a time", () => {
    const { store } = opened([
      ["k", "a", 10],
      ["k", "b", 20],
      ["k", null, 30],
      ["k", "c", 40],
    ]);
    const found = [9, 10, 19, 20, 29, 30, 39, 40, 1_000].map((time) => store.getAsOf("k", time)?.value);
    expect(found).toEqual([undefined, "a", "a", "b", "b", undefined, undefined, "c", "c"]);
    expect(store.get("k")).toEqual({ value: "c", timestamp: 40, validTo: undefined });
    expect(store.getAsOf("k", 15)).toEqual({ value: "a", timestamp: 10, validTo: 20 });
    store.close();
  });

  test("answers a put with the time until which it holds", () => {
    const { store, answers } = opened([
      ["k", "b", 20],
      ["k", "a", 10],
      ["k", "c", 15],
      ["k", "B", 20],
      ["k", null, 30],
      ["k", "d", 25],
      ["k", "e", 200],
      ["k", "late", 99],
      ["k", "just", 100],
    ]);
    expect(answers).toEqual([undefined, 20, 20, undefined, undefined, 30, undefined, "not-put", 200]);
    store.close();
  });

  test("keeps a tombstone that came before what it ends", () => {
    const { store, answers } = opened([
      ["k", null, 20],
      ["k", "a", 10],
      ["k", null, 5],
    ]);
    expect(answers).toEqual([undefined, 20, 10]);
    expect(store.get("k")).toBeUndefined();
    expect(store.getAsOf("k", 12)).toEqual({ value: "a", timestamp: 10, validTo: 20 });
    store.close();
  });

  test("answers a deletion with what held until then", () => {
    const { store } = opened([["k", "a", 10]]);
    expect(store.delete("k", 15)?.value).toBe("a");
    expect(store.delete("k", 5)).toBeUndefined();
    expect([store.get("k"), store.getAsOf("k", 14)?.value]).toEqual([undefined, "a"]);
    store.close();
  });

  test("reads no further back than the history, except what holds still", () => {
    const { store, context } = opened([
      ["k", "a", 10],
      ["k", "b", 20],
      ["old", "o", 5],
      ["x", "x", 125],
    ]);
    expect(store.getAsOf("k", 24)?.value).toBe("b");
    expect(store.getAsOf("k", 19)).toBeUndefined();
    expect(store.getAsOf("old", 6)?.value).toBe("o");
    expect(store.delete("k", 24)).toBeUndefined();
    expect(context.dropped).toEqual(["expired-window-record"]);
    store.close();
  });

  test("drops old versions in whole segments of time", () => {
    const puts: Put[] = [
      ["k", "a", 1],
      ["k", "b", 12],
      ["k", "c", 28],
      ["x", "x", 125],
    ];
    const { store } = opened(puts);
    expect([...store.versions("k")].map(({ value }) => value)).toEqual(["c", "b"]);
    store.put("x", "y", 130);
    expect([...store.versions("k")].map(({ value }) => value)).toEqual(["c"]);
    store.close();
  });

  test("drops a tombstone with its segment", () => {
    const { store } = opened([
      ["k", "a", 1],
      ["k", null, 12],
      ["x", "x", 125],
      ["x", "x", 230],
    ]);
    expect([...store.versions("k")]).toEqual([]);
    expect(store.get("k")).toBeUndefined();
    store.close();
  });

  test.each([
    [{}, ["c", "b", "a"]],
    [{ order: "ascending" }, ["a", "b", "c"]],
    [{ fromMs: 20, toMs: 34 }, ["b"]],
    [{ fromMs: 19, toMs: 20 }, ["b", "a"]],
    [{ fromMs: 30, toMs: 39 }, []],
    [{ toMs: 9 }, []],
  ] as const)("lists the versions that held within %j", (range, values) => {
    const { store } = opened([
      ["k", "a", 10],
      ["k", "b", 20],
      ["k", null, 30],
      ["k", "c", 40],
      ["kk", "z", 15],
    ]);
    expect([...store.versions("k", range)].map(({ value }) => value)).toEqual(values);
    store.close();
  });

  test("restored from what it logged is the same", () => {
    const { store, context } = opened([
      ["k", "b", 20],
      ["k", "a", 10],
      ["k", null, 130],
      ["k", "late", 29],
      ["k", "c", 30],
    ]);
    const other = opened([]);
    other.context.restore(other.store, context.log);
    expect([...other.store.versions("k")]).toEqual(variant.logs ? [...store.versions("k")] : []);
    store.close();
    other.store.close();
  });
});

test("a versioned store has no cache", () => {
  const supplier = Stores.inMemoryVersionedKeyValueStore("v", 100);
  const builder = Stores.versionedKeyValueStoreBuilder(supplier, string(), string());
  expect(() => builder.withCachingEnabled()).toThrow(expect.objectContaining({ code: "INVALID_OPTION" }));
});
