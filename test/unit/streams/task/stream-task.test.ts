import { describe, expect, it } from "vitest";
import { bytes } from "../../../../src/serde/primitives.ts";
import type { Cancellable, ProcessorContext, PunctuationType } from "../../../../src/streams/api/processor.ts";
import { StreamRecord } from "../../../../src/streams/api/record.ts";
import type { StreamTask } from "../../../../src/streams/task/stream-task.ts";
import { Topology } from "../../../../src/streams/topology/topology.ts";
import { type PlainStore, PlainStoreBuilder } from "./plain-store.ts";
import { forwarding, input, newTask, processor, short, startedTask, TEXT } from "./task-kit.ts";

function passing(...topics: readonly string[]): Topology {
  const topology = new Topology();
  for (const topic of topics) topology.addSource(`from ${topic}`, topic, TEXT);
  return topology
    .addProcessor("all", forwarding, ...topics.map((topic) => `from ${topic}`))
    .addSink("to out", "out", TEXT, "all");
}

function sent(task: StreamTask): string[] {
  return task.drain().map(short);
}

describe("a task", () => {
  it("processes one record for each call, by time, and has it sent", () => {
    const task = startedTask(passing("a", "b"));
    for (const topic of ["a", "b"]) task.setLag(topic, 0);
    task.addRecords("a", [input("a", 0, 10, "k", "1"), input("a", 1, 30, "k", "3")], 0);
    task.addRecords("b", [input("b", 0, 20, "k", "2")], 0);
    expect(task.process(0)).toBe(true);
    expect(sent(task)).toEqual(["out: k=1@10"]);
    expect([task.process(0), task.process(0), task.process(0)]).toEqual([true, true, false]);
    expect(sent(task)).toEqual(["out: k=2@20", "out: k=3@30"]);
    expect([task.streamTimeMs, task.buffered, sent(task)]).toEqual([30, 0, []]);
  });

  it("waits for a partition of which nobody knows whether it has more", () => {
    const task = startedTask(passing("a", "b"));
    task.addRecords("a", [input("a", 0, 10)], 0);
    expect([task.isProcessable(0), task.process(0)]).toEqual([false, false]);
    task.setLag("b", 0);
    expect([task.isProcessable(0), task.process(0)]).toEqual([true, true]);
  });

  it("says when a partition's queue is full, and when it has room again", () => {
    const task = startedTask(passing("a"), { bufferedRecordsPerPartition: 2 });
    const three = [0, 1, 2].map((offset) => input("a", offset, offset));
    expect(task.addRecords("a", three.slice(0, 2), 0)).toBe(true);
    expect(task.addRecords("a", three.slice(2), 0)).toBe(false);
    expect(task.hasRoom("a")).toBe(false);
    task.process(0);
    expect(task.hasRoom("a")).toBe(true);
  });

  it("reads bytes and text alike, and gives null keys and values as they are", () => {
    const task = startedTask(passing("a"));
    task.addRecords("a", [input("a", 0, 1, null, null), input("a", 1, 2, "ü", new TextEncoder().encode("ü"))], 0);
    while (task.process(0));
    expect(sent(task)).toEqual(["out: null=null@1", "out: ü=ü@2"]);
  });

  it("processes nothing before it is started and after it is suspended", () => {
    const task = newTask(passing("a"));
    task.addRecords("a", [input("a", 0, 1)], 0);
    expect(task.process(0)).toBe(false);
    expect(() => task.restore("s", [])).toThrow(`store "s" cannot be restored`);
    task.start(0);
    expect(() => task.restore("s", [])).toThrow("restore of task 0_0: it is running, not restoring");
    task.suspend();
    expect([task.process(0), task.buffered]).toEqual([false, 0]);
    task.close();
    task.close();
  });
});

describe("a commit", () => {
  it("is due after a record, and gets to the next record or to where the reader stands", () => {
    const task = startedTask(passing("a", "b"));
    for (const topic of ["a", "b"]) task.setLag(topic, 0);
    expect([task.commitNeeded, task.prepareCommit(), task.commitPositions()]).toEqual([false, false, []]);
    task.addRecords("a", [input("a", 5, 10), input("a", 8, 11)], 0);
    task.process(0);
    expect(task.prepareCommit()).toBe(true);
    expect(task.commitPositions()).toEqual([{ topic: "a", partition: 0, offset: 8, partitionTimeMs: 10 }]);
    task.postCommit();
    expect(task.commitNeeded).toBe(false);
    task.process(0);
    expect(task.commitPositions()).toEqual([{ topic: "a", partition: 0, offset: 9, partitionTimeMs: 11 }]);
    task.setNextOffset("a", 12);
    expect(task.commitPositions()).toEqual([{ topic: "a", partition: 0, offset: 12, partitionTimeMs: 11 }]);
  });

  it("of a suspended task leaves what still waited to the next owner", () => {
    const task = startedTask(passing("a"));
    task.addRecords(
      "a",
      [5, 6, 7].map((offset) => input("a", offset, 10 + offset)),
      0,
    );
    task.process(0);
    task.suspend();
    expect([task.prepareCommit(), task.buffered]).toEqual([true, 0]);
    expect(task.commitPositions()).toEqual([{ topic: "a", partition: 0, offset: 6, partitionTimeMs: 15 }]);
  });

  it("gets past records that were dropped before they were processed", () => {
    const topology = new Topology().addSource("s", "a", TEXT).addSink("o", "out", TEXT, "s");
    const task = startedTask(topology, { deserializationExceptionHandler: () => "continue" });
    const bad = (offset: number) => input("a", offset, 1, "k", new Uint8Array([0xff]));
    task.addRecords("a", [bad(0), bad(1)], 0);
    expect(task.process(0)).toBe(true);
    expect(task.commitPositions()).toEqual([{ topic: "a", partition: 0, offset: 2, partitionTimeMs: -1 }]);
    expect([sent(task), task.counters.dropped.get("deserialization")]).toEqual([[], 2]);
  });

  it("can be asked for by a processor, until it is made", () => {
    const topology = new Topology().addSource("s", "a", TEXT).addProcessor(
      "p",
      processor((_record, context) => context.commit()),
      "s",
    );
    const task = startedTask(topology);
    task.addRecords("a", [input("a", 0, 1)], 0);
    expect(task.commitRequested).toBe(false);
    task.process(0);
    expect(task.commitRequested).toBe(true);
    task.postCommit();
    expect(task.commitRequested).toBe(false);
  });

  it("carries times and what operators keep from one owner of the task to the next", () => {
    const metadata: unknown[] = [];
    const topology = new Topology().addSource("s", "a", { ...TEXT, timestampExtractor: (_, before) => before + 1 });
    topology.addProcessor(
      "p",
      processor(
        () => {},
        (context) => metadata.push((context as unknown as NodeMetadata).processorMetadataForKey("window")),
      ),
      "s",
    );
    const task = newTask(topology);
    task.start(0, {
      partitionTimesMs: [["a", 41]],
      processorMetadata: [
        ["window", 7],
        ["window", 5],
      ],
    });
    expect([task.streamTimeMs, metadata]).toEqual([41, [7]]);
    task.addRecords("a", [input("a", 0, 0)], 0);
    task.process(0);
    expect(task.streamTimeMs).toBe(42);
    expect(task.processorMetadata.entries).toContainEqual(["window", 7]);
  });
});

it("a commit covers partitions without a new record when an operator keeps something new", () => {
  const topology = new Topology().addSource("s", ["a", "b"], TEXT).addProcessor(
    "p",
    processor((record, context) => (context as unknown as NodeMetadata).addProcessorMetadataKeyValue(record.value, 1)),
    "s",
  );
  const task = startedTask(topology);
  task.setLag("b", 0);
  task.setNextOffset("b", 30);
  task.addRecords("a", [input("a", 0, 5)], 0);
  task.process(0);
  const ofA = { topic: "a", partition: 0, offset: 1, partitionTimeMs: 5 };
  expect(task.commitPositions()).toEqual([ofA, { topic: "b", partition: 0, offset: 30, partitionTimeMs: -1 }]);
  task.postCommit();
  expect(task.commitPositions()).toEqual([ofA]);
});

interface NodeMetadata {
  addProcessorMetadataKeyValue(key: string, value: number): void;
  processorMetadataForKey(key: string): number | undefined;
}

describe("the stores of a task", () => {
  const putting = processor((record, context) => {
    context.getStateStore<PlainStore>("counts").put(record.key, record.value);
    context.forward(record);
  });

  function storing(builder: PlainStoreBuilder): Topology {
    return new Topology()
      .addSource("s", "a", TEXT)
      .addProcessor("p", putting, "s")
      .addStateStore(builder, "p")
      .addSink("o", "out", TEXT, "p");
  }

  it("log their changes to the task's partition, in the order of everything that is sent", () => {
    const task = startedTask(storing(new PlainStoreBuilder("counts")));
    task.addRecords("a", [input("a", 0, 3, "k", "1"), input("a", 1, 5, "k", null)], 0);
    while (task.process(0));
    const records = task.drain();
    expect(records.map(short)).toEqual([
      "app-counts-changelog: k=1@3",
      "out: k=1@3",
      "app-counts-changelog: k=null@5",
      "out: k=null@5",
    ]);
    expect(records.map(({ partition }) => partition)).toEqual([0, undefined, 0, undefined]);
  });

  it("log nothing without a changelog", () => {
    const task = startedTask(storing(new PlainStoreBuilder("counts", false)));
    task.addRecords("a", [input("a", 0, 3, "k", "1")], 0);
    task.process(0);
    expect(sent(task)).toEqual(["out: k=1@3"]);
  });

  it("are open before the processors, flushed by a commit and closed last", () => {
    const builder = new PlainStoreBuilder("counts");
    const task = newTask(storing(builder));
    const store = builder.built[0] as PlainStore;
    expect(store.calls).toEqual(["init"]);
    task.start(0);
    task.addRecords("a", [input("a", 0, 3)], 0);
    task.prepareCommit();
    expect(store.calls).toEqual(["init"]);
    task.process(0);
    task.prepareCommit();
    task.close();
    expect(store.calls).toEqual(["init", "flush", "close"]);
  });

  it("hold after a restore from the changelog what they held before", () => {
    const live = startedTask(storing(new PlainStoreBuilder("counts")));
    live.addRecords(
      "a",
      ["x", "y", "x"].map((key, offset) => input("a", offset, offset, key, `${offset}`)),
      0,
    );
    live.addRecords("a", [input("a", 3, 3, "y", null)], 0);
    while (live.process(0));
    const entries = live.drain().filter(({ topic }) => topic === "app-counts-changelog");
    const restored = newTask(storing(new PlainStoreBuilder("counts")));
    restored.restore(
      "counts",
      entries.map(({ key, ...entry }) => ({ ...entry, key: key ?? "" })),
    );
    restored.start(0);
    expect((restored.store("counts") as PlainStore).content).toEqual(new Map([["x", "2"]]));
    expect((live.store("counts") as PlainStore).content).toEqual(new Map([["x", "2"]]));
    expect(restored.drain()).toEqual([]);
  });

  it("are refused to processors that are not connected", () => {
    const topology = storing(new PlainStoreBuilder("counts")).addProcessor(
      "q",
      processor(
        () => {},
        (context) => context.getStateStore("counts"),
      ),
      "s",
    );
    expect(() => startedTask(topology)).toThrow(
      /processor "q" is not connected to a store "counts".*It has no stores/s,
    );
  });

  it("may forward what they held back in a cache, as the record that it came from", () => {
    const builder = new PlainStoreBuilder("counts");
    const seen: unknown[] = [];
    let held: ProcessorContext<unknown, unknown>;
    const topology = new Topology()
      .addSource("s", "a", TEXT)
      .addProcessor(
        "p",
        processor(
          () => {},
          (context) => {
            held = context;
          },
        ),
        "s",
      )
      .addStateStore(builder, "p")
      .addProcessor(
        "q",
        processor((_, context) => seen.push({ ...context.recordMetadata })),
        "p",
      );
    const task = startedTask(topology);
    const store = builder.built[0] as PlainStore;
    const origin = { topic: "a", partition: 0, offset: 77, timestamp: 5, headers: [] };
    store.onFlush = () => store.context.withRecordContext(origin, () => held.forward(new StreamRecord("k", "v", 5)));
    task.addRecords("a", [input("a", 0, 9)], 0);
    task.process(0);
    task.prepareCommit();
    expect(seen).toEqual([{ topic: "a", partition: 0, offset: 77 }]);
  });
});

describe("a processor's context", () => {
  it("forwards to all children in their order, or to the one named, each with the time and headers of the record", () => {
    const seen: string[] = [];
    const topology = new Topology().addSource("s", "a", TEXT).addProcessor(
      "p",
      processor((record, context) => {
        context.forward(record.withTimestamp(99).withHeaders([["h", null]]));
        context.forward(record, "two");
        seen.push(`p: ${(context as unknown as RecordTimes).recordContext.timestamp}`);
      }),
      "s",
    );
    for (const name of ["one", "two"])
      topology.addProcessor(
        name,
        processor((record, context) => {
          const { timestamp, headers } = (context as unknown as RecordTimes).recordContext;
          seen.push(`${name}: ${record.timestamp} ${timestamp} ${headers.length}`);
        }),
        "p",
      );
    const task = startedTask(topology);
    task.addRecords("a", [input("a", 0, 1)], 0);
    task.process(0);
    expect(seen).toEqual(["one: 99 99 1", "two: 99 99 1", "two: 1 1 0", "p: 1"]);
  });

  it("names the children when there is none of that name", () => {
    const topology = passing("a").addProcessor(
      "p",
      processor((record, context) => context.forward(record, "x")),
      "all",
    );
    topology.addSink("end", "end", TEXT, "p");
    const task = startedTask(topology);
    task.addRecords("a", [input("a", 0, 1)], 0);
    expect(() => task.process(0)).toThrow(`"p" failed at a[0]@0: "p" has no child "x" to forward to, but end`);
  });

  it("refuses to forward once the call is over, as after an await", () => {
    let kept: ProcessorContext<unknown, unknown> | undefined;
    const topology = passing("a").addProcessor(
      "p",
      processor((_, context) => {
        kept = context;
      }),
      "all",
    );
    const task = startedTask(topology);
    task.addRecords("a", [input("a", 0, 1)], 0);
    task.process(0);
    expect(() => kept?.forward(new StreamRecord("k", "v", 1))).toThrow(`forward was called outside of "p"'s init`);
    expect(() => kept?.schedule(1, "stream-time", () => {})).toThrow(`schedule was called outside of "p"'s init`);
  });

  it("tells where a record was read, and the clocks", () => {
    const seen: unknown[] = [];
    const topology = passing("a").addProcessor(
      "p",
      processor((_, { applicationId, taskId, recordMetadata, currentStreamTimeMs, currentSystemTimeMs }) =>
        seen.push({ applicationId, taskId, recordMetadata, currentStreamTimeMs, currentSystemTimeMs }),
      ),
      "all",
    );
    const task = startedTask(topology, {}, 50);
    task.addRecords("a", [input("a", 4, 20), input("a", 5, 10)], 60);
    task.process(60);
    task.process(70);
    const common = { applicationId: "app", taskId: "0_0", currentStreamTimeMs: 20 };
    expect(seen).toEqual([
      { ...common, recordMetadata: { topic: "a", partition: 0, offset: 4 }, currentSystemTimeMs: 60 },
      { ...common, recordMetadata: { topic: "a", partition: 0, offset: 5 }, currentSystemTimeMs: 70 },
    ]);
  });

  it("lets a FixedKeyProcessor forward only what has the key that it got", () => {
    const topology = new Topology().addSource("s", "a", TEXT).addFixedKeyProcessor<string, string, string>(
      "p",
      () => {
        let forward: (record: never) => void;
        return {
          init: (context) => {
            forward = (record) => context.forward(record);
          },
          process: (record) => {
            if (record.value === "bad") forward({ key: "other", value: "w", timestamp: 0, headers: [] } as never);
            else forward(record.withValue(`${record.value}!`) as never);
          },
        };
      },
      "s",
    );
    topology.addSink("o", "out", TEXT, "p");
    const task = startedTask(topology);
    task.addRecords("a", [input("a", 0, 1), input("a", 1, 2, "k", "bad")], 0);
    task.process(0);
    expect(sent(task)).toEqual(["out: k=v!@1"]);
    expect(() => task.process(0)).toThrow(`"p" cannot change keys`);
  });
});

interface RecordTimes {
  readonly recordContext: { readonly timestamp: number; readonly headers: readonly unknown[] };
}

describe("punctuators of a task", () => {
  function punctuating(type: PunctuationType, intervalMs: number, startMs?: number) {
    const ran: number[] = [];
    let cancellable: Cancellable | undefined;
    const topology = new Topology().addSource("s", "a", TEXT).addProcessor(
      "p",
      processor(forwardNothing, (context) => {
        cancellable = context.schedule(intervalMs, type, (timestampMs) => ran.push(timestampMs), startMs);
      }),
      "s",
    );
    return { topology, ran, cancel: () => cancellable?.cancel() };
  }

  it.each([
    { startMs: undefined, times: [20, 142, 155, 160], ran: [20, 142, 155, 160] },
    { startMs: undefined, times: [0, 5, 10], ran: [0, 10] },
    { startMs: 5, times: [20, 22, 25, 37, 45], ran: [20, 25, 37, 45] },
    { startMs: 100, times: [20, 99, 100, 105], ran: [100] },
  ])("on stream time, from $startMs on, run at $ran for records at $times", ({ startMs, times, ran: expected }) => {
    const { topology, ran } = punctuating("stream-time", 10, startMs);
    const task = startedTask(topology);
    expect(task.punctuateStreamTime()).toBe(false);
    times.forEach((timestamp, offset) => {
      task.addRecords("a", [input("a", offset, timestamp)], 0);
      task.process(0);
      task.punctuateStreamTime();
    });
    expect(ran).toEqual(expected);
  });

  it.each([
    { startMs: undefined, clocks: [109, 110, 119, 120, 240, 249, 250], ran: [110, 120, 240, 250] },
    { startMs: 5, clocks: [104, 105, 114, 115, 140, 145], ran: [105, 115, 140, 145] },
    { startMs: 130, clocks: [129, 130, 140], ran: [130, 140] },
  ])(
    "on the wall clock, from $startMs on, run at $ran for the clocks $clocks",
    ({ startMs, clocks, ran: expected }) => {
      const { topology, ran } = punctuating("wall-clock-time", 10, startMs);
      const task = startedTask(topology, {}, 100);
      for (const nowMs of clocks) task.punctuateSystemTime(nowMs);
      expect(ran).toEqual(expected);
    },
  );

  it("make a commit due, and run no more when cancelled", () => {
    const { topology, ran, cancel } = punctuating("wall-clock-time", 10);
    const task = startedTask(topology);
    expect([task.punctuateSystemTime(9), task.commitNeeded]).toEqual([false, false]);
    expect([task.punctuateSystemTime(10), task.commitNeeded]).toEqual([true, true]);
    cancel();
    expect([task.punctuateSystemTime(100), ran]).toEqual([false, [10]]);
  });

  it("forward with the record's own time, and without a place", () => {
    const seen: unknown[] = [];
    const topology = new Topology()
      .addSource("s", "a", TEXT)
      .addProcessor(
        "p",
        processor(forwardNothing, (context) => {
          context.schedule(10, "wall-clock-time", (nowMs) => context.forward(new StreamRecord("k", `${nowMs}`, 3)));
        }),
        "s",
      )
      .addProcessor(
        "q",
        processor((record, context) => {
          seen.push(context.recordMetadata);
          context.forward(record);
        }),
        "p",
      )
      .addSink("o", "out", TEXT, "q");
    const task = startedTask(topology);
    task.punctuateSystemTime(25);
    expect(sent(task)).toEqual(["out: k=25@3"]);
    expect(seen).toEqual([undefined]);
  });

  it.each([
    [0, undefined, "intervalMs is 0: it must be a whole number, 1 or more"],
    [1.5, undefined, "intervalMs is 1.5"],
    [1, -1, "startMs is -1: it must be a whole number, 0 or more"],
  ])("are refused every %s ms from %s on", (intervalMs, startMs, message) => {
    expect(() => startedTask(punctuating("stream-time", intervalMs, startMs).topology)).toThrow(message);
  });

  it("are refused on another clock", () => {
    expect(() => startedTask(punctuating("event-time" as PunctuationType, 1).topology)).toThrow("type is event-time");
  });
});

const forwardNothing = (): void => {};

describe("a sink", () => {
  it("names its topic for each record, with where it was read", () => {
    const topology = new Topology()
      .addSource("s", "a", TEXT)
      .addSink("o", (key: string, value: string, { topic, offset }) => `${topic}-${key}-${value}-${offset}`, TEXT, "s");
    const task = startedTask(topology);
    task.addRecords("a", [input("a", 6, 1)], 0);
    task.process(0);
    expect(sent(task)).toEqual(["a-k-v-6: k=v@1"]);
  });

  it.each([
    { chosen: 2, partitions: [2] },
    { chosen: [0, 3, 0], partitions: [0, 3] },
    { chosen: [], partitions: [] },
    { chosen: undefined, partitions: [undefined] },
  ])("sends to the partitions that its partitioner chose: $chosen", ({ chosen, partitions }) => {
    const counts: number[] = [];
    const partitioner = (_topic: string, _key: string, _value: string, count: number) => {
      counts.push(count);
      return chosen;
    };
    const topology = new Topology().addSource("s", "a", TEXT).addSink("o", "out", { ...TEXT, partitioner }, "s");
    const task = startedTask(topology, { partitionCount: (topic) => topic.length + 1 });
    task.addRecords("a", [input("a", 0, 1)], 0);
    task.process(0);
    expect(task.drain().map(({ partition }) => partition)).toEqual(partitions);
    expect([counts, task.counters.dropped.get("no-partition")]).toEqual([[4], partitions.length === 0 ? 1 : undefined]);
  });

  it("writes null keys and values as null, and sends bytes as they are", () => {
    const raw = { keySerde: bytes(), valueSerde: bytes() };
    const topology = new Topology().addSource("s", "a", raw).addSink("o", "out", raw, "s");
    const task = startedTask(topology);
    const value = new Uint8Array([1, 2]);
    task.addRecords("a", [input("a", 0, 1, null, value)], 0);
    task.process(0);
    expect(task.drain()).toMatchObject([{ key: null, value }]);
  });

  it("refuses a record with a negative time", () => {
    const topology = new Topology()
      .addSource("s", "a", TEXT)
      .addProcessor(
        "p",
        processor((record, context) => context.forward(record.withTimestamp(-1))),
        "s",
      )
      .addSink("o", "out", TEXT, "p");
    const task = startedTask(topology);
    task.addRecords("a", [input("a", 0, 1)], 0);
    expect(() => task.process(0)).toThrow(`sink "o" got a record with timestamp -1`);
  });
});
