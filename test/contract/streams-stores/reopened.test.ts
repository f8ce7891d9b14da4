import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
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

test("a store on disk refuses a key that is too long for it", () => {
  const context = new TestStoreContext();
  const stores = lmdbStores({ path });
  const store = context.open(Stores.keyValueStoreBuilder(stores.keyValueStore("k"), string(), string()).build());
  store.put("x".repeat(1_900), "fits");
  expect(() => store.put("x".repeat(2_000), "does not fit")).toThrow(
    expect.objectContaining({ code: "RECORD_TOO_LARGE" }),
  );
  expect(store.get("x".repeat(2_000))).toBeUndefined();
  store.close();
});
