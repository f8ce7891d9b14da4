import { afterEach, describe, expect, test } from "vitest";
import { string } from "../../../src/index.ts";
import type { KeyValueIterator } from "../../../src/streams/api/stores.ts";
import type { Windowed } from "../../../src/streams/api/windowed.ts";
import { Stores } from "../../../src/streams/state/stores.ts";
import { TestStoreContext } from "../../support/store-context.ts";
import { built, removeFolders, VARIANTS } from "./engines.ts";

const RETENTION_MS = 100;
const WINDOW_MS = 10;

afterEach(removeFolders);

type Put = readonly [key: string, value: string | null, startMs: number];

function shown(entries: KeyValueIterator<Windowed<string>, string>): string[] {
  return [...entries].map(([{ key, window }, value]) => `${key}@${window.startMs}/${window.endMs}=${value}`);
}

const PUTS: readonly Put[] = [
  ["b", "b0", 0],
  ["a", "a0", 0],
  ["a", "a20", 20],
  ["é", "é10", 10],
  ["aa", "aa10", 10],
  ["a", "a10", 10],
  ["b", "b20", 20],
];

describe.each(VARIANTS)("a window store $name", (variant) => {
  function opened(puts: readonly Put[], retainDuplicates = false) {
    const context = new TestStoreContext(variant.cacheMaxBytes);
    const supplier = variant.suppliers().windowStore("store", RETENTION_MS, WINDOW_MS, retainDuplicates);
    const store = context.open(built(Stores.windowStoreBuilder(supplier, string(), string()), variant));
    for (const [key, value, startMs] of puts) store.put(key, value, startMs);
    return { store, context };
  }

  test("gives the value of a key and a window", () => {
    const { store } = opened([...PUTS, ["a", "new", 10], ["b", null, 20]]);
    expect([store.fetch("a", 10), store.fetch("a", 20), store.fetch("b", 20), store.fetch("a", 5)]).toEqual([
      "new",
      "a20",
      undefined,
      undefined,
    ]);
    store.close();
  });

  test("iterates over one key by start, both ends included", () => {
    const { store } = opened(PUTS);
    expect([...store.fetchRange("a", 0, 10)]).toEqual([
      [0, "a0"],
      [10, "a10"],
    ]);
    expect([...store.backwardFetchRange("a", -5, 1_000)]).toEqual([
      [20, "a20"],
      [10, "a10"],
      [0, "a0"],
    ]);
    expect([...store.fetchRange("a", 1, 9)]).toEqual([]);
    expect([...store.fetchRange("a", 20, 10)]).toEqual([]);
    expect([...store.fetchRange("none", 0, 100)]).toEqual([]);
    store.close();
  });

  test("iterates over all by start, then by the bytes of the key", () => {
    const { store } = opened(PUTS);
    const all = ["a@0/10=a0", "b@0/10=b0", "a@10/20=a10", "aa@10/20=aa10", "é@10/20=é10", "a@20/30=a20", "b@20/30=b20"];
    expect(shown(store.all())).toEqual(all);
    expect(shown(store.backwardAll())).toEqual([...all].reverse());
    expect(shown(store.fetchAll(1, 10))).toEqual(all.slice(2, 5));
    expect(shown(store.backwardFetchAll(10, 19))).toEqual(all.slice(2, 5).reverse());
    store.close();
  });

  test.each([
    ["a", "aa", 0, 15, ["a@0/10=a0", "a@10/20=a10", "aa@10/20=aa10"]],
    [undefined, "a", 0, 100, ["a@0/10=a0", "a@10/20=a10", "a@20/30=a20"]],
    ["b", undefined, 0, 100, ["b@0/10=b0", "é@10/20=é10", "b@20/30=b20"]],
    ["b", "a", 0, 100, []],
  ] as const)("has the windows of keys from %s to %s", (from, to, fromMs, toMs, windows) => {
    const { store } = opened(PUTS);
    expect(shown(store.fetchKeys(from, to, fromMs, toMs))).toEqual(windows);
    expect(shown(store.backwardFetchKeys(from, to, fromMs, toMs))).toEqual([...windows].reverse());
    store.close();
  });

  // Not of a cache: it gives what it holds, also expired, as in Kafka.
  if (variant.cacheMaxBytes === 0)
    test("forgets a window whose start lies a retention behind the largest start, to the millisecond", () => {
      const { store } = opened([...PUTS, ["c", "c110", 110]]);
      store.flush();
      expect(store.fetch("a", 10)).toBeUndefined();
      expect([...store.fetchRange("a", 0, 200)]).toEqual([[20, "a20"]]);
      expect(shown(store.all())).toEqual(["a@20/30=a20", "b@20/30=b20", "c@110/120=c110"]);
      store.put("a", "again", 11);
      store.put("a", "late", 10);
      store.flush();
      expect(shown(store.all())[0]).toBe("a@11/21=again");
      expect(store.fetch("a", 10)).toBeUndefined();
      store.close();
    });

  test("counts what comes too late, and logs it all the same", () => {
    const { store, context } = opened([
      ["a", "x", 1_000],
      ["a", "late", 900],
    ]);
    store.flush();
    expect(context.dropped).toEqual(["expired-window-record"]);
    expect(context.log).toHaveLength(variant.logs ? 2 : 0);
    store.close();
  });

  test("keeps every value of a key and a window, where duplicates are retained", () => {
    const puts: Put[] = [
      ["b", "1", 0],
      ["a", "2", 0],
      ["a", "3", 0],
      ["a", null, 0],
      ["a", "4", 5],
      ["a", "5", 0],
    ];
    const { store } = opened(puts, true);
    const values = (entries: Iterable<readonly [unknown, string]>) => [...entries].map(([, value]) => value);
    expect(values(store.fetchRange("a", 0, 10))).toEqual(["2", "3", "5", "4"]);
    expect(values(store.backwardFetchRange("a", 0, 0))).toEqual(["5", "3", "2"]);
    expect(values(store.all())).toEqual(["2", "3", "5", "1", "4"]);
    expect(store.fetch("a", 0)).toBeUndefined();
    expect(store.setFlushListener(() => {}, false)).toBe(false);
    store.close();
  });

  test.each([false, true])("restored from what it logged is the same (duplicates %s)", (retainDuplicates) => {
    const { store, context } = opened(
      [...PUTS, ["a", "new", 10], ["b", null, 20], ["c", "c", variant.cacheMaxBytes > 0 ? 99 : 105], ["a", "l", 5]],
      retainDuplicates,
    );
    store.flush();
    const other = opened([], retainDuplicates);
    other.context.restore(other.store, context.log);
    expect(shown(other.store.all())).toEqual(variant.logs ? shown(store.all()) : []);
    store.close();
    other.store.close();
  });

  test("keeps the time of timestamped values, and logs it", () => {
    const context = new TestStoreContext(variant.cacheMaxBytes).at(7);
    const supplier = variant.suppliers().windowStore("store", RETENTION_MS, WINDOW_MS, false);
    const store = context.open(built(Stores.timestampedWindowStoreBuilder(supplier, string(), string()), variant));
    store.put("a", { value: "x", timestamp: 3 }, 0);
    store.put("b", null, 0);
    store.flush();
    expect(store.fetch("a", 0)).toEqual({ value: "x", timestamp: 3 });
    if (variant.logs) expect(context.log.map(({ timestamp }) => timestamp)).toEqual([3, 7]);
    store.close();
  });
});
