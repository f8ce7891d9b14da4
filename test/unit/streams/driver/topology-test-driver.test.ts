import { describe, expect, it } from "vitest";
import { int32, string } from "../../../../src/serde/primitives.ts";
import { StreamRecord } from "../../../../src/streams/api/record.ts";
import { wallclockTimestampExtractor } from "../../../../src/streams/api/timestamp-extractors.ts";
import { Topology } from "../../../../src/streams/topology/topology.ts";
import { TopologyTestDriver } from "../../../../src/testing/streams/topology-test-driver.ts";
import { type PlainStore, PlainStoreBuilder } from "../task/plain-store.ts";
import { processor, short, TEXT } from "../task/task-kit.ts";

function passing(): Topology {
  return new Topology().addSource("source", "in", TEXT).addSink("sink", "out", TEXT, "source");
}

/** Two steps with a topic between them that the topology itself reads. */
function chained(): Topology {
  return new Topology()
    .addSource("first", "in", TEXT)
    .addProcessor(
      "split",
      processor((record, context) => {
        for (const part of record.value.split(" ")) context.forward(record.withValue(part), "to between");
        context.forward(record.withValue("all"), "to out");
      }),
      "first",
    )
    .addSink("to between", "between", TEXT, "split")
    .addSink("to out", "out", TEXT, "split")
    .addSource("second", "between", TEXT)
    .addSink("to out too", "out", TEXT, "second");
}

describe("the test driver", () => {
  it("gives what comes out, with times, headers and nulls as they went in", () => {
    using driver = new TopologyTestDriver(passing());
    const input = driver.createInputTopic("in", string(), string());
    const output = driver.createOutputTopic("out", string(), string());
    const headers = [["h", new Uint8Array([1])]] as const;
    input.pipeRecord({ key: "a", value: "1", timestamp: 7, headers });
    input.pipeInput(new StreamRecord("b", "2", 8, headers));
    input.pipeInput(null, null, 9);
    expect(output.readRecordsToList()).toEqual([
      { key: "a", value: "1", timestamp: 7, headers },
      { key: "b", value: "2", timestamp: 8, headers },
      { key: null, value: null, timestamp: 9, headers: [] },
    ]);
    expect([output.isEmpty, output.queueSize, driver.streamTimeMs]).toEqual([true, 0, 9]);
  });

  it("brings back in what goes to topics that the topology reads, after all that its record has sent", () => {
    using driver = new TopologyTestDriver(chained());
    driver.createInputTopic("in", string(), string()).pipeInput("k", "x y", 5);
    const sent = ["between: k=x@5", "between: k=y@5", "out: k=all@5", "out: k=x@5", "out: k=y@5"];
    expect([...driver.producedTopicNames()].sort()).toEqual(["between", "out"]);
    expect(driver.drainOutput().map(short)).toEqual(sent);
    expect(driver.drainOutput()).toEqual([]);
    expect(driver.producedTopicNames()).toEqual(new Set(["between", "out"]));
  });

  it("feeds an internal topic from outside, too", () => {
    using driver = new TopologyTestDriver(chained());
    driver.pipeRaw("between", "k", new TextEncoder().encode("raw"), 3);
    expect(driver.drainOutput().map(short)).toEqual(["out: k=raw@3"]);
  });

  it("reads a pattern's topics as one partition, each under its own name", () => {
    const seen: unknown[] = [];
    const topology = new Topology().addSource("source", /in-\d/, TEXT).addProcessor(
      "p",
      processor((_, context) => seen.push(context.recordMetadata)),
      "source",
    );
    using driver = new TopologyTestDriver(topology);
    driver.createInputTopic("in-1", string(), string()).pipeInput("v");
    driver.createInputTopic("in-2", string(), string()).pipeInput("v");
    expect(seen).toEqual([
      { topic: "in-1", partition: 0, offset: 0 },
      { topic: "in-2", partition: 0, offset: 1 },
    ]);
    expect(() => driver.createInputTopic("in-10", string(), string())).toThrow("does not read topic in-10");
  });

  it("names the topics that can be fed", () => {
    using driver = new TopologyTestDriver(chained());
    expect(() => driver.createInputTopic("on", string(), string())).toThrow(
      expect.objectContaining({
        code: "INVALID_OPTION",
        message: "the topology does not read topic on, but in, between",
      }),
    );
  });

  it("runs punctuators on stream time after each record, and before its commit", () => {
    const topology = new Topology()
      .addSource("source", "in", TEXT)
      .addProcessor(
        "p",
        processor(
          (record, context) => context.forward(record),
          (context) => {
            context.schedule(10, "stream-time", (nowMs) => context.forward(new StreamRecord("tick", "", nowMs)));
          },
        ),
        "source",
      )
      .addSink("sink", "out", TEXT, "p");
    using driver = new TopologyTestDriver(topology);
    driver.createInputTopic("in", string(), string()).pipeKeyValueList(
      [0, 4, 12, 19, 35].map((timestamp) => ["k", `${timestamp}`] as const),
      undefined,
    );
    const output = driver.createOutputTopic("out", string(), string());
    output.expect(["k", "0", 0], ["tick", "", 0], ["k", "4", 0], ["k", "12", 0], ["k", "19", 0], ["k", "35", 0]);
    const input = driver.createInputTopic("in", string(), string());
    for (const timestamp of [4, 12, 19, 35]) input.pipeInput("k", "v", timestamp);
    output.expect(["k", "v", 4], ["k", "v", 12], ["tick", "", 12], ["k", "v", 19], ["k", "v", 35], ["tick", "", 35]);
  });

  it("runs punctuators on the wall clock when that is moved, each once, and what follows from them", () => {
    const topology = chained().addProcessor(
      "clock",
      processor(
        () => {},
        (context) => {
          context.schedule(10, "wall-clock-time", (nowMs) => context.forward(new StreamRecord("tick", `${nowMs}`, 1)));
        },
      ),
      "second",
    );
    topology.addSink("ticks", "in", TEXT, "clock");
    using driver = new TopologyTestDriver(topology, { initialWallClockTimeMs: 100 });
    driver.advanceWallClockTime(9);
    expect(driver.drainOutput()).toEqual([]);
    driver.advanceWallClockTime(50);
    expect(driver.wallClockTimeMs).toBe(159);
    expect(driver.drainOutput().map(short)).toEqual([
      "in: tick=159@1",
      "between: tick=159@1",
      "out: tick=all@1",
      "out: tick=159@1",
    ]);
    expect(() => driver.advanceWallClockTime(-1)).toThrow("ms is -1");
  });

  it("gives its wall clock to extractors, and to records without a time of their own", () => {
    const topology = new Topology()
      .addSource("source", "in", { ...TEXT, timestampExtractor: wallclockTimestampExtractor })
      .addSink("sink", "out", TEXT, "source");
    using driver = new TopologyTestDriver(topology, { initialWallClockTimeMs: 50 });
    driver.advanceWallClockTime(5);
    driver.createInputTopic("in", string(), string()).pipeInput("k", "v", 1000);
    driver.createOutputTopic("out", string(), string()).expect({ timestamp: 55 });
  });

  it("throws what users' code throws, and goes on after it", () => {
    const topology = new Topology()
      .addSource("source", "in", TEXT)
      .addProcessor(
        "p",
        processor((record, context) => {
          context.forward(record);
          if (record.value === "bad") throw new RangeError("bad");
        }),
        "source",
      )
      .addSink("sink", "out", TEXT, "p");
    using driver = new TopologyTestDriver(topology);
    const input = driver.createInputTopic("in", string(), string());
    expect(() => input.pipeInput("k", "bad")).toThrow(`"p" failed at in[0]@0: bad`);
    input.pipeInput("k", "good");
    driver.createOutputTopic("out", string(), string()).expect(["k", "bad"], ["k", "good"]);
  });

  it("lets processors send from their close, and takes no more then", () => {
    const topology = new Topology()
      .addSource("source", "in", TEXT)
      .addProcessor(
        "p",
        () => {
          let last: () => void;
          return {
            init(context) {
              last = () => context.forward(new StreamRecord("bye", "", 1));
            },
            process() {},
            close: () => last(),
          };
        },
        "source",
      )
      .addSink("sink", "out", TEXT, "p");
    const driver = new TopologyTestDriver(topology);
    const input = driver.createInputTopic("in", string(), string());
    driver.close();
    driver.close();
    driver.createOutputTopic("out", string(), string()).expect(["bye", ""]);
    expect(() => input.pipeInput("v")).toThrow("the driver is closed");
    expect(() => driver.advanceWallClockTime(1)).toThrow("the driver is closed");
  });
});

describe("stores in the test driver", () => {
  function storing(): Topology {
    return new Topology()
      .addSource("source", "in", TEXT)
      .addProcessor(
        "p",
        processor((record, context) => context.getStateStore<PlainStore>("last").put(record.key, record.value)),
        "source",
      )
      .addStateStore(new PlainStoreBuilder("last"), "p")
      .addGlobalStore(new PlainStoreBuilder("names").withLoggingDisabled(), {
        ...TEXT,
        sourceName: "names source",
        topic: "names topic",
        processorName: "names processor",
        supplier: processor((record, context) =>
          context.getStateStore<PlainStore>("names").put(record.key, record.value),
        ) as never,
      });
  }

  it("can be read, and written with their changelog", () => {
    using driver = new TopologyTestDriver(storing(), { applicationId: "app" });
    driver.createInputTopic("in", string(), string()).pipeInput("k", "1", 5);
    const store = driver.getStateStore<PlainStore>("last");
    expect(store.get("k")).toBe("1");
    store.put("k", "2");
    expect(driver.drainOutput().map(short)).toEqual(["app-last-changelog: k=1@5", "app-last-changelog: k=2@0"]);
  });

  it("of global tables are fed from their topics", () => {
    using driver = new TopologyTestDriver(storing());
    driver.createInputTopic("names topic", string(), string()).pipeInput("a", "1");
    expect(driver.getStateStore<PlainStore>("names").get("a")).toBe("1");
    expect(Object.keys(driver.getAllStateStores())).toEqual(["last", "names"]);
    expect(driver.drainOutput()).toEqual([]);
  });

  it("of global tables are fed from what the topology sends to their topics", () => {
    const topology = storing().addSink("to names", "names topic", TEXT, "source");
    using driver = new TopologyTestDriver(topology);
    driver.createInputTopic("in", string(), string()).pipeInput("a", "7");
    expect(driver.getStateStore<PlainStore>("names").get("a")).toBe("7");
  });

  it("are named when another is asked for, and their kind when it is another", () => {
    using driver = new TopologyTestDriver(storing());
    expect(() => driver.getStateStore("first")).toThrow(`there is no store "first", but last, names`);
    expect(() => driver.getKeyValueStore("last")).toThrow(`store "last" is no key-value store: its kind is other`);
  });
});

describe("a test input topic", () => {
  it("gives times from its start on, advancing by itself and by hand", () => {
    using driver = new TopologyTestDriver(passing());
    const input = driver.createInputTopic("in", string(), string(), { startTimestampMs: 100, autoAdvanceMs: 10 });
    input.pipeInput("a");
    input.pipeInput("k", "b");
    input.advanceTime(5);
    input.pipeInput("k", "c", 3);
    input.pipeRecord({ value: "d" });
    input.pipeValueList(["e", null]);
    input.pipeValueList(["f", "g"], 1, 2);
    input.pipeKeyValueList([["k", "h"]], 50);
    input.pipeRecordList([{ key: "k", value: "i" }]);
    driver
      .createOutputTopic("out", string(), string())
      .expect(
        [null, "a", 100],
        ["k", "b", 110],
        ["k", "c", 3],
        [null, "d", 125],
        [null, "e", 135],
        [null, null, 145],
        [null, "f", 1],
        [null, "g", 3],
        ["k", "h", 50],
        ["k", "i", 155],
      );
  });

  it("begins at the driver's wall clock when it is made", () => {
    using driver = new TopologyTestDriver(passing(), { initialWallClockTimeMs: 40 });
    driver.advanceWallClockTime(2);
    driver.createInputTopic("in", string(), string()).pipeInput("v");
    driver.createOutputTopic("out", string(), string()).expect({ timestamp: 42 });
  });

  it("refuses times that are none, and what its serde does not take", () => {
    using driver = new TopologyTestDriver(passing());
    const input = driver.createInputTopic("in", string(), int32());
    expect(() => driver.createInputTopic("in", string(), string(), { autoAdvanceMs: -1 })).toThrow(
      "autoAdvanceMs is -1",
    );
    expect(() => input.advanceTime(-1)).toThrow("ms is -1: give whole milliseconds, not negative");
    expect(() => input.pipeInput("k", 1, -1)).toThrow("timestamp is -1");
    expect(() => input.pipeInput("k", 1, 1.5)).toThrow("timestamp is 1.5");
    expect(() => input.pipeInput("k", "text" as never)).toThrow(
      expect.objectContaining({
        code: "SERIALIZATION_FAILED",
        message: expect.stringContaining(`the serde of topic in does not take the value "text": `),
      }),
    );
    expect(() => input.pipeInput(5 as never, 1)).toThrow("does not take the key 5");
  });
});

describe("a test output topic", () => {
  function fed() {
    const driver = new TopologyTestDriver(passing());
    driver.createInputTopic("in", string(), string()).pipeKeyValueList(
      [
        ["a", "1"],
        ["b", "2"],
        ["a", "3"],
      ],
      5,
    );
    return { driver, output: driver.createOutputTopic("out", string(), string()) };
  }

  it("reads one at a time or all, as records, pairs, values or the latest of each key", () => {
    const { output } = fed();
    expect(output.queueSize).toBe(3);
    expect([output.readValue(), output.readKeyValue(), output.readRecord().key]).toEqual(["1", ["b", "2"], "a"]);
    expect(fed().output.readValuesToList()).toEqual(["1", "2", "3"]);
    expect(fed().output.readKeyValuesToList()).toHaveLength(3);
    expect(fed().output.readKeyValuesToMap()).toEqual(
      new Map([
        ["a", "3"],
        ["b", "2"],
      ]),
    );
  });

  it("says what there is when nothing is left, or nothing ever came", () => {
    const { driver, output } = fed();
    output.readValuesToList();
    const state = "Stream time is 5, the wall clock 0; topics so far: out (0 unread); dropped records: none";
    expect(() => output.readValue()).toThrow(expect.objectContaining({ code: "INVALID_STATE" }));
    expect(() => output.readValue()).toThrow(`topic out has no more records. ${state}`);
    const other = driver.createOutputTopic("other", string(), string());
    expect(() => other.readRecord()).toThrow("topic other was never written to.");
  });

  it("names the part that its serde cannot read", () => {
    const { driver } = fed();
    const wrong = driver.createOutputTopic("out", string(), int32());
    expect(() => wrong.readKeyValue()).toThrow(`the serde given for topic out cannot read the value "1": `);
  });

  it("refuses a map where a key is missing", () => {
    const { driver, output } = fed();
    driver.pipeRaw("in", null, "x", 1);
    expect(() => output.readKeyValuesToMap()).toThrow("a record of topic out has no key");
  });

  it("expects just what came, and empties the topic", () => {
    const { output } = fed();
    output.expect(["a", "1"], ["b", "2", 5], { key: "a", value: "3", timestamp: 5, headers: [] });
    output.expect();
  });

  it.each([
    [[["a", "1"]] as const, "beginning with record 1", `expected: ["a", "1"]`],
    [
      [
        ["a", "1"],
        ["b", "2", 6],
        ["a", "3"],
      ] as const,
      "beginning with record 1",
      `["b", "2", 6]`,
    ],
    [[["a", "1"], ["b", "2"], ["a", "3"], { value: "4" }] as const, "beginning with record 3", `{ value: "4" }`],
    [[] as const, "beginning with record 0", "expected: nothing"],
  ])("tells what was expected and what came instead of %j", (expected, beginning, line) => {
    const { output } = fed();
    const message = messageOf(() => output.expect(...expected));
    expect(message).toContain(beginning);
    expect(message).toContain(line);
    expect(message).toContain(`got:      ["a", "1"] @ 5\n          ["b", "2"] @ 5`);
    expect(message).toContain("Stream time is 5");
  });
});

function messageOf(action: () => void): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}
