import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { int32, string } from "../../../src/index.ts";
import { lmdbStores } from "../../../src/lmdb.ts";
import { Windowed } from "../../../src/streams/api/windowed.ts";
import { Stores } from "../../../src/streams/state/stores.ts";
import { TestStoreContext } from "../../support/store-context.ts";

let path: string;

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), "millrace-reopened-"));
});

afterEach(() => rmSync(path, { recursive: true, force: true }));

test("a store on disk has what it had when it is opened again, and goes on where it was", () => {
  const open = (taskId = "0_0") => {
    const context = new TestStoreContext(0, taskId);
    const stores = lmdbStores({ path });
    return {
      context,
      keys: context.open(Stores.timestampedKeyValueStoreBuilder(stores.keyValueStore("k"), int32(), string()).build()),
      windows: context.open(
        Stores.windowStoreBuilder(stores.windowStore("w", 100, 10, true), string(), string()).build(),
      ),
      sessions: context.open(Stores.sessionStoreBuilder(stores.sessionStore("s", 100), string(), string()).build()),
      versions: context.open(
        Stores.versionedKeyValueStoreBuilder(stores.versionedKeyValueStore("v", 100), string(), string()).build(),
      ),
      close() {
        for (const store of [this.keys, this.windows, this.sessions, this.versions]) store.close();
      },
    };
  };
  const first = open();
  expect(first.keys.persistent).toBe(true);
  first.keys.put(-5, { value: "x", timestamp: 7 });
  first.windows.put("k", "one", 500);
  first.sessions.put(new Windowed("k", { startMs: 450, endMs: 500 }), "s");
  first.versions.put("k", "old", 450);
  first.versions.put("k", "new", 500);
  first.close();

  const second = open();
  expect([...second.keys.all()]).toEqual([[-5, { value: "x", timestamp: 7 }]]);
  second.windows.put("k", "two", 500);
  second.windows.put("k", "late", 400);
  expect([...second.windows.fetchRange("k", 0, 1_000)]).toEqual([
    [500, "one"],
    [500, "two"],
  ]);
  second.sessions.put(new Windowed("k", { startMs: 300, endMs: 400 }), "late");
  expect([...second.sessions.fetch("k")]).toHaveLength(1);
  expect(second.versions.put("k", "late", 399)).toBe("not-put");
  expect(second.versions.getAsOf("k", 450)?.value).toBe("old");
  expect(second.context.dropped).toHaveLength(3);
  second.close();

  const other = open("0_1");
  expect([...other.keys.all(), ...other.windows.all()]).toEqual([]);
  other.close();
});

describe("a store on disk with old content", () => {
  const open = () => {
    const context = new TestStoreContext();
    const stores = lmdbStores({ path, writesMax: 3 });
    const duplicates = stores.windowStore("w", 100, 10, true);
    const versions = stores.versionedKeyValueStore("v", 100);
    return {
      context,
      keys: context.open(Stores.keyValueStoreBuilder(stores.keyValueStore("k"), string(), string()).build()),
      windows: context.open(Stores.windowStoreBuilder(duplicates, string(), string()).build()),
      sessions: context.open(Stores.sessionStoreBuilder(stores.sessionStore("s", 100), string(), string()).build()),
      versions: context.open(Stores.versionedKeyValueStoreBuilder(versions, string(), string()).build()),
    };
  };
  type Opened = ReturnType<typeof open>;
  const all = ({ keys, windows, sessions, versions }: Opened) => [keys, windows, sessions, versions];
  const content = ({ keys, windows, sessions, versions }: Opened) => [
    [...keys.all()],
    [...windows.all()],
    [...sessions.fetchKeys(undefined, undefined)],
    [...versions.versions("a")],
    versions.get("a"),
  ];
  const change = ({ keys, windows, sessions, versions }: Opened) => {
    for (const [key, value] of [
      ["a", "1"],
      ["b", "2"],
      ["a", "3"],
      ["b", null],
    ] as const)
      keys.put(key, value);
    for (const value of ["x", "y"]) windows.put("a", value, 500);
    sessions.put(new Windowed("a", { startMs: 1, endMs: 5 }), "early");
    sessions.put(new Windowed("a", { startMs: 480, endMs: 500 }), "late");
    // After these, one more time from the first on would leave a tombstone.
    for (const [value, time] of [
      ["v", 500],
      [null, 500],
      ["w", 490],
    ] as const)
      versions.put("a", value, time);
  };

  test("restored from its whole changelog is as it was", () => {
    const first = open();
    change(first);
    const live = content(first);
    for (const store of all(first)) store.close();
    const second = open();
    for (const store of all(second)) {
      expect(store.committedOffset).toBeUndefined();
      second.context.restore(store, first.context.log);
    }
    expect(content(second)).toEqual(live);
    for (const store of all(second)) store.close();
  });

  test("goes on from the offset that was committed with it", () => {
    const first = open();
    change(first);
    for (const [number, store] of all(first).entries()) store.commit(10 + number);
    const live = content(first);
    for (const store of all(first)) store.close();
    const second = open();
    expect(all(second).map((store) => store.committedOffset)).toEqual([10, 11, 12, 13]);
    expect(second.keys.approximateNumEntries()).toBe(1);
    for (const store of all(second)) second.context.restore(store, []);
    expect(content(second)).toEqual(live);
    second.context.log.length = 0;
    second.windows.put("a", "z", 501);
    const third = second.context.log.slice();
    expect(second.windows.committedOffset).toBeUndefined();
    for (const store of all(second)) store.close();

    const last = open();
    expect(all(last).map((store) => store.committedOffset)).toEqual([10, undefined, 12, 13]);
    last.context.restore(last.windows, [...first.context.log, ...third]);
    expect([...last.windows.fetchRange("a", 0, 1_000)]).toEqual([
      [500, "x"],
      [500, "y"],
      [501, "z"],
    ]);
    for (const store of all(last)) store.close();
  });
});

test("a store on disk refuses a key that is too long for it", () => {
  const context = new TestStoreContext();
  const stores = lmdbStores({ path });
  const store = context.open(Stores.keyValueStoreBuilder(stores.keyValueStore("k"), string(), string()).build());
  store.put("x".repeat(1_900), "fits");
  // With the byte before it the key has 1,978, which is all that fits.
  store.put("x".repeat(1_977), "fits");
  expect(() => store.put("x".repeat(1_978), "does not fit")).toThrow(
    expect.objectContaining({
      code: "RECORD_TOO_LARGE",
      message: expect.stringContaining(
        "a key of 1979 bytes, with what its store adds, is too long for the disk, which takes 1978",
      ),
    }),
  );
  store.flush();
  expect(store.get("x".repeat(1_977))).toBe("fits");
  expect(store.get("x".repeat(2_000))).toBeUndefined();
  store.close();
});
