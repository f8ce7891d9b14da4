import { afterEach, describe, expect, test } from "vitest";
import { bytes, float64, int32, json, string } from "../../../src/index.ts";
import { Stores } from "../../../src/streams/state/stores.ts";
import { TestStoreContext } from "../../support/store-context.ts";
import { built, removeFolders, VARIANTS } from "./engines.ts";

afterEach(removeFolders);

describe.each(VARIANTS)("a key-value store $name", (variant) => {
  function opened(entries: readonly (readonly [string, number])[] = []) {
    const context = new TestStoreContext(variant.cacheMaxBytes);
    const builder = Stores.keyValueStoreBuilder(variant.suppliers().keyValueStore("store"), string(), float64());
    const store = context.open(built(builder, variant));
    for (const [key, value] of entries) store.put(key, value);
    return { store, context };
  }

  test("gives what was last put, and nothing after a deletion", () => {
    const { store } = opened([
      ["a", 1],
      ["b", 2],
      ["a", 3],
    ]);
    store.put("b", null);
    expect([store.get("a"), store.get("b"), store.get("c")]).toEqual([3, undefined, undefined]);
    store.close();
  });

  test("answers a deletion with what was there", () => {
    const { store } = opened([["a", 1]]);
    expect([store.delete("a"), store.delete("a"), store.get("a")]).toEqual([1, undefined, undefined]);
    store.close();
  });

  test("puts only where nothing was, when asked so", () => {
    const { store } = opened([["a", 1]]);
    expect([store.putIfAbsent("a", 2), store.putIfAbsent("b", 2)]).toEqual([1, undefined]);
    expect([...store.all()]).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
    store.close();
  });

  test("iterates in the order of the keys' bytes, which is not that of UTF-16", () => {
    const keys = ["", "a", "aa", "b", "é", "￮", "😀"];
    const { store } = opened([...keys].reverse().map((key, place) => [key, place] as const));
    expect([...store.all()].map(([key]) => key)).toEqual(keys);
    expect([...store.reverseAll()].map(([key]) => key)).toEqual([...keys].reverse());
    store.close();
  });

  test.each([
    ["b", "d", ["b", "c", "d"]],
    ["bb", "cc", ["c"]],
    [undefined, "b", ["a", "b"]],
    ["d", undefined, ["d", "e"]],
    [undefined, undefined, ["a", "b", "c", "d", "e"]],
    ["d", "b", []],
    ["x", "z", []],
  ] as const)("has from %s to %s in both directions", (from, to, keys) => {
    const { store } = opened(["e", "c", "a", "d", "b"].map((key, place) => [key, place] as const));
    expect([...store.range(from, to)].map(([key]) => key)).toEqual(keys);
    expect([...store.reverseRange(from, to)].map(([key]) => key)).toEqual([...keys].reverse());
    store.close();
  });

  test("finds keys by the bytes that they begin with", () => {
    const { store } = opened([
      ["ab", 1],
      ["abc", 2],
      ["ac", 3],
      ["aé", 4],
      ["b", 5],
    ]);
    expect([...store.prefixScan("ab")]).toEqual([
      ["ab", 1],
      ["abc", 2],
    ]);
    expect([...store.prefixScan(new Uint8Array([0x61, 0xc3]))]).toEqual([["aé", 4]]);
    expect([...store.prefixScan("")]).toHaveLength(5);
    store.close();
  });

  test("keeps an iterator's keys when others come, and leaves out those that go", () => {
    const { store } = opened([
      ["a", 1],
      ["b", 2],
      ["c", 3],
      ["d", 4],
    ]);
    if (variant.cacheMaxBytes > 0) store.flush();
    const seen: unknown[] = [];
    for (const [key, value] of store.all()) {
      if (key === "a") {
        store.put("aa", 5);
        store.delete("c");
      }
      seen.push([key, value]);
    }
    if (variant.cacheMaxBytes === 0)
      expect(seen).toEqual([
        ["a", 1],
        ["b", 2],
        ["d", 4],
      ]);
    else expect(seen).toContainEqual(["d", 4]);
    expect([...store.all()].map(([key]) => key)).toEqual(["a", "aa", "b", "d"]);
    store.close();
  });

  test("puts many at once, or none when one cannot be written", () => {
    const { store } = opened();
    store.putAll([
      ["a", 1],
      ["b", 2],
      ["a", null],
    ]);
    expect([...store.all()]).toEqual([["b", 2]]);
    expect(() =>
      store.putAll([
        ["c", 1],
        ["d", "no number" as unknown as number],
      ]),
    ).toThrow(expect.objectContaining({ code: "SERIALIZATION_FAILED" }));
    expect(store.get("c")).toBeUndefined();
    store.close();
  });

  test("counts its entries", () => {
    const { store } = opened([
      ["a", 1],
      ["b", 2],
      ["a", 3],
    ]);
    store.delete("b");
    store.flush();
    expect(store.approximateNumEntries()).toBe(1);
    store.close();
  });

  test("refuses null keys and every call after it was closed", () => {
    const { store } = opened();
    expect(() => store.get(null as unknown as string)).toThrow(expect.objectContaining({ code: "INVALID_OPTION" }));
    store.close();
    expect(store.isOpen).toBe(false);
    expect(() => store.get("a")).toThrow(expect.objectContaining({ code: "INVALID_STATE" }));
    expect(() => store.all()).toThrow(expect.objectContaining({ code: "INVALID_STATE" }));
  });

  test("restored from what it logged is the same", () => {
    const { store, context } = opened([
      ["a", 1],
      ["b", 2],
      ["é", 3],
    ]);
    store.delete("a");
    store.putIfAbsent("c", 4);
    store.flush();
    const other = opened();
    other.context.restore(other.store, context.log);
    expect([...other.store.all()]).toEqual(variant.logs ? [...store.all()] : []);
    expect(other.context.log).toEqual([]);
    store.close();
    other.store.close();
  });

  test("keeps the time of timestamped values", () => {
    const context = new TestStoreContext(variant.cacheMaxBytes);
    const supplier = variant.suppliers().keyValueStore("store");
    const store = context.open(built(Stores.timestampedKeyValueStoreBuilder(supplier, int32(), string()), variant));
    store.put(-1, { value: "x", timestamp: 1_700_000_000_000 });
    store.put(1, { value: "", timestamp: 0 });
    store.flush();
    expect(store.get(-1)).toEqual({ value: "x", timestamp: 1_700_000_000_000 });
    expect([...store.all()]).toEqual([
      [1, { value: "", timestamp: 0 }],
      [-1, { value: "x", timestamp: 1_700_000_000_000 }],
    ]);
    store.put(1, { value: null as unknown as string, timestamp: 5 });
    expect(store.get(1)).toBeUndefined();
    store.close();
  });

  test("does not change when its user changes what was put or got", () => {
    const context = new TestStoreContext(variant.cacheMaxBytes);
    const supplier = variant.suppliers().keyValueStore("store");
    const store = context.open(built(Stores.keyValueStoreBuilder(supplier, bytes(), json<{ n: number }>()), variant));
    const key = new Uint8Array([1, 255]);
    const value = { n: 1 };
    store.put(key, value);
    key[0] = 9;
    value.n = 2;
    const got = store.get(new Uint8Array([1, 255]));
    (got as { n: number }).n = 3;
    expect(store.get(new Uint8Array([1, 255]))).toEqual({ n: 1 });
    store.close();
  });
});

test("a store copies bytes that its serde hands on, for they may lie in a fetched batch", () => {
  const context = new TestStoreContext();
  const store = context.open(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("s"), string(), bytes()).build());
  const batch = new Uint8Array([1, 2, 3, 4]);
  store.put("a", batch.subarray(1, 3));
  batch.fill(0);
  expect(store.get("a")).toEqual(new Uint8Array([2, 3]));
});
