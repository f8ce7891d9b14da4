import { describe, expect, test } from "vitest";
import { string } from "../../../../src/index.ts";
import { StreamRecord } from "../../../../src/streams/api/record.ts";
import { Change } from "../../../../src/streams/state/change.ts";
import { InMemoryGraceBufferBuilder } from "../../../../src/streams/state/in-memory-grace-buffer.ts";
import { InMemoryTimeOrderedKeyValueChangeBufferBuilder } from "../../../../src/streams/state/in-memory-time-ordered-key-value-change-buffer.ts";
import { hex, TestStoreContext } from "../../../support/store-context.ts";

describe("the buffer of suppress", () => {
  function opened(logs = true) {
    const context = new TestStoreContext();
    const builder = new InMemoryTimeOrderedKeyValueChangeBufferBuilder("b", string(), string());
    if (!logs) builder.withLoggingDisabled();
    const buffer = context.open(builder.build());
    const put = (time: number, key: string, newValue: string | null, oldValue: string | null = null) =>
      buffer.put(time, new StreamRecord(key, new Change(newValue, oldValue), time), context.at(time).recordContext);
    const evicted = (predicate: () => boolean = () => true) => {
      const keys: unknown[] = [];
      buffer.evictWhile(predicate, ({ key, value, recordContext }) =>
        keys.push([key, value.newValue, value.oldValue, recordContext.timestamp]),
      );
      return keys;
    };
    return { context, buffer, put, evicted };
  }

  test("hands on by time, then key, and a key keeps the place of its first record", () => {
    const { put, evicted, buffer } = opened();
    put(2, "b", "1");
    put(1, "c", "1");
    put(2, "a", "1");
    put(9, "c", "2", "1");
    expect([buffer.numRecords, buffer.minTimestamp]).toEqual([3, 1]);
    expect(evicted()).toEqual([
      ["c", "2", "1", 9],
      ["a", "1", null, 2],
      ["b", "1", null, 2],
    ]);
    expect([buffer.numRecords, buffer.minTimestamp, buffer.bufferSize]).toEqual([0, Infinity, 0]);
  });

  test("asks before each record, and knows its least time and its size by then", () => {
    const { put, evicted, buffer } = opened();
    for (const time of [3, 1, 2]) put(time, `k${time}`, "x");
    expect(evicted(() => buffer.minTimestamp < 3)).toEqual([
      ["k1", "x", null, 1],
      ["k2", "x", null, 2],
    ]);
    expect([buffer.numRecords, buffer.minTimestamp]).toEqual([1, 3]);
    put(4, "k4", "x");
    put(5, "k5", "x");
    expect(evicted(() => buffer.numRecords > 1)).toHaveLength(2);
  });

  test("counts bytes as Kafka does", () => {
    const { put, buffer } = opened();
    put(1, "key", "new", "old");
    // 8 for the time, the key, context (8 + 8 + 4 + "input"), old and new; the prior value is the old one.
    expect(buffer.bufferSize).toBe(8 + 3 + 25 + 3 + 3);
    put(1, "key", "newer", "new");
    expect(buffer.bufferSize).toBe(8 + 3 + 25 + 3 + 3 + 5);
  });

  test("knows what a key had before it came into the buffer", () => {
    const { put, buffer } = opened();
    put(1, "a", "2", "1");
    put(1, "a", "3", "2");
    put(1, "b", "1");
    expect(buffer.priorValueForBuffered("a")).toEqual({ value: "1", timestamp: -1 });
    expect(buffer.priorValueForBuffered("b")).toBeNull();
    expect(buffer.priorValueForBuffered("c")).toBeUndefined();
  });

  test("logs what changed when it is flushed, and is the same when restored", () => {
    const { context, put, evicted, buffer } = opened();
    put(1, "a", "x");
    put(2, "b", "y");
    put(2, "b", "z", "y");
    expect(context.log).toEqual([]);
    buffer.flush();
    buffer.flush();
    expect(context.log.map(({ key, headers }) => [key, hex(headers[0]?.[1] ?? null)])).toEqual([
      ["a", "03"],
      ["b", "03"],
    ]);
    const first = evicted(() => buffer.numRecords > 1);
    buffer.flush();
    expect(context.log[2]).toMatchObject({ key: "a", value: null });
    const other = opened();
    other.context.restore(other.buffer, context.log);
    expect([other.buffer.minTimestamp, other.buffer.bufferSize]).toEqual([buffer.minTimestamp, buffer.bufferSize]);
    expect([...first, ...other.evicted()]).toEqual([["a", "x", null, 1], ...evicted()]);
  });

  test("logs nothing when told so", () => {
    const { context, put, evicted, buffer } = opened(false);
    put(1, "a", "x");
    evicted();
    buffer.flush();
    expect(context.log).toEqual([]);
  });

  test("refuses calls after it was closed", () => {
    const { buffer, put } = opened();
    put(1, "a", "x");
    buffer.close();
    expect([buffer.isOpen, buffer.numRecords]).toEqual([false, 0]);
    expect(() => buffer.flush()).not.toThrow();
  });
});

describe("the buffer of a stream-table join with grace", () => {
  const GRACE_MS = 10;

  function opened() {
    const context = new TestStoreContext();
    const buffer = context.open(new InMemoryGraceBufferBuilder("b", string(), string(), GRACE_MS).build());
    const put = (time: number, key: string, value: string) =>
      buffer.put(time, new StreamRecord(key, value, time), context.at(time).recordContext);
    const evicted = () => {
      const records: string[] = [];
      buffer.evictWhile(
        () => true,
        ({ key, value, recordContext }) => records.push(`${key}=${value}@${recordContext.timestamp}`),
      );
      return records;
    };
    return { context, buffer, put, evicted };
  }

  test("keeps every record until stream time is past it by the grace", () => {
    const { put, evicted, buffer } = opened();
    put(5, "b", "1");
    put(5, "a", "2");
    put(5, "a", "3");
    put(3, "z", "4");
    expect([evicted(), buffer.minTimestamp]).toEqual([[], -4]);
    put(15, "n", "5");
    expect(evicted()).toEqual(["z=4@3", "a=2@5", "a=3@5", "b=1@5"]);
    expect([buffer.numRecords, buffer.minTimestamp]).toEqual([1, 6]);
  });

  test("does not take what came later than that", () => {
    const { put, buffer } = opened();
    put(20, "a", "1");
    expect([put(10, "a", "2"), put(9, "a", "3")]).toEqual([true, false]);
    expect(buffer.numRecords).toBe(2);
  });

  test("logs each record with its time and number, and is the same when restored", () => {
    const { context, put, evicted, buffer } = opened();
    put(5, "k", "x");
    put(6, "k", "y");
    put(15, "k", "z");
    evicted();
    expect(context.log.map(({ key, value }) => [hex(key), value === null])).toEqual([
      ["0000000000000000056b00000001", false],
      ["0000000000000000066b00000002", false],
      ["00000000000000000f6b00000003", false],
      ["0000000000000000056b00000001", true],
    ]);
    const other = opened();
    other.context.restore(other.buffer, context.log);
    expect([other.buffer.numRecords, other.buffer.bufferSize]).toEqual([buffer.numRecords, buffer.bufferSize]);
    put(30, "k", "end");
    other.put(30, "k", "end");
    expect(other.evicted()).toEqual(evicted());
  });

  test("knows when restored what it has seen, also of records that have left it", () => {
    const { context, buffer, put, evicted } = opened();
    put(5, "k", "x");
    const left = context.log.map((change) => ({ ...change, value: null }));
    const other = opened();
    other.context.restore(other.buffer, [...context.log, ...left]);
    expect([other.buffer.numRecords, buffer.numRecords, evicted()]).toEqual([0, 1, []]);
    expect([-6, -5].map((time) => other.put(time, "k", "late"))).toEqual([false, true]);
  });
});
