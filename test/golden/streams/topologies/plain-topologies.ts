import { float64, int32 } from "../../../../src/serde/primitives.ts";
import { usePartitionTimeOnInvalidTimestamp } from "../../../../src/streams/api/timestamp-extractors.ts";
import type { Topology } from "../../../../src/streams/topology/topology.ts";
import type { Catalog } from "../catalog.ts";
import { INVALID_TIMES, NUMBERS, ONE, PATTERN, ROWS, THREE, TWO } from "../inputs.ts";
import { L, S } from "./kit.ts";
import {
  Adder,
  Filler,
  Headed,
  Keeper,
  Located,
  Numbers,
  Ranger,
  Reader,
  Router,
  Supplied,
  store,
  Ticker,
  Twice,
} from "./user-processors.ts";

const TEXTS = { keySerde: S, valueSerde: S };

/** Topologies without the DSL. */
export function plainTopologies(r: Catalog): void {
  r.topology("plain", ONE, (t) => {
    source(t, "source", "in");
    t.addProcessor("twice", () => new Twice(), "source");
    sink(t, "sink", "out", "twice");
  });
  r.topology("plain-copy", ONE, (t) => {
    source(t, "source", "in");
    sink(t, "sink", "out", "source");
  });
  r.topology("plain-many-sources", THREE, (t) => {
    t.addSource("two", ["in2", "in"], TEXTS);
    source(t, "one", "in3");
    t.addProcessor("copy", () => new Located(), "one", "two");
    sink(t, "sink", "out", "copy");
    sink(t, "other", "out2", "one");
  });
  r.topology("plain-stores", ONE, (t) => {
    source(t, "source", "in");
    t.addProcessor("keeper", () => new Keeper("kept"), "source");
    t.addStateStore(store("kept"), "keeper");
    t.addProcessor("second", () => new Keeper("other"), "keeper");
    t.addStateStore(store("other").withLoggingDisabled(), "second");
    sink(t, "sink", "out", "second");
  });
  r.topology("plain-shared-store", TWO, (t) => {
    source(t, "one", "in");
    source(t, "two", "in2");
    t.addProcessor("a", () => new Keeper("kept"), "one");
    t.addProcessor("b", () => new Keeper("kept"), "two");
    t.addStateStore(store("kept"), "a", "b");
    sink(t, "sink-a", "out", "a");
    sink(t, "sink-b", "out2", "b");
  });
  r.topology("plain-connected", ONE, (t) => {
    source(t, "source", "in");
    t.addProcessor("ranger", () => new Ranger(), "source");
    t.addStateStore(store("kept"));
    t.connectProcessorAndStateStores("ranger", "kept");
    sink(t, "sink", "out", "ranger");
  });
  r.topology("plain-supplied", ONE, (t) => {
    source(t, "source", "in");
    t.addProcessor("keeper", new Supplied("kept"), "source");
    sink(t, "sink", "out", "keeper");
  });
  r.topology("plain-routed", ONE, (t) => {
    source(t, "source", "in");
    t.addProcessor("router", () => new Router(), "source");
    sink(t, "vowels", "vowels", "router");
    sink(t, "others", "others", "router");
    t.addProcessor("twice", () => new Twice(), "router");
    sink(t, "all", "all", "twice");
  });
  r.topology("plain-dynamic", ONE, (t) => {
    source(t, "source", "in");
    t.addSink("sink", (k, _v, metadata) => `to-${k}-${metadata.offset % 3}`, TEXTS, "source");
  });
  r.topology("plain-pattern", PATTERN, (t) => {
    t.addSource("source", /in.*/, TEXTS);
    t.addProcessor("copy", () => new Numbers(), "source");
    sink(t, "sink", "out", "copy");
  });
  r.topology("plain-options", INVALID_TIMES, (t) => {
    t.addSource("source", "in", {
      ...TEXTS,
      timestampExtractor: usePartitionTimeOnInvalidTimestamp,
      offsetReset: "latest",
    });
    t.addProcessor("copy", () => new Headed(), "source");
    sink(t, "sink", "out", "copy");
  });
  r.topology("plain-two-parts", TWO, (t) => {
    source(t, "one", "in");
    source(t, "two", "in2");
    t.addProcessor("keeper", () => new Keeper("kept"), "one");
    t.addStateStore(store("kept"), "keeper");
    sink(t, "sink-one", "mid", "keeper");
    t.addProcessor("ticker", () => new Ticker("stream-time", 10, 0), "two");
    sink(t, "sink-two", "out", "ticker");
    source(t, "three", "mid");
    sink(t, "sink-three", "out2", "three");
  });
  r.topology("plain-global-store", ROWS, (t) => {
    t.addGlobalStore(store("global").withLoggingDisabled(), {
      ...TEXTS,
      sourceName: "global-source",
      topic: "rows",
      processorName: "filler",
      supplier: () => new Filler("global"),
    });
    source(t, "source", "in");
    t.addProcessor("reader", () => new Reader("global"), "source");
    sink(t, "sink", "out", "reader");
  });
  r.topology("plain-bytes", NUMBERS, (t) => {
    t.addSource("source", "numbers", { keySerde: L, valueSerde: int32() });
    t.addProcessor("sum", () => new Adder(), "source");
    t.addSink("sink", "out", { keySerde: float64(), valueSerde: L }, "sum");
  });
}

function source(t: Topology, name: string, topic: string): void {
  t.addSource(name, topic, TEXTS);
}

function sink(t: Topology, name: string, topic: string, ...parents: readonly string[]): void {
  t.addSink(name, topic, TEXTS, ...parents);
}
