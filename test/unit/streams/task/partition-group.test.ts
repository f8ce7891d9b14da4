import { describe, expect, it } from "vitest";
import { string } from "../../../../src/serde/primitives.ts";
import type { DeserializationExceptionHandler } from "../../../../src/streams/api/error-handlers.ts";
import type { TimestampExtractor } from "../../../../src/streams/api/functions.ts";
import {
  failOnInvalidTimestamp,
  logAndSkipOnInvalidTimestamp,
} from "../../../../src/streams/api/timestamp-extractors.ts";
import { ErrorPolicy } from "../../../../src/streams/task/error-policy.ts";
import { NEVER_IDLE, PartitionGroup } from "../../../../src/streams/task/partition-group.ts";
import { RecordQueue } from "../../../../src/streams/task/record-queue.ts";
import { SourceNode } from "../../../../src/streams/task/source-node.ts";
import { TaskScope } from "../../../../src/streams/task/task-scope.ts";
import { input } from "./task-kit.ts";

const BROKEN = new Uint8Array([0xff]);

interface QueueSettings {
  readonly timestampExtractor?: TimestampExtractor;
  readonly deserializationExceptionHandler?: DeserializationExceptionHandler;
}

function queueOf(topic: string, { timestampExtractor = failOnInvalidTimestamp, ...handlers }: QueueSettings = {}) {
  const scope = new TaskScope({ applicationId: "app", taskId: "0_0", partition: 0 });
  const spec = {
    name: `source of ${topic}`,
    topics: [topic],
    pattern: undefined,
    keyDeserializer: string(),
    valueDeserializer: string(),
    timestampExtractor: undefined,
    offsetReset: undefined,
    children: [],
  };
  const errors = new ErrorPolicy({ scope, handlers, send: undefined });
  return new RecordQueue({ topic, source: new SourceNode(spec, []), timestampExtractor, errors });
}

function groupOf(topics: readonly string[], maxTaskIdleMs = 0): PartitionGroup {
  return new PartitionGroup(
    topics.map((topic) => queueOf(topic)),
    maxTaskIdleMs,
  );
}

function add(group: PartitionGroup, topic: string, ...timestamps: readonly number[]): void {
  const queue = group.queueOf(topic);
  const from = queue.nextOffset ?? 0;
  group.addAll(
    queue,
    timestamps.map((timestamp, at) => input(topic, from + at, timestamp)),
    0,
  );
}

function next(group: PartitionGroup): string | undefined {
  const queue = group.next(0);
  return queue === undefined ? undefined : `${queue.topic}@${queue.polled?.timestamp}`;
}

describe("the inputs of a task", () => {
  it("gives the record with the smallest time of all heads, and moves stream time by the largest given", () => {
    const group = groupOf(["a", "b"]);
    expect(next(group)).toBeUndefined();
    expect(group.streamTimeMs).toBe(-1);
    add(group, "a", 1, 5, 3);
    expect([next(group), next(group)]).toEqual(["a@1", "a@5"]);
    add(group, "b", 2, 4, 6);
    expect(group.buffered).toBe(4);
    expect([next(group), group.streamTimeMs]).toEqual(["b@2", 5]);
    expect([next(group), group.streamTimeMs]).toEqual(["a@3", 5]);
    add(group, "a", 2, 4);
    expect([next(group), next(group), next(group)]).toEqual(["a@2", "b@4", "a@4"]);
    expect([next(group), next(group), group.streamTimeMs, group.buffered]).toEqual(["b@6", undefined, 6, 0]);
  });

  it("knows the time of each partition, and takes up one from before", () => {
    const group = groupOf(["a", "b"]);
    group.setPartitionTime("a", 7);
    add(group, "a", 3);
    add(group, "b", 4);
    next(group);
    expect(["a", "b"].map((topic) => group.queueOf(topic).partitionTimeMs)).toEqual([7, -1]);
    next(group);
    expect(["a", "b"].map((topic) => group.queueOf(topic).partitionTimeMs)).toEqual([7, 4]);
    expect(group.streamTimeMs).toBe(7);
  });

  it("forgets what waits, and begins again with it", () => {
    const group = groupOf(["a", "b"]);
    add(group, "a", 1, 2, 3);
    next(group);
    group.clear();
    expect([group.buffered, group.streamTimeMs, group.queueOf("a").partitionTimeMs]).toEqual([0, 1, 1]);
    expect(["a", "b"].map((topic) => group.queueOf(topic).nextOffset)).toEqual([1, undefined]);
    expect(next(group)).toBeUndefined();
  });

  it("names its topics when asked for another", () => {
    expect(() => groupOf(["a", "b"]).queueOf("c")).toThrow("no partition of topic c belongs to this task, but of a, b");
  });
});

describe("whether the next record may be taken", () => {
  it("is always so where no partition is waited for", () => {
    const group = groupOf(["a", "b"], NEVER_IDLE);
    add(group, "a", 1);
    expect(group.isReady(0)).toBe(true);
  });

  it("is so when every partition has records, whatever lag is known", () => {
    const group = groupOf(["a", "b"]);
    add(group, "a", 1);
    expect(group.isReady(0)).toBe(false);
    add(group, "b", 1);
    expect(group.isReady(0)).toBe(true);
  });

  it.each([
    { lag: undefined, idleMs: 0, ready: [false, false] },
    { lag: 1, idleMs: 0, ready: [false, false] },
    { lag: 0, idleMs: 0, ready: [true, true] },
    { lag: 0, idleMs: 5, ready: [false, false, true], clocks: [10, 14, 15] },
  ])(
    "with a lag of $lag of an empty partition and an idle time of $idleMs is $ready",
    ({ lag, idleMs, ready, clocks }) => {
      const group = groupOf(["a", "b"], idleMs);
      add(group, "a", 1);
      group.queueOf("b").lag = lag;
      expect((clocks ?? [0, 100]).map((nowMs) => group.isReady(nowMs))).toEqual(ready);
    },
  );

  it("waits anew after the partition had a record", () => {
    const group = groupOf(["a", "b"], 5);
    add(group, "a", 1, 2, 3);
    group.queueOf("b").lag = 0;
    expect([group.isReady(0), group.isReady(5)]).toEqual([false, true]);
    add(group, "b", 0);
    expect(group.isReady(6)).toBe(true);
    next(group);
    expect([group.isReady(7), group.isReady(11), group.isReady(12)]).toEqual([false, false, true]);
  });

  it("is not so when no partition has a record", () => {
    const group = groupOf(["a", "b"]);
    for (const topic of ["a", "b"]) group.queueOf(topic).lag = 0;
    expect(group.isReady(100)).toBe(false);
  });
});

describe("a queue of a partition", () => {
  it("has the largest time of what was taken, not of what waits", () => {
    const queue = queueOf("a");
    queue.addAll(
      [2, 1, 3].map((timestamp, offset) => input("a", offset, timestamp)),
      0,
    );
    const seen: number[] = [];
    for (let count = 0; count < 3; count++) {
      seen.push(queue.partitionTimeMs);
      queue.poll(0);
    }
    expect([...seen, queue.partitionTimeMs, queue.size]).toEqual([-1, 2, 2, 3, 0]);
  });

  it("gives the extractor the partition's time and the wall clock", () => {
    const seen: string[] = [];
    const queue = queueOf("a", {
      timestampExtractor: ({ offset }, partitionTimeMs, nowMs) => {
        seen.push(`${offset}: ${partitionTimeMs}, ${nowMs}`);
        return offset;
      },
    });
    queue.addAll(
      [0, 1, 2].map((offset) => input("a", offset, 9)),
      100,
    );
    for (const nowMs of [101, 102]) queue.poll(nowMs);
    expect(seen).toEqual(["0: -1, 100", "1: 0, 101", "2: 1, 102"]);
  });

  it("passes over what cannot be read and keeps the last of them when nothing follows, so that commits get past", () => {
    const drop = { deserializationExceptionHandler: () => "continue" as const };
    const queue = queueOf("a", drop);
    const bad = (offset: number) => input("a", offset, 5, "k", BROKEN);
    queue.addAll([bad(0), bad(1)], 0);
    expect([queue.size, queue.headOffset, queue.timeMs]).toEqual([1, 1, -1]);
    queue.poll(0);
    expect([queue.polled, queue.polledInput?.offset, queue.partitionTimeMs]).toEqual([undefined, 1, -1]);
    queue.addAll([bad(2), input("a", 3, 7), bad(4)], 0);
    expect([queue.size, queue.headOffset, queue.timeMs]).toEqual([2, 3, 7]);
    queue.poll(0);
    expect([queue.polled?.timestamp, queue.headOffset]).toEqual([7, 4]);
  });

  it("drops what has no time, counted, where the extractor lets it", () => {
    const queue = queueOf("a", { timestampExtractor: logAndSkipOnInvalidTimestamp });
    queue.addAll([input("a", 0, -1), input("a", 1, 4)], 0);
    expect([queue.size, queue.headOffset]).toEqual([1, 1]);
  });

  it.each([
    ["key", { ...input("a", 3, 1), key: BROKEN }],
    ["value", { ...input("a", 3, 1), value: BROKEN }],
  ])("refuses a %s that cannot be read, with its place", (_part, record) => {
    const place = { topic: "a", partition: 0, offset: 3 };
    expect(() => queueOf("a").add(record, 0)).toThrow(expect.objectContaining({ code: "SERIALIZATION_FAILED", place }));
  });
});
