import { describe, expect, it } from "vitest";
import { string } from "../../../../src/serde/primitives.ts";
import type { ProcessorContext } from "../../../../src/streams/api/processor.ts";
import { StreamRecord } from "../../../../src/streams/api/record.ts";
import type { StoreBuilder } from "../../../../src/streams/api/store-builder.ts";
import type { CachedStateStore, KeyValueStore } from "../../../../src/streams/api/stores.ts";
import { Windowed } from "../../../../src/streams/api/windowed.ts";
import { Stores } from "../../../../src/streams/state/stores.ts";
import { Topology } from "../../../../src/streams/topology/topology.ts";
import {
  TopologyTestDriver,
  type TopologyTestDriverOptions,
} from "../../../../src/testing/streams/topology-test-driver.ts";
import { processor, short, TEXT } from "../task/task-kit.ts";

const text = string();

const BUILDERS: readonly StoreBuilder[] = [
  Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("plain"), text, text),
  Stores.timestampedKeyValueStoreBuilder(Stores.inMemoryKeyValueStore("stamped"), text, text),
  Stores.versionedKeyValueStoreBuilder(Stores.inMemoryVersionedKeyValueStore("versioned", 1000), text, text),
  Stores.windowStoreBuilder(Stores.inMemoryWindowStore("window", 1000, 10, false), text, text),
  Stores.timestampedWindowStoreBuilder(Stores.inMemoryWindowStore("stamped-window", 1000, 10, false), text, text),
  Stores.sessionStoreBuilder(Stores.inMemorySessionStore("session", 1000), text, text),
];

function withStores(): TopologyTestDriver {
  const idle = processor(() => {});
  const topology = new Topology().addSource("source", "in", TEXT).addProcessor("p", idle, "source");
  for (const builder of BUILDERS) topology.addStateStore(builder, "p");
  return new TopologyTestDriver(topology);
}

const GETTERS = [
  "getKeyValueStore",
  "getTimestampedKeyValueStore",
  "getVersionedKeyValueStore",
  "getWindowStore",
  "getTimestampedWindowStore",
  "getSessionStore",
] as const;

describe("the stores of every kind", () => {
  it.each([
    ["plain", ["getKeyValueStore"]],
    ["stamped", ["getKeyValueStore", "getTimestampedKeyValueStore"]],
    ["versioned", ["getVersionedKeyValueStore"]],
    ["window", ["getWindowStore"]],
    ["stamped-window", ["getWindowStore", "getTimestampedWindowStore"]],
    ["session", ["getSessionStore"]],
  ])("%s: only %j give it", (name, expected) => {
    using driver = withStores();
    const giving = GETTERS.filter((getter) => {
      try {
        return driver[getter](name).name === name;
      } catch (error) {
        expect((error as Error).message).toMatch(new RegExp(`^store "${name}" is no .* store.*: its kind is `));
        return false;
      }
    });
    expect(giving).toEqual(expected);
    expect(driver.getStateStore(name).name).toBe(name);
  });

  it("with timestamps show their values alone, and take them with no time", () => {
    using driver = withStores();
    const values = driver.getKeyValueStore<string, string>("stamped");
    const stamped = driver.getTimestampedKeyValueStore<string, string>("stamped");
    stamped.put("a", { value: "1", timestamp: 5 });
    values.put("b", "2");
    values.putAll([
      ["c", "3"],
      ["d", null],
    ]);
    expect([values.get("a"), values.get("x"), stamped.get("b")]).toEqual([
      "1",
      undefined,
      { value: "2", timestamp: -1 },
    ]);
    expect([values.putIfAbsent("a", "9"), values.delete("c"), values.approximateNumEntries()]).toEqual(["1", "3", 2]);
    const both = [
      ["a", "1"],
      ["b", "2"],
    ];
    for (const all of [values.all(), values.range("a", "b"), values.range(undefined, undefined)])
      expect([...all]).toEqual(both);
    for (const all of [values.reverseAll(), values.reverseRange("a", undefined)])
      expect([...all]).toEqual(both.toReversed());
    expect([...values.prefixScan("b")]).toEqual([["b", "2"]]);
    expect([values.name, values.persistent, values.isOpen]).toEqual(["stamped", false, true]);
    values.flush();
  });

  it("with windows and timestamps show their values alone, too", () => {
    using driver = withStores();
    const values = driver.getWindowStore<string, string>("stamped-window");
    const stamped = driver.getTimestampedWindowStore<string, string>("stamped-window");
    stamped.put("a", { value: "1", timestamp: 5 }, 0);
    values.put("a", "2", 10);
    expect([values.fetch("a", 0), values.fetch("b", 0)]).toEqual(["1", undefined]);
    expect(stamped.fetch("a", 10)).toEqual({ value: "2", timestamp: -1 });
    const byTime = [
      [0, "1"],
      [10, "2"],
    ];
    expect([...values.fetchRange("a", 0, 10)]).toEqual(byTime);
    expect([...values.backwardFetchRange("a", 0, 10)]).toEqual(byTime.toReversed());
    const windows = byTime.map(([startMs, value]) => [
      new Windowed("a", { startMs: Number(startMs), endMs: Number(startMs) + 10 }),
      value,
    ]);
    const plain = (entries: Iterable<readonly [Windowed<string>, string]>) =>
      [...entries].map(([{ key, window }, value]) => [
        new Windowed(key, { startMs: window.startMs, endMs: window.endMs }),
        value,
      ]);
    for (const all of [values.all(), values.fetchAll(0, 10), values.fetchKeys("a", "b", 0, 10)])
      expect(plain(all)).toEqual(windows);
    const backward = [values.backwardAll(), values.backwardFetchAll(0, 10), values.backwardFetchKeys("a", "b", 0, 10)];
    for (const all of backward) expect(plain(all)).toEqual(windows.toReversed());
    expect([values.name, values.persistent, values.isOpen]).toEqual(["stamped-window", false, true]);
    values.flush();
  });

  it("close with the driver", () => {
    const driver = withStores();
    const stores = Object.values(driver.getAllStateStores());
    expect(stores.map(({ isOpen }) => isOpen)).toEqual(Array(6).fill(true));
    driver.close();
    expect(stores.map(({ isOpen }) => isOpen)).toEqual(Array(6).fill(false));
    expect(() => (driver.getAllStateStores()["plain"] as KeyValueStore<string, string>).get("a")).toThrow(
      "is not open",
    );
  });
});

type Latest = KeyValueStore<string, string> & CachedStateStore<string, string>;

/** Puts every value of a space-separated list; changes are handed on as the cache lets them. */
function cached(options: TopologyTestDriverOptions = {}): TopologyTestDriver {
  const builder = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("latest"), text, text).withCachingEnabled();
  const listening = new WeakSet<object>();
  const put = (key: string, value: string, context: ProcessorContext<unknown, unknown>) => {
    const store = context.getStateStore<Latest>("latest");
    const forward = (changed: string, newValue: string | null, _old: string | null, timestamp: number) =>
      context.forward(new StreamRecord(changed, newValue, timestamp));
    if (!listening.has(store)) listening.add(store) && store.setFlushListener(forward, false);
    for (const part of value.split(" ")) store.put(key, part);
  };
  const topology = new Topology()
    .addSource("source", "in", TEXT)
    .addProcessor(
      "p",
      processor((record, context) => put(record.key, record.value, context)),
      "source",
    )
    .addStateStore(builder, "p")
    .addSink("sink", "out", TEXT, "p");
  return new TopologyTestDriver(topology, { applicationId: "app", ...options });
}

describe("a cached store", () => {
  it("hands on the last change of each key at the commit after each record", () => {
    using driver = cached();
    driver.createInputTopic("in", text, text).pipeKeyValueList(
      [
        ["a", "1 2 3"],
        ["b", "4"],
        ["a", "5 6"],
      ],
      10,
      1,
    );
    expect(driver.drainOutput().map(short)).toEqual([
      "app-latest-changelog: a=3@10",
      "out: a=3@10",
      "app-latest-changelog: b=4@11",
      "out: b=4@11",
      "app-latest-changelog: a=6@12",
      "out: a=6@12",
    ]);
  });

  it("hands on what a test puts from outside at the next commit, as of time 0", () => {
    using driver = cached();
    driver.getKeyValueStore<string, string>("latest").put("b", "x");
    expect(driver.drainOutput()).toEqual([]);
    driver.createInputTopic("in", text, text).pipeInput("a", "1", 5);
    const changes = driver.drainOutput().map(short);
    expect(changes.filter((change) => change.includes("latest"))).toEqual([
      "app-latest-changelog: b=x@0",
      "app-latest-changelog: a=1@5",
    ]);
  });
});
