import { int64 } from "../../../../src/serde/primitives.ts";
import type { Serde } from "../../../../src/serde/serde.ts";
import { Branched } from "../../../../src/streams/dsl/branched.ts";
import type { GlobalKTable } from "../../../../src/streams/dsl/global-ktable.ts";
import type { KStream } from "../../../../src/streams/dsl/kstream.ts";
import type { KTable } from "../../../../src/streams/dsl/ktable.ts";
import type { StreamsBuilder } from "../../../../src/streams/dsl/streams-builder.ts";
import { BufferConfig } from "../../../../src/streams/options/buffer-config.ts";
import { Grouped } from "../../../../src/streams/options/grouped.ts";
import { Joined } from "../../../../src/streams/options/joined.ts";
import { Materialized } from "../../../../src/streams/options/materialized.ts";
import { Named } from "../../../../src/streams/options/named.ts";
import { Printed } from "../../../../src/streams/options/printed.ts";
import { Repartitioned } from "../../../../src/streams/options/repartitioned.ts";
import { Suppressed } from "../../../../src/streams/options/suppressed.ts";
import { TableJoined } from "../../../../src/streams/options/table-joined.ts";
import { Stores } from "../../../../src/streams/state/stores.ts";
import { SessionWindows } from "../../../../src/streams/windows/session-windows.ts";
import { SlidingWindows } from "../../../../src/streams/windows/sliding-windows.ts";
import { TimeWindows } from "../../../../src/streams/windows/time-windows.ts";
import {
  byValue,
  consumed,
  grouped,
  join,
  produced,
  same,
  streamJoined,
  swap,
  text,
  windows,
  yes,
} from "./programs.ts";

// Programs as steps: "call argument ...", where a number is that of a stream or table made before, and "-" is left out.
// All values are taken for texts, which no type has to prove: the programs are described, never run.

type Text = KStream<string, string>;
type Table = KTable<string, string>;
/** A Named, or nothing. */
type MaybeNamed = [] | [Named];

interface State {
  readonly builder: StreamsBuilder<string, string>;
  readonly streams: Text[];
  readonly tables: Table[];
  global: GlobalKTable<string, string> | undefined;
}

const number = int64({ as: "number" });
const nothing = () => {};
const keep = (_key: string, _value: string, aggregate: string) => aggregate;
const passOn = () => ({ process: nothing });

function named(name = "-"): MaybeNamed {
  return name === "-" ? [] : [Named.as(name)];
}

function stored<V>(name = "-", valueSerde: Serde<V>): Materialized<string, V> {
  if (name === "-") return Materialized.with(text, valueSerde);
  return Materialized.as<string, V>(`store-${name}`).withKeySerde(text).withValueSerde(valueSerde);
}

function groupedAs(name = "-"): Grouped<string, string> {
  return name === "-" ? grouped : Grouped.with(name, text, text);
}

/** Steps whose first argument is a stream. They answer streams to keep. */
const STREAM_STEPS: Readonly<
  Record<string, (stream: Text, args: readonly string[], state: State) => Text | Text[] | undefined>
> = {
  filter: (stream, [name]) => stream.filter(yes, ...named(name)),
  mapValues: (stream, [name]) => stream.mapValues(same, ...named(name)),
  map: (stream, [name]) => stream.map(swap, ...named(name)),
  selectKey: (stream, [name]) => stream.selectKey(byValue, ...named(name)),
  peek: (stream, [name]) => stream.peek(nothing, ...named(name)),
  flatMap: (stream, [name]) => stream.flatMap(() => [], ...named(name)),
  flatMapValues: (stream, [name]) => stream.flatMapValues((value) => [value], ...named(name)),
  merge: (stream, [other, name], { streams }) => stream.merge(streams[Number(other)]!, ...named(name)),
  process: (stream, [name]) => stream.process<string, string>(passOn, ...named(name)),
  processValues: (stream, [name]) => stream.processValues<string>(passOn, ...named(name)),
  repartition: (stream, [name = "-"]) =>
    stream.repartition(name === "-" ? Repartitioned.with(text, text) : Repartitioned.with(text, text).withName(name)),
  branch(stream, [name, branchName = "-"]) {
    const branches: Text[] = [];
    const add = (branch: Text) => {
      branches.push(branch);
    };
    const first = Branched.withConsumer(add);
    stream
      .split(...named(name))
      .branch(yes, branchName === "-" ? first : first.withName(branchName))
      .defaultBranch(Branched.withConsumer(add));
    return branches;
  },
  sjoin(stream, [otherIndex, kind, name = "-", storeName = "-"], { streams }) {
    const options = name === "-" ? streamJoined : streamJoined.withName(name);
    const joined = storeName === "-" ? options : options.withStoreName(`store-${storeName}`);
    const other = streams[Number(otherIndex)]!;
    if (kind === "inner") return stream.join(other, join, windows, joined);
    if (kind === "left") return stream.leftJoin(other, join, windows, joined);
    return stream.outerJoin(other, join, windows, joined);
  },
  tjoin(stream, [tableIndex, kind, name = "-"], { tables }) {
    const options = Joined.with(text, text, text);
    const joined = name === "-" ? options : options.withName(name);
    const table = tables[Number(tableIndex)]!;
    return kind === "inner" ? stream.join(table, join, joined) : stream.leftJoin(table, join, joined);
  },
  gjoin: (stream, [kind, name], { global }) =>
    kind === "inner"
      ? stream.join(global!, byValue, join, ...named(name))
      : stream.leftJoin(global!, byValue, join, ...named(name)),
};

/** Steps that end a stream. */
const STREAM_ENDS: Readonly<Record<string, (stream: Text, args: readonly string[], state: State) => void>> = {
  to: (stream, [topic = "", name = "-"]) => stream.to(topic, name === "-" ? produced : produced.withName(name)),
  foreach: (stream, [name]) => stream.foreach(nothing, ...named(name)),
  print(stream, [name = "-"]) {
    const printed = Printed.to<string, string>(nothing);
    stream.print(name === "-" ? printed : printed.withName(name));
  },
  wcount: (stream, [group, name, store]) =>
    stream
      .groupByKey(groupedAs(group))
      .windowedBy(TimeWindows.ofSizeWithNoGrace(5_000))
      .count(...named(name), stored(store, number)),
  swcount: (stream, [group, name, store]) =>
    stream
      .groupByKey(groupedAs(group))
      .windowedBy(SessionWindows.ofInactivityGapWithNoGrace(5_000))
      .count(...named(name), stored(store, number)),
  slcount: (stream, [group, name, store]) =>
    stream
      .groupByKey(groupedAs(group))
      .windowedBy(SlidingWindows.ofTimeDifferenceWithNoGrace(5_000))
      .count(...named(name), stored(store, number)),
  cowindow: (stream, [other, name, store], { streams }) =>
    stream
      .groupByKey(grouped)
      .cogroup(keep)
      .cogroup(streams[Number(other)]!.groupByKey(grouped), keep)
      .windowedBy(TimeWindows.ofSizeWithNoGrace(5_000))
      .aggregate(() => "", ...named(name), stored(store, text)),
};

/** Steps that make a table of a stream. */
const TO_TABLE: Readonly<Record<string, (stream: Text, args: readonly string[], state: State) => unknown>> = {
  totable: (stream, [name, store]) => stream.toTable(...named(name), stored(store, text)),
  count: (stream, [group, name, store]) =>
    stream.groupByKey(groupedAs(group)).count(...named(name), stored(store, number)),
  gbycount: (stream, [group, name, store]) =>
    stream.groupBy(byValue, groupedAs(group)).count(...named(name), stored(store, number)),
  reduce: (stream, [group, name, store]) =>
    stream.groupByKey(groupedAs(group)).reduce(same, ...named(name), stored(store, text)),
  cogroup: (stream, [other, name], { streams }) =>
    stream
      .groupByKey(grouped)
      .cogroup(keep)
      .cogroup(streams[Number(other)]!.groupByKey(grouped), keep)
      .aggregate(() => "", ...named(name), stored("-", text)),
};

/** Steps that make a table of a table. */
const TABLE_STEPS: Readonly<Record<string, (table: Table, args: readonly string[], state: State) => unknown>> = {
  tablefilter: (table, [name, store = "-"]) =>
    store === "-"
      ? table.filter(yes, ...named(name))
      : table.filter(yes, ...named(name), Materialized.as(`store-${store}`)),
  tmap: (table, [name, store = "-"]) =>
    store === "-" ? table.mapValues(same, ...named(name)) : table.mapValues(same, ...named(name), stored(store, text)),
  suppress(table, [name = "-"]) {
    const suppressed = Suppressed.untilTimeLimit(5_000, BufferConfig.unbounded());
    return table.suppress(name === "-" ? suppressed : suppressed.withName(name));
  },
  ttjoin(table, [otherIndex, kind, name, store], { tables }) {
    const other = tables[Number(otherIndex)]!;
    const options = [...named(name), stored(store, text)] as [Materialized<string, string>];
    if (kind === "inner") return table.join(other, join, ...options);
    return kind === "left" ? table.leftJoin(other, join, ...options) : table.outerJoin(other, join, ...options);
  },
  fkjoin(table, [otherIndex, kind, name = "-", store], { tables }) {
    const other = tables[Number(otherIndex)]!;
    const tableJoined = name === "-" ? [] : [TableJoined.as(name)];
    const options = [...tableJoined, stored(store, text)] as [Materialized<string, string>];
    if (kind === "inner") return table.foreignKeyJoin(other, same, join, ...options);
    return table.foreignKeyLeftJoin(other, same, join, ...options);
  },
  tgroup(table, [group, kind, name, store]) {
    const groups = table.groupBy(swap, groupedAs(group));
    if (kind === "count") return groups.count(...named(name), stored(store, number));
    if (kind === "reduce") return groups.reduce(same, same, ...named(name), stored(store, text));
    return groups.aggregate(() => "", keep, keep, ...named(name), stored(store, text));
  },
};

/** Steps that begin with a topic. */
const SOURCES: Readonly<Record<string, (topic: string, args: readonly string[], state: State) => void>> = {
  source(topic, _args, { builder, streams }) {
    streams.push(builder.stream(topic, consumed));
  },
  table(topic, [name = "-", store = "-"], { builder, tables }) {
    const options = name === "-" ? consumed : consumed.withName(name);
    tables.push(
      store === "-" ? builder.table(topic, options) : builder.table(topic, options, Materialized.as(`store-${store}`)),
    );
  },
  vtable(topic, [store], { builder, tables }) {
    const versions = Stores.inMemoryVersionedKeyValueStore(`store-${store}`, 300_000);
    tables.push(builder.table(topic, consumed, Materialized.as(versions)));
  },
  global(topic, [name = "-", store = "-"], state) {
    const options = name === "-" ? consumed : consumed.withName(name);
    const materialized = store === "-" ? [] : [Materialized.as<string, string>(`store-${store}`)];
    state.global = state.builder.globalTable(topic, options, ...materialized);
  },
};

/** Calls the builder as the steps say. */
export function followSteps(builder: StreamsBuilder<string, string>, steps: readonly string[]): void {
  const state: State = { builder, streams: [], tables: [], global: undefined };
  for (const step of steps) follow(step.split(" "), state);
}

function follow([call = "", first = "", ...args]: readonly string[], state: State): void {
  const stream = () => state.streams[Number(first)]!;
  const table = () => state.tables[Number(first)]!;
  if (call in STREAM_STEPS) {
    const made = STREAM_STEPS[call]!(stream(), args, state) ?? [];
    state.streams.push(...(Array.isArray(made) ? made : [made]));
  } else if (call in STREAM_ENDS) STREAM_ENDS[call]!(stream(), args, state);
  else if (call in TO_TABLE) state.tables.push(TO_TABLE[call]!(stream(), args, state) as Table);
  else if (call in TABLE_STEPS) state.tables.push(TABLE_STEPS[call]!(table(), args, state) as Table);
  else if (call in SOURCES) SOURCES[call]!(first, args, state);
  else if (call === "tabletostream") state.streams.push(table().toStream(...named(args[0])) as Text);
  else throw new Error(`no step ${call}`);
}
