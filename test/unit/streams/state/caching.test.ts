import { describe, expect, test } from "vitest";
import { string } from "../../../../src/index.ts";
import type { FlushListener } from "../../../../src/streams/api/stores.ts";
import { Windowed } from "../../../../src/streams/api/windowed.ts";
import { NamedCache } from "../../../../src/streams/state/named-cache.ts";
import { Stored } from "../../../../src/streams/state/stored.ts";
import { Stores } from "../../../../src/streams/state/stores.ts";
import { TestStoreContext } from "../../../support/store-context.ts";

function keyValueStore(cacheMaxBytes: number, sendOldValues = true) {
  const context = new TestStoreContext(cacheMaxBytes);
  const builder = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("s"), string(), string());
  const store = context.open(builder.withCachingEnabled().build());
  const handedOn: unknown[] = [];
  const listener: FlushListener<unknown, string> = (key, newValue, oldValue, timestamp) =>
    handedOn.push([key, newValue, oldValue, timestamp, context.recordContext.timestamp]);
  return { context, store, handedOn, hasCache: store.setFlushListener(listener, sendOldValues) };
}

describe("a cached store", () => {
  test("has no cache in a task that has no bytes for one", () => {
    const { context, store, handedOn, hasCache } = keyValueStore(0);
    store.put("a", "x");
    store.flush();
    expect([hasCache, handedOn, context.log.length]).toEqual([false, [], 1]);
  });

  test("hands on only the last change of a key, in the order of the last changes, with the time of its record", () => {
    const { context, store, handedOn, hasCache } = keyValueStore(10_000);
    context.at(1);
    store.put("b", "b1");
    context.at(2);
    store.put("a", "a1");
    context.at(3);
    store.put("b", "b2");
    expect([hasCache, context.log]).toEqual([true, []]);
    context.at(9);
    store.flush();
    expect(handedOn).toEqual([
      ["a", "a1", null, 2, 2],
      ["b", "b2", null, 3, 3],
    ]);
    expect(context.log.map(({ key, timestamp }) => [key, timestamp])).toEqual([
      ["a", 2],
      ["b", 3],
    ]);
    expect(context.recordContext.timestamp).toBe(9);
  });

  test("gives the old value when asked, and says nothing of a deletion of what never left it", () => {
    const { store, handedOn } = keyValueStore(10_000);
    store.put("a", "x");
    store.put("gone", "x");
    store.delete("gone");
    store.flush();
    store.put("a", "y");
    store.flush();
    store.delete("a");
    store.flush();
    expect(handedOn).toEqual([
      ["a", "x", null, 0, 0],
      ["a", "y", "x", 0, 0],
      ["a", null, "y", 0, 0],
    ]);
  });

  test("does not give the old value when not asked", () => {
    const { store, handedOn } = keyValueStore(10_000, false);
    store.put("a", "x");
    store.flush();
    store.delete("a");
    store.flush();
    expect(handedOn).toEqual([
      ["a", "x", null, 0, 0],
      ["a", null, null, 0, 0],
    ]);
  });

  test("hands on windows and sessions with their times", () => {
    const context = new TestStoreContext(10_000);
    const windows = Stores.windowStoreBuilder(Stores.inMemoryWindowStore("w", 100, 10, false), string(), string());
    const sessions = Stores.sessionStoreBuilder(Stores.inMemorySessionStore("s", 100), string(), string());
    const windowStore = context.open(windows.withCachingEnabled().build());
    const sessionStore = context.open(sessions.withCachingEnabled().build());
    const handedOn: string[] = [];
    const listener: FlushListener<Windowed<string>, string> = (key, value) => handedOn.push(`${key} ${value}`);
    windowStore.setFlushListener(listener, true);
    sessionStore.setFlushListener(listener, true);
    windowStore.put("é", "x", 5);
    sessionStore.put(new Windowed("k", { startMs: 1, endMs: 3 }), "y");
    sessionStore.remove(new Windowed("k", { startMs: 1, endMs: 2 }));
    windowStore.flush();
    sessionStore.flush();
    expect(handedOn).toEqual(["[é@5/15] x", "[k@1/3] y"]);
  });

  test("hands on everything when a changed entry must go, that one first", () => {
    // A key and a value of one byte each, of topic "input": 24 + 1 + 1 + 20 + 5 + 1 = 52 bytes.
    const { store, handedOn } = keyValueStore(3 * 52);
    store.put("a", "1");
    store.put("b", "1");
    store.put("c", "1");
    store.put("a", "2");
    expect(handedOn).toEqual([]);
    store.put("d", "1");
    expect(handedOn.map((change) => (change as string[])[0])).toEqual(["b", "c", "a", "d"]);
    store.put("e", "1");
    expect(handedOn).toHaveLength(4);
  });
});

test("a cached entry has the size that Kafka estimates", () => {
  const budget = { bytes: 0, maxBytes: 1_000 };
  const cache = new NamedCache(budget, 0, () => {});
  const headers = [
    ["h", new Uint8Array([1, 2])],
    ["n", null],
  ] as const;
  const context = { topic: "topic", partition: 3, offset: 1, timestamp: 2, headers };
  cache.put("key", new Stored("val", -1, undefined), context);
  // 33 for the entry, as LRUCacheEntry says, 24 for the node, 3 for the key.
  expect(budget.bytes).toBe(33 + 24 + 3);
  cache.put("key", new Stored("é", 5, undefined), context);
  expect(budget.bytes).toBe(33 + 24 + 3 + 7);
  cache.clear();
  expect(budget.bytes).toBe(0);
});
