import { describe, expect, test } from "vitest";
import { NO_HEADERS } from "../../../../src/streams/api/record.ts";
import type { RecordContext } from "../../../../src/streams/api/store-context.ts";
import type { InternalProcessorContext } from "../../../../src/streams/operator/internal-context.ts";
import { KStreamMapAsync } from "../../../../src/streams/operator/kstream-map-async.ts";
import type { AsyncSettings } from "../../../../src/streams/options/async-options.ts";
import type { CallAttempt } from "../../../../src/streams/task/async-work.ts";
import type { StreamTask } from "../../../../src/streams/task/stream-task.ts";
import { Topology } from "../../../../src/streams/topology/topology.ts";
import { forwarding, input, processor, short, startedTask, TEXT } from "./task-kit.ts";

const SETTINGS: AsyncSettings<string, string, string> = {
  concurrency: 2,
  capacity: 3,
  timeoutMs: Number.POSITIVE_INFINITY,
  retries: 0,
  retryBackoffMs: 100,
  onFailure: "fail",
};

/** "in" and "in2" through mapAsync to "out". */
function topology(settings: Partial<AsyncSettings<string, string, string>> = {}, before = forwarding): Topology {
  const mapper = (value: string) => value.toUpperCase();
  return new Topology()
    .addSource("source", ["in", "in2"], TEXT)
    .addProcessor("before", before, "source")
    .addProcessor("async", new KStreamMapAsync(mapper, { ...SETTINGS, ...settings }), "before")
    .addSink("sink", "out", TEXT, "async");
}

function feed(task: StreamTask, topic: string, offsets: readonly number[], nowMs = 0): void {
  task.addRecords(
    topic,
    offsets.map((offset) => input(topic, offset, offset, `k${offset}`, `${topic}-${offset}`)),
    nowMs,
  );
  for (const known of ["in", "in2"]) task.setLag(known, 0);
  while (task.process(nowMs));
}

/** Runs an attempt and hands the answer over. */
function answer(task: StreamTask, attempt: CallAttempt | undefined, nowMs = 0): void {
  task.settleAttempt(attempt!, { value: attempt!.run() }, nowMs);
}

const positions = (task: StreamTask) => task.commitPositions().map(({ topic, offset }) => `${topic}@${offset}`);
const sent = (task: StreamTask) => task.drain().map(short);

describe("a task whose calls answer later", () => {
  test("commits no further than the first record without an answer, in each partition", () => {
    const task = startedTask(topology());
    feed(task, "in", [5, 6]);
    feed(task, "in2", [70]);
    expect(positions(task)).toEqual(["in@5", "in2@70"]);
    const [first, second, ...more] = task.takeAttempts(0);
    expect(more).toEqual([]);
    answer(task, second);
    expect([task.pendingCalls, positions(task)]).toEqual([2, ["in@5", "in2@70"]]);
    answer(task, first);
    expect(positions(task)).toEqual(["in@7", "in2@70"]);
    answer(task, task.takeAttempts(0)[0]);
    expect([task.pendingCalls, positions(task)]).toEqual([0, ["in@7", "in2@71"]]);
    expect(sent(task)).toEqual(["out: k6=IN-6@6", "out: k5=IN-5@5", "out: k70=IN2-70@70"]);
  });

  test("reads no more while an operator is full, and then goes on", () => {
    const task = startedTask(topology({ capacity: 2 }));
    feed(task, "in", [0, 1, 2]);
    expect([task.pendingCalls, task.buffered, task.isProcessable(0), task.process(0)]).toEqual([2, 1, false, false]);
    answer(task, task.takeAttempts(0)[0]);
    expect([task.isProcessable(0), task.process(0), task.buffered]).toEqual([true, true, 0]);
  });

  test("needs a commit once an answer is there", () => {
    const task = startedTask(topology());
    feed(task, "in", [0]);
    expect(task.prepareCommit()).toBe(true);
    task.postCommit();
    expect(task.commitNeeded).toBe(false);
    answer(task, task.takeAttempts(0)[0]);
    expect(task.commitNeeded).toBe(true);
  });

  test("drops calls when it is suspended, ignores their answers, and lets the next owner make them again", () => {
    const task = startedTask(topology());
    feed(task, "in", [0, 1, 2]);
    const [first, second] = task.takeAttempts(0);
    answer(task, first);
    expect(sent(task)).toEqual(["out: k0=IN-0@0"]);
    task.suspend();
    expect([task.pendingCalls, second?.isAwaited, task.takeAttempts(0)]).toEqual([0, false, []]);
    expect(task.settleAttempt(second!, { value: "late" }, 0)).toBe(false);
    expect(positions(task)).toEqual(["in@1"]);
    task.close();
    expect(sent(task)).toEqual([]);

    const next = startedTask(topology());
    feed(next, "in", [1, 2]);
    for (const attempt of next.takeAttempts(0)) answer(next, attempt);
    expect(sent(next)).toEqual(["out: k1=IN-1@1", "out: k2=IN-2@2"]);
    expect(positions(next)).toEqual(["in@3"]);
  });

  test("gives calls up by the wall clock that it is told, and says when it is to be told again", () => {
    const task = startedTask(topology({ timeoutMs: 100, retries: 1, onFailure: "drop" }));
    expect(task.nextCallDueMs(0)).toBe(Number.POSITIVE_INFINITY);
    feed(task, "in", [0], 10);
    expect(task.nextCallDueMs(10)).toBe(Number.POSITIVE_INFINITY);
    const [attempt] = task.takeAttempts(10);
    expect(task.nextCallDueMs(10)).toBe(110);
    expect(task.punctuateSystemTime(109)).toBe(false);
    expect(attempt?.isAwaited).toBe(true);
    task.punctuateSystemTime(110);
    expect([attempt?.isAwaited, task.nextCallDueMs(110), task.takeAttempts(209)]).toEqual([false, 210, []]);
    expect(task.takeAttempts(210)).toHaveLength(1);
    expect(task.punctuateSystemTime(310)).toBe(true);
    expect([task.pendingCalls, Object.fromEntries(task.counters.dropped)]).toEqual([0, { "failed-call": 1 }]);
  });

  test.each([
    ["an old record", 1_000, 3, "in@1000"],
    ["a record since the last commit", 1_000, 1_001, "in@1001"],
  ])("does not let %s that a store lets go move commits back", (_, first, heldOffset, position) => {
    const context: RecordContext = { topic: "in", partition: 0, offset: heldOffset, timestamp: 1, headers: NO_HEADERS };
    const releasing = processor((record, of) => {
      const internal = of as InternalProcessorContext<unknown, unknown>;
      if (record.value === "in-1001") internal.withRecordContext(context, () => internal.forward(record));
    });
    const task = startedTask(topology({}, releasing));
    feed(task, "in", [first, first + 1]);
    expect(positions(task)).toEqual([position]);
    answer(task, task.takeAttempts(0)[0]);
    expect(positions(task)).toEqual(["in@1002"]);
  });

  test("hands on in the context of the record that was called for", () => {
    const seen: unknown[] = [];
    const after = processor((_record, context) => {
      const { offset } = context.recordMetadata!;
      seen.push([offset, (context as InternalProcessorContext<unknown, unknown>).recordContext.timestamp]);
    });
    const task = startedTask(topology().addProcessor("after", after, "async"));
    feed(task, "in", [3, 4]);
    for (const attempt of task.takeAttempts(0).toReversed()) answer(task, attempt);
    expect(seen).toEqual([
      [4, 4],
      [3, 3],
    ]);
  });

  test.each([
    ["bytes and the same as text", new TextEncoder().encode("a"), "a", 1],
    ["objects with the same content", { id: 1n }, { id: 1n }, 1],
    ["objects with other content", { id: 1 }, { id: 2 }, 2],
    ["numbers", 1, 2, 2],
    ["no keys", null, null, 2],
    ["what has no text", circle(), circle(), 1],
  ])("tells keys apart: %s", (_, one, other, running) => {
    const rekeying = processor((record, context) =>
      context.forward(record.withKey(record.value === "in-0" ? one : other)),
    );
    const task = startedTask(topology({}, rekeying));
    feed(task, "in", [0, 1]);
    expect(task.takeAttempts(0)).toHaveLength(running);
  });
});

function circle(): object {
  const it: Record<string, unknown> = {};
  it["self"] = it;
  return it;
}
