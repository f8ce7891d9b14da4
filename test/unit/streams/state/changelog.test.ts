import { describe, expect, test } from "vitest";
import { float64, string } from "../../../../src/index.ts";
import { Windowed } from "../../../../src/streams/api/windowed.ts";
import {
  LeftOrRightValue,
  outerJoinStoreBuilder,
  TimestampedKeyAndJoinSide,
} from "../../../../src/streams/state/outer-join-store.ts";
import { joinWindowStoreBuilder, Stores, subscriptionStoreBuilder } from "../../../../src/streams/state/stores.ts";
import { hex, type LoggedChange, TestStoreContext } from "../../../support/store-context.ts";

function shown(log: readonly LoggedChange[]): unknown[] {
  return log.map(({ key, value, timestamp }) => [hex(key), value, timestamp]);
}

describe("what a store logs", () => {
  test("has the time of the record that is processed, when its values have none", () => {
    const context = new TestStoreContext();
    const supplier = Stores.inMemoryKeyValueStore("s");
    const store = context.open(Stores.keyValueStoreBuilder(supplier, string(), string()).build());
    context.at(1);
    store.put("a", "x");
    store.putIfAbsent("a", "no change");
    context.at(2);
    store.delete("a");
    store.delete("never there");
    store.putIfAbsent("é", "y");
    expect(shown(context.log)).toEqual([
      ["61", "x", 1],
      ["61", null, 2],
      [hex("never there"), null, 2],
      ["c3a9", "y", 2],
    ]);
  });

  test("has the value's own time, when it has one, and a deletion that of the record", () => {
    const context = new TestStoreContext().at(9);
    const supplier = Stores.inMemoryKeyValueStore("s");
    const store = context.open(Stores.timestampedKeyValueStoreBuilder(supplier, string(), string()).build());
    store.put("a", { value: "x", timestamp: 4 });
    store.put("a", null);
    expect(shown(context.log)).toEqual([
      ["61", "x", 4],
      ["61", null, 9],
    ]);
  });

  test("has the sequence of duplicates in the key", () => {
    const context = new TestStoreContext().at(3);
    const supplier = Stores.inMemoryWindowStore("s", 100, 10, true);
    const builder = Stores.windowStoreBuilder(supplier, string(), string());
    expect(builder.logConfig).toEqual({ "cleanup.policy": "delete" });
    const store = context.open(builder.build());
    store.put("k", "x", 5);
    store.put("k", "y", 5);
    expect(shown(context.log)).toEqual([
      ["6b000000000000000500000001", "x", 3],
      ["6b000000000000000500000002", "y", 3],
    ]);
    const other = new TestStoreContext().at(4);
    const restored = other.open(builder.build());
    other.restore(restored, context.log);
    restored.put("k", "z", 5);
    expect(shown(other.log)).toEqual([["6b000000000000000500000003", "z", 4]]);
    expect([...restored.fetchRange("k", 5, 5)].map(([, value]) => value)).toEqual(["x", "y", "z"]);
  });

  test("has the headers of the record in stream joins", () => {
    const context = new TestStoreContext().at(3);
    context.recordContext.headers = [["h", null]];
    const supplier = Stores.inMemoryWindowStore("s", 100, 10, true);
    context.open(joinWindowStoreBuilder(supplier, string(), string()).build()).put("k", "x", 5);
    expect(context.log[0]?.headers).toEqual([["h", null]]);
  });

  test("has the headers of the record in foreign-key joins, of a deletion too", () => {
    const context = new TestStoreContext().at(3);
    context.recordContext.headers = [["h", null]];
    const store = context.open(subscriptionStoreBuilder(Stores.inMemoryKeyValueStore("s"), string(), string()).build());
    store.put("k", { value: "x", timestamp: 5 });
    store.delete("k");
    expect(context.log.map(({ timestamp, headers }) => [timestamp, headers])).toEqual([
      [5, [["h", null]]],
      [3, [["h", null]]],
    ]);
  });

  test("has a session's end and start in the key", () => {
    const context = new TestStoreContext().at(3);
    const supplier = Stores.inMemorySessionStore("s", 100);
    const store = context.open(Stores.sessionStoreBuilder(supplier, string(), float64()).build());
    store.put(new Windowed("k", { startMs: 1, endMs: 2 }), 0);
    store.remove(new Windowed("k", { startMs: 1, endMs: 2 }));
    expect(context.log.map(({ key, value }) => [hex(key), hex(value)])).toEqual([
      ["6b00000000000000020000000000000001", "0000000000000000"],
      ["6b00000000000000020000000000000001", null],
    ]);
  });

  test("has a version's own time, also of one that came too late", () => {
    const context = new TestStoreContext().at(99);
    const supplier = Stores.inMemoryVersionedKeyValueStore("s", 10);
    const store = context.open(Stores.versionedKeyValueStoreBuilder(supplier, string(), string()).build());
    store.put("k", "x", 50);
    store.put("k", "late", 20);
    store.delete("k", 55);
    expect(shown(context.log)).toEqual([
      ["6b", "x", 50],
      ["6b", "late", 20],
      ["6b", null, 55],
    ]);
  });

  test("tells of the entry that a full map dropped, but not while it is restored", () => {
    const context = new TestStoreContext().at(1);
    const supplier = Stores.lruMap("s", 2);
    const builder = Stores.keyValueStoreBuilder(supplier, string(), string());
    const store = context.open(builder.build());
    store.put("a", "1");
    store.put("b", "2");
    store.get("a");
    store.put("c", "3");
    expect(shown(context.log)).toEqual([
      ["61", "1", 1],
      ["62", "2", 1],
      ["62", null, 1],
      ["63", "3", 1],
    ]);
    expect([...store.all()]).toEqual([
      ["a", "1"],
      ["c", "3"],
    ]);
    const other = new TestStoreContext();
    const restored = other.open(builder.build());
    other.restore(restored, context.log);
    expect([...restored.all()]).toEqual([...store.all()]);
    expect(other.log).toEqual([]);
  });
});

describe("the store of an outer join", () => {
  const key = (isLeft: boolean, name: string, time: number) => new TimestampedKeyAndJoinSide(isLeft, name, time);
  const left = (value: string) => new LeftOrRightValue<string, string>(value, null);
  const right = (value: string) => new LeftOrRightValue<string, string>(null, value);

  function opened() {
    const context = new TestStoreContext().at(1);
    const builder = outerJoinStoreBuilder(Stores.inMemoryKeyValueStore("s"), string(), string(), string());
    return { context, store: context.open(builder.build()) };
  }

  test("gives every value by time, side and key, and logs whole lists", () => {
    const { context, store } = opened();
    store.put(key(true, "b", 5), left("a"));
    store.put(key(true, "b", 5), left("bc"));
    store.put(key(false, "b", 5), right("r"));
    store.put(key(true, "a", 4), left("first"));
    expect(
      [...store.all()].map(([{ key, timestamp }, { leftValue, rightValue }]) => [
        timestamp,
        key,
        leftValue,
        rightValue,
      ]),
    ).toEqual([
      [4, "a", "first", null],
      [5, "b", null, "r"],
      [5, "b", "a", null],
      [5, "b", "bc", null],
    ]);
    expect(context.log.slice(0, 2).map(({ value }) => hex(value))).toEqual([
      "0100000001000000020161",
      "010000000200000002016100000003016263",
    ]);
  });

  test("gives the values of a key with one key object, so that they can be deleted together", () => {
    const { store } = opened();
    for (const value of ["x", "y"]) store.put(key(true, "a", 1), left(value));
    store.put(key(true, "b", 1), left("z"));
    const rows = [...store.all()].map(([row]) => row);
    expect([rows.length, new Set(rows).size]).toEqual([3, 2]);
  });

  test("drops all values of a key at once, and is the same when restored", () => {
    const { context, store } = opened();
    store.put(key(true, "a", 1), left("x"));
    store.put(key(true, "a", 1), left("y"));
    store.put(key(true, "b", 2), left("z"));
    store.putIfAbsent(key(true, "a", 1), null);
    store.putIfAbsent(key(true, "none", 1), null);
    const all = [...store.all()];
    expect(all).toHaveLength(1);
    expect(context.log).toHaveLength(4);
    const other = opened();
    other.context.restore(other.store, context.log);
    expect([...other.store.all()]).toEqual(all);
  });
});
