import { describe, expect, it } from "vitest";
import { int64, string } from "../../../../src/serde/primitives.ts";
import type { KeyValueStore } from "../../../../src/streams/api/stores.ts";
import { StreamsBuilder } from "../../../../src/streams/dsl/streams-builder.ts";
import { Consumed } from "../../../../src/streams/options/consumed.ts";
import { Grouped } from "../../../../src/streams/options/grouped.ts";
import { Materialized } from "../../../../src/streams/options/materialized.ts";
import { Produced } from "../../../../src/streams/options/produced.ts";
import { Stores } from "../../../../src/streams/state/stores.ts";
import { Topology } from "../../../../src/streams/topology/topology.ts";
import { TimeWindows } from "../../../../src/streams/windows/time-windows.ts";
import { TopologyTestDriver } from "../../../../src/testing/streams/topology-test-driver.ts";
import { forwarding, processor, TEXT } from "../task/task-kit.ts";

const COUNT = int64({ as: "number" });

/** Counts a key's records in windows of 10 ms, without grace. */
function counting(): Topology {
  const builder = new StreamsBuilder();
  builder
    .stream("in", Consumed.with(string(), string()))
    .groupByKey(Grouped.with(string(), string()))
    .windowedBy(TimeWindows.ofSizeWithNoGrace(10))
    .count(Materialized.as("counts"))
    .toStream((windowed) => `${windowed.key}@${windowed.window.startMs}`)
    .to("out", Produced.with(string(), COUNT));
  return builder.build();
}

function counts(driver: TopologyTestDriver): unknown[] {
  return driver
    .createOutputTopic("out", string(), COUNT)
    .readRecordsToList()
    .map(({ key, value }) => `${key}=${value}`);
}

describe("a driver that begins with the snapshot of another one", () => {
  it("goes on with its stores, times, offsets and clock, and with nothing that it held in memory", () => {
    const before = new TopologyTestDriver(counting(), { initialWallClockTimeMs: 7 });
    before.pipeRaw("in", "k", "v", 3);
    before.pipeRaw("in", "k", "v", 12);
    const snapshot = before.snapshot();
    expect(counts(before)).toEqual(["k@0=1", "k@10=1"]);
    before.close();

    const after = new TopologyTestDriver(counting(), { restoreFrom: snapshot });
    expect([after.streamTimeMs, after.wallClockTimeMs, after.drainOutput()]).toEqual([12, 7, []]);
    after.pipeRaw("in", "k", "late", 4);
    after.pipeRaw("in", "k", "v", 13);
    expect(counts(after)).toEqual(["k@10=2"]);
    expect(after.counters?.droppedRecords).toBe(1);
    expect(after.snapshot().positions).toEqual([{ topic: "in", partition: 0, offset: 4, partitionTimeMs: 13 }]);
  });

  it("gives all that was logged, read or not, and again after another restart", () => {
    const logged = (driver: TopologyTestDriver) =>
      [...driver.snapshot().logs.values()].map((records) => records.length);
    const before = new TopologyTestDriver(counting());
    before.pipeRaw("in", "k", "v", 3);
    before.drainOutput();
    before.pipeRaw("in", "k", "v", 4);
    expect(logged(before)).toEqual([2]);
    const after = new TopologyTestDriver(counting(), { restoreFrom: before.snapshot() });
    after.pipeRaw("in", "k", "v", 5);
    expect([logged(before), logged(after)]).toEqual([[2], [3]]);
    expect(counts(after)).toEqual(["k@0=3"]);
  });

  it("keeps the position of a topic of which nothing was processed since", () => {
    const passing = () => new Topology().addSource("s", ["a", "b"], TEXT).addSink("o", "out", TEXT, "s");
    const first = new TopologyTestDriver(passing());
    first.pipeRaw("a", "k", "v", 1);
    const second = new TopologyTestDriver(passing(), { restoreFrom: first.snapshot() });
    second.pipeRaw("b", "k", "v", 1);
    const positions = second.snapshot().positions.map(({ topic, offset }) => `${topic}: ${offset}`);
    expect(positions.sort()).toEqual(["a: 1", "b: 1"]);
  });

  it("has processors of global stores work again, unless told to put records as they are", () => {
    const topology = (reprocessOnRestore?: boolean) =>
      new Topology()
        .addGlobalStore(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("global"), string(), string()), {
          ...TEXT,
          sourceName: "rows",
          topic: "rows",
          processorName: "filler",
          supplier: processor((record, context) =>
            context.getStateStore<KeyValueStore<string, string>>("global").put(record.key, `${record.value}!`),
          ),
          ...(reprocessOnRestore === undefined ? {} : { reprocessOnRestore }),
        })
        .addSource("s", "in", TEXT)
        .addProcessor("p", forwarding, "s");
    const restored = (reprocessOnRestore?: boolean) => {
      const before = new TopologyTestDriver(topology(reprocessOnRestore));
      before.pipeRaw("rows", "k", "v", 1);
      const after = new TopologyTestDriver(topology(reprocessOnRestore), { restoreFrom: before.snapshot() });
      return after.getKeyValueStore<string, string>("global").get("k");
    };
    expect([restored(), restored(true), restored(false)]).toEqual(["v!", "v!", "v"]);
  });

  it("refuses the snapshot of another application", () => {
    const snapshot = new TopologyTestDriver(counting(), { applicationId: "one" }).snapshot();
    expect(() => new TopologyTestDriver(counting(), { applicationId: "two", restoreFrom: snapshot })).toThrowError(
      expect.objectContaining({ code: "INVALID_OPTION" }),
    );
  });
});
