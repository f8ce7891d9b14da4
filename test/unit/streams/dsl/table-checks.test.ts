import { describe, expect, test } from "vitest";
import { MillraceError } from "../../../../src/base/errors.ts";
import { string } from "../../../../src/serde/primitives.ts";
import type { KGroupedStream } from "../../../../src/streams/dsl/kgrouped-stream.ts";
import type { KTable } from "../../../../src/streams/dsl/ktable.ts";
import { StreamsBuilder } from "../../../../src/streams/dsl/streams-builder.ts";
import { BufferConfig } from "../../../../src/streams/options/buffer-config.ts";
import { Consumed } from "../../../../src/streams/options/consumed.ts";
import { Materialized } from "../../../../src/streams/options/materialized.ts";
import { Named } from "../../../../src/streams/options/named.ts";
import { Suppressed } from "../../../../src/streams/options/suppressed.ts";
import { Stores } from "../../../../src/streams/state/stores.ts";
import { EmitStrategy } from "../../../../src/streams/windows/emit-strategy.ts";
import { SessionWindows } from "../../../../src/streams/windows/session-windows.ts";
import { SlidingWindows } from "../../../../src/streams/windows/sliding-windows.ts";
import { TimeWindows } from "../../../../src/streams/windows/time-windows.ts";
import { UnlimitedWindows } from "../../../../src/streams/windows/unlimited-windows.ts";

const windows = TimeWindows.ofSizeAndGrace(10_000, 5_000);
const sliding = SlidingWindows.ofTimeDifferenceAndGrace(10_000, 5_000);
const sessions = SessionWindows.ofInactivityGapAndGrace(10_000, 5_000);
const first = <V>(one: V): V => one;
const texts = Consumed.with(string(), string());
const kept = (retentionMs: number): Materialized<string, number> =>
  Materialized.as<string, number>("c").withRetention(retentionMs);
const untilLimit = Suppressed.untilTimeLimit<string>(1_000, BufferConfig.unbounded());
// What a user of JavaScript may pass.
const wrong = (value: unknown): never => value as never;

interface Input {
  readonly builder: StreamsBuilder;
  readonly table: KTable<string, string>;
  readonly grouped: KGroupedStream<string, string>;
}

interface Refusal {
  readonly what: string;
  readonly program: (input: Input) => unknown;
  readonly says: readonly string[];
  readonly code?: "INVALID_OPTION";
}

function versionedTable(builder: StreamsBuilder): KTable<string, string> {
  const store = Stores.inMemoryVersionedKeyValueStore("v", 60_000);
  return builder.table("versioned", texts, Materialized.as<string, string>(store));
}

function refusalOf(program: (input: Input) => unknown): MillraceError {
  const builder = new StreamsBuilder();
  try {
    program({ builder, table: builder.table("t", texts), grouped: builder.stream("s", texts).groupByKey() });
    builder.build();
  } catch (error) {
    if (error instanceof MillraceError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

const ARGUMENTS: readonly Refusal[] = [
  { what: "filter without a predicate", program: ({ table }) => table.filter(wrong(1)), says: ["filter", "predicate"] },
  {
    what: "filterNot without a predicate",
    program: ({ table }) => table.filterNot(wrong(null)),
    says: ["filterNot", "predicate"],
  },
  { what: "mapValues without a mapper", program: ({ table }) => table.mapValues(wrong({})), says: ["mapValues"] },
  {
    what: "transformValues without a supplier",
    program: ({ table }) => table.transformValues(wrong(undefined), []),
    says: ["transformValues", "supplier"],
  },
  { what: "toStream with no mapper", program: ({ table }) => table.toStream(wrong("x")), says: ["toStream", "mapper"] },
  {
    what: "groupBy without a selector",
    program: ({ table }) => table.groupBy(wrong(1)),
    says: ["groupBy", "selector"],
  },
  { what: "a join with no table", program: ({ table }) => table.join(wrong({}), first), says: ["join", "KTable"] },
  {
    what: "a join without a joiner",
    program: ({ table }) => table.leftJoin(table, wrong(undefined)),
    says: ["leftJoin", "joiner"],
  },
  {
    what: "a foreign-key join without the foreign key",
    program: ({ table }) => table.foreignKeyJoin(table, wrong(1), first),
    says: ["foreignKeyJoin", "foreignKey"],
  },
  { what: "reduce without a reducer", program: ({ grouped }) => grouped.reduce(wrong(1)), says: ["reduce", "reducer"] },
  {
    what: "aggregate without an initializer",
    program: ({ grouped }) => grouped.aggregate(wrong(0), first),
    says: ["aggregate", "initializer"],
  },
  {
    what: "sessions without a merger",
    program: ({ grouped }) => grouped.windowedBy(sessions).aggregate(() => "", first, wrong(1)),
    says: ["aggregate", "sessionMerger"],
  },
  {
    what: "a grouped table without a subtractor",
    program: ({ table }) => table.groupBy((key, value) => [key, value]).reduce(first, wrong(null)),
    says: ["reduce", "subtractor"],
  },
  { what: "windowedBy a number", program: ({ grouped }) => grouped.windowedBy(wrong(5)), says: ["windowedBy", "5"] },
  {
    what: "cogroup with no grouped stream",
    program: ({ grouped }) => grouped.cogroup(first).cogroup(wrong({}), first),
    says: ["cogroup", "grouped stream"],
  },
];

const OPTIONS: readonly Refusal[] = [
  {
    what: "options in the wrong order",
    program: ({ table }) => table.filter(() => true, ...wrong([Materialized.as("a"), Named.as("b")])),
    says: ["filter", "Named, then a Materialized"],
    code: "INVALID_OPTION",
  },
  {
    what: "options of transformValues outside of an array",
    program: ({ table }) => table.transformValues(() => ({ transform: first }), wrong(Named.as("a"))),
    says: ["transformValues", "array"],
    code: "INVALID_OPTION",
  },
  {
    what: "no emit strategy",
    program: ({ grouped }) => grouped.windowedBy(windows).emitStrategy(wrong("on-window-close")),
    says: ["emitStrategy", "onWindowClose"],
    code: "INVALID_OPTION",
  },
  {
    what: "a Named for a foreign-key join",
    program: ({ table }) => table.foreignKeyJoin(table, first, first, ...wrong([Named.as("b")])),
    says: ["foreignKeyJoin", "TableJoined, then a Materialized"],
    code: "INVALID_OPTION",
  },
  {
    what: "a suppress of nothing",
    program: ({ table }) => table.suppress(wrong({})),
    says: ["suppress", "Suppressed"],
    code: "INVALID_OPTION",
  },
  {
    what: "a retention shorter than a window and its grace",
    program: ({ grouped }) => grouped.windowedBy(windows).count(kept(14_999)),
    says: ["count", '"c"', "14999", "15000", "withRetention"],
    code: "INVALID_OPTION",
  },
  {
    what: "a retention shorter than two sliding windows and their grace",
    program: ({ grouped }) => grouped.windowedBy(sliding).count(kept(24_999)),
    says: ["count", "24999", "25000"],
    code: "INVALID_OPTION",
  },
  {
    what: "a retention shorter than a gap and its grace",
    program: ({ grouped }) => grouped.windowedBy(sessions).count(kept(14_999)),
    says: ["count", "14999", "15000"],
    code: "INVALID_OPTION",
  },
  {
    what: "unlimited windows emitted when they close",
    program: ({ grouped }) => grouped.windowedBy(UnlimitedWindows.of()).emitStrategy(EmitStrategy.onWindowClose()),
    says: ["emitStrategy", "never closes"],
    code: "INVALID_OPTION",
  },
  {
    what: "a window store for a table without windows",
    program: ({ grouped }) => grouped.count(Materialized.as(Stores.inMemoryWindowStore("w", 1_000, 1_000, false))),
    says: ["count", "key-value or versioned", "window", '"w"'],
  },
  {
    what: "a key-value store for windows",
    program: ({ grouped }) => grouped.windowedBy(windows).count(Materialized.as(Stores.inMemoryKeyValueStore("k"))),
    says: ["count", "window store", "key-value"],
  },
];

const TOPOLOGIES: readonly Refusal[] = [
  {
    what: "final results without windows",
    program: ({ table }) =>
      table.filter(() => true).suppress(wrong(Suppressed.untilWindowCloses(BufferConfig.unbounded()))),
    says: ["suppress", "[root->KTABLE-SOURCE-0000000002->KTABLE-FILTER-0000000004]", "windowedBy"],
  },
  {
    what: "a suppressed versioned table",
    program: ({ builder }) => versionedTable(builder).suppress(untilLimit),
    says: ["suppress", "versioned"],
  },
  {
    what: "a suppressed table behind a versioned one",
    program: ({ builder }) =>
      versionedTable(builder)
        .filter(() => true)
        .suppress(untilLimit),
    says: ["KTABLE-SUPPRESS-0000000007", "versioned"],
  },
  {
    what: "a suppressed table whose values have no serde",
    program: ({ table }) => table.mapValues(first).suppress(untilLimit),
    says: ["suppress", "value", "KTABLE-MAPVALUES-0000000004", "withValueSerde", "defaultValueSerde"],
  },
  {
    what: "a foreign-key join with a table whose values have no serde",
    program: ({ table }) => table.foreignKeyJoin(table.mapValues(first), first, first),
    says: ["foreignKeyJoin", "the right table", "value"],
  },
  {
    what: "an aggregate without a serde",
    program: ({ grouped }) =>
      grouped.aggregate(
        () => 0,
        (_key, _value, sum) => sum,
      ),
    says: ["aggregate", "value", "Materialized.withValueSerde"],
  },
  {
    what: "a regrouped table without serdes",
    program: ({ table }) => table.groupBy((key, value) => [key, value]).count(),
    says: ["count of a grouped table", "key", "Grouped.withKeySerde"],
  },
  {
    what: "a foreign-key join's result that must be stored and has no serde",
    program: ({ table }) => table.foreignKeyJoin(table, first, first).join(table, first),
    says: ["value", "KTABLE-FK-JOIN-OUTPUT"],
  },
  {
    what: "tables of two builders",
    program: ({ table }) => table.join(new StreamsBuilder().table("t", texts), first),
    says: ["join", "same StreamsBuilder"],
  },
];

describe.each([
  ["arguments", ARGUMENTS],
  ["options", OPTIONS],
  ["topologies", TOPOLOGIES],
])("tables refuse wrong %s", (_kind, refusals) => {
  test.each(refusals)("$what", ({ program, says, code }) => {
    const error = refusalOf(program);
    expect(error.code).toBe(code ?? "INVALID_TOPOLOGY");
    for (const part of says) expect(error.message).toContain(part);
  });
});
