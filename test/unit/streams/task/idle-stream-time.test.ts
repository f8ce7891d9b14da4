import { describe, expect, test } from "vitest";
import type { StreamTask } from "../../../../src/streams/task/stream-task.ts";
import type { TaskConfig } from "../../../../src/streams/task/task-config.ts";
import type { Topology } from "../../../../src/streams/topology/topology.ts";
import {
  BufferConfig,
  Consumed,
  EmitStrategy,
  Grouped,
  int64,
  Materialized,
  Produced,
  StreamsBuilder,
  Suppressed,
  string,
  TimeWindows,
} from "../../../../src/streams.ts";
import { input, newTask, short, startedTask } from "./task-kit.ts";

const LONG = int64({ as: "number" });

/** Counts "in" by windows of 10 ms into "out". */
function counting(how: "on-close" | "suppressed"): Topology {
  const builder = new StreamsBuilder();
  const windowed = builder
    .stream("in", Consumed.with(string(), string()))
    .groupByKey(Grouped.with(string(), string()))
    .windowedBy(TimeWindows.ofSizeAndGrace(10, 0));
  const counts = Materialized.as<string, number>("counts").withKeySerde(string()).withValueSerde(LONG);
  const table =
    how === "on-close"
      ? windowed.emitStrategy(EmitStrategy.onWindowClose()).count(counts)
      : windowed.count(counts).suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()));
  table
    .toStream((key) => String(key))
    .mapValues(String)
    .to("out", Produced.with(string(), string()));
  return builder.build();
}

const CONFIG: TaskConfig = { closeIdleWindowsMs: 100, emitIntervalMs: 1 };

function feed(task: StreamTask, offset: number, timestamp: number, nowMs: number): void {
  task.addRecords("in", [input("in", offset, timestamp)], nowMs);
  task.process(nowMs);
}

const rows = (task: StreamTask) =>
  task
    .drain()
    .filter(({ topic }) => topic === "out")
    .map(short);

describe("a task of idle input", () => {
  test("lets caches hand on first what belongs before", () => {
    const task = startedTask(counting("suppressed"), CONFIG);
    feed(task, 0, 1, 0);
    task.prepareCommit();
    task.postCommit();
    feed(task, 1, 2, 5);
    task.punctuateSystemTime(105);
    task.prepareCommit();
    expect(rows(task)).toEqual(["out: [k@0/10]=2@2"]);
  });

  test("needs a commit when something came out, and none while nothing does", () => {
    const task = startedTask(counting("on-close"), CONFIG);
    feed(task, 0, 1, 0);
    task.prepareCommit();
    task.postCommit();
    expect([task.punctuateSystemTime(99), task.commitNeeded, rows(task)]).toEqual([false, false, []]);
    expect([task.punctuateSystemTime(100), task.commitNeeded]).toEqual([true, true]);
    expect(rows(task)).toEqual(["out: [k@0/10]=1@1"]);
    expect(task.streamTimeMs).toBe(101);
    task.prepareCommit();
    task.postCommit();
    expect([task.punctuateSystemTime(500), task.commitNeeded, task.streamTimeMs]).toEqual([false, false, 501]);
    expect(task.processorMetadata.needsCommit).toBe(false);
    // The partition's time is that of its records.
    expect(task.commitPositions().map(({ partitionTimeMs }) => partitionTimeMs)).toEqual([1]);
  });

  test("does not count the time before its start, and begins with the times of its partitions", () => {
    const task = newTask(counting("on-close"), CONFIG);
    task.start(1_000, { partitionTimesMs: [["in", 7]] });
    task.punctuateSystemTime(1_099);
    expect(task.streamTimeMs).toBe(7);
    task.punctuateSystemTime(1_100);
    expect(task.streamTimeMs).toBe(107);
  });

  test("is not idle while records wait that it may not take yet", () => {
    const task = startedTask(counting("on-close"), CONFIG);
    feed(task, 0, 1, 0);
    task.addRecords("in", [input("in", 1, 2)], 50);
    task.punctuateSystemTime(1_000);
    expect(task.streamTimeMs).toBe(1);
    task.process(1_000);
    task.punctuateSystemTime(1_099);
    expect(task.streamTimeMs).toBe(2);
    task.punctuateSystemTime(1_100);
    expect(task.streamTimeMs).toBe(102);
  });

  test("lets time stand when it is suspended", () => {
    const task = startedTask(counting("on-close"), CONFIG);
    feed(task, 0, 1, 0);
    task.suspend();
    task.punctuateSystemTime(1_000);
    expect([task.streamTimeMs, rows(task)]).toEqual([1, []]);
  });
});
