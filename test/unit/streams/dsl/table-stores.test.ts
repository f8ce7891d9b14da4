import { describe, expect, test } from "vitest";
import { int64, string } from "../../../../src/serde/primitives.ts";
import type { StoreBuilder } from "../../../../src/streams/api/store-builder.ts";
import type { KGroupedStream } from "../../../../src/streams/dsl/kgrouped-stream.ts";
import { StreamsBuilder } from "../../../../src/streams/dsl/streams-builder.ts";
import { BufferConfig } from "../../../../src/streams/options/buffer-config.ts";
import { Materialized } from "../../../../src/streams/options/materialized.ts";
import { Suppressed } from "../../../../src/streams/options/suppressed.ts";
import { Stores } from "../../../../src/streams/state/stores.ts";
import { EmitStrategy } from "../../../../src/streams/windows/emit-strategy.ts";
import { SessionWindows } from "../../../../src/streams/windows/session-windows.ts";
import { SlidingWindows } from "../../../../src/streams/windows/sliding-windows.ts";
import { TimeWindows } from "../../../../src/streams/windows/time-windows.ts";
import { UnlimitedWindows } from "../../../../src/streams/windows/unlimited-windows.ts";

type Builder = StreamsBuilder<string, string>;

const windows = TimeWindows.ofSizeAndGrace(10_000, 5_000);
const sliding = SlidingWindows.ofTimeDifferenceAndGrace(10_000, 5_000);
const sessions = SessionWindows.ofInactivityGapAndGrace(10_000, 5_000);
const first = <V>(one: V): V => one;
const named = (): Materialized<string, number> => Materialized.as<string, number>("s");

function storesOf(program: (builder: Builder) => void): Map<string, StoreBuilder> {
  const builder = new StreamsBuilder({ defaultKeySerde: string(), defaultValueSerde: string() });
  program(builder);
  const stores = builder
    .build()
    .internal.build("app")
    .stores.map(({ builder: store }) => store);
  return new Map(stores.map((store) => [store.name, store]));
}

function storeOf(program: (grouped: KGroupedStream<string, string>) => void): StoreBuilder {
  const [store] = storesOf((builder) => program(builder.stream("t").groupByKey())).values();
  if (store === undefined) throw new Error("the program has no store");
  return store;
}

describe("how long a store keeps its entries", () => {
  const NO_END = Number.MAX_SAFE_INTEGER;
  test.each<[string, number, (grouped: KGroupedStream<string, string>) => void]>([
    ["time windows: size and grace", 15_000, (grouped) => grouped.windowedBy(windows).count()],
    ["unlimited windows: for ever", NO_END, (grouped) => grouped.windowedBy(UnlimitedWindows.of()).count()],
    ["sliding windows: twice their size, and grace", 25_000, (grouped) => grouped.windowedBy(sliding).count()],
    ["sessions: gap and grace", 15_000, (grouped) => grouped.windowedBy(sessions).count()],
    ["as the user says", 20_000, (grouped) => grouped.windowedBy(windows).count(named().withRetention(20_000))],
    [
      "a cogroup's: as any other's",
      25_000,
      (grouped) =>
        grouped
          .cogroup((_key, _value, aggregate: string) => aggregate)
          .windowedBy(sliding)
          .aggregate(() => ""),
    ],
  ])("%s", (_name, retentionMs, program) => {
    expect(storeOf(program).retentionMs).toBe(retentionMs);
  });
});

describe("whether a store caches and logs", () => {
  const closing = EmitStrategy.onWindowClose();
  interface Layers {
    readonly cachingEnabled: boolean;
    readonly loggingEnabled: boolean;
  }
  test.each<[string, Layers, (grouped: KGroupedStream<string, string>) => void]>([
    ["both by default", { cachingEnabled: true, loggingEnabled: true }, (grouped) => grouped.count()],
    [
      "as the user says",
      { cachingEnabled: false, loggingEnabled: false },
      (grouped) => grouped.count(named().withCachingDisabled().withLoggingDisabled()),
    ],
    [
      "a versioned store never caches",
      { cachingEnabled: false, loggingEnabled: true },
      (grouped) => grouped.count(Materialized.as(Stores.inMemoryVersionedKeyValueStore("v", 60_000))),
    ],
    [
      "time windows cache also when each is emitted once",
      { cachingEnabled: true, loggingEnabled: true },
      (grouped) => grouped.windowedBy(windows).emitStrategy(closing).count(),
    ],
    [
      "sliding windows do not then",
      { cachingEnabled: false, loggingEnabled: true },
      (grouped) => grouped.windowedBy(sliding).emitStrategy(closing).count(),
    ],
    [
      "sessions neither",
      { cachingEnabled: false, loggingEnabled: true },
      (grouped) => grouped.windowedBy(sessions).emitStrategy(closing).count(),
    ],
  ])("%s", (_name, layers, program) => {
    expect(storeOf(program)).toMatchObject(layers);
  });

  test("the subscriptions of a foreign-key join are logged and not cached", () => {
    const stores = storesOf((builder) => {
      builder.table("l").foreignKeyJoin(builder.table("r"), first, first);
    });
    expect(stores.get("KTABLE-FK-JOIN-SUBSCRIPTION-STATE-STORE-0000000010")).toMatchObject({
      cachingEnabled: false,
      loggingEnabled: true,
    });
  });

  test("the configs of a changelog are those of the Materialized, or of the buffer", () => {
    const config = { "min.insync.replicas": "2" };
    const stores = storesOf((builder) => {
      const counted = builder.stream("t").groupByKey().count(named().withLoggingEnabled(config));
      const buffer = BufferConfig.unbounded().withLoggingEnabled({ "segment.ms": "1" });
      counted.suppress(Suppressed.untilTimeLimit<string>(1_000, buffer).withName("held"));
    });
    expect(stores.get("s")?.logConfig).toEqual(config);
    expect(stores.get("held-store")?.logConfig).toEqual({ "segment.ms": "1" });
  });

  test("a buffer of a suppression may do without a changelog", () => {
    const stores = storesOf((builder) => {
      const buffer = BufferConfig.maxRecords(5).withLoggingDisabled();
      builder.table("t").suppress(Suppressed.untilTimeLimit<string>(1_000, buffer).withName("held"));
    });
    expect(stores.get("held-store")?.loggingEnabled).toBe(false);
  });
});

describe("which tables have a store", () => {
  test.each<[string, string[], (builder: Builder) => void]>([
    ["a table that nobody reads has none", [], (builder) => builder.table("t").toStream().to("o")],
    ["a filter asks for none", [], (builder) => builder.table("t").filter(() => true)],
    [
      "grouping a table materializes it",
      ["t-STATE-STORE-0000000000", "KTABLE-AGGREGATE-STATE-STORE-0000000004"],
      (builder) =>
        builder
          .table("t")
          .groupBy((key, value) => [key, value])
          .count(),
    ],
    [
      "a join materializes the sources of both sides",
      ["l-STATE-STORE-0000000000", "r-STATE-STORE-0000000004"],
      (builder) => builder.table("l").mapValues(first).join(builder.table("r"), first),
    ],
    [
      "a foreign-key join does too, but not its result",
      ["l-STATE-STORE-0000000000", "r-STATE-STORE-0000000003", "KTABLE-FK-JOIN-SUBSCRIPTION-STATE-STORE-0000000010"],
      (builder) => builder.table("l").foreignKeyJoin(builder.table("r"), first, first).toStream().to("o"),
    ],
  ])("%s", (_name, names, program) => {
    expect(new Set(storesOf(program).keys())).toEqual(new Set(names));
  });

  test("queryableStoreName is only there for names that the user gave", () => {
    const builder = new StreamsBuilder({ defaultKeySerde: string(), defaultValueSerde: string() });
    const grouped = builder.stream("t").groupByKey();
    expect(grouped.count().queryableStoreName).toBeUndefined();
    expect(grouped.count(Materialized.with(string(), int64({ as: "number" }))).queryableStoreName).toBeUndefined();
    expect(grouped.count(named()).queryableStoreName).toBe("s");
    expect(builder.table("u").filter(() => true).queryableStoreName).toBeUndefined();
    expect(builder.table("v").mapValues(first, Materialized.as<string, string>("w")).queryableStoreName).toBe("w");
  });
});
