import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { StreamRecord } from "../../../../src/streams/api/record.ts";
import { type AsyncAttempt, type AsyncCallOptions, AsyncCalls } from "../../../../src/streams/operator/async-calls.ts";

const OPTIONS: AsyncCallOptions = { concurrency: 2, capacity: 4, timeoutMs: 100, retries: 1, retryBackoffMs: 10 };

function calls(options: Partial<AsyncCallOptions> = {}): AsyncCalls<string, number, string> {
  return new AsyncCalls({ ...OPTIONS, ...options });
}

function submit(to: AsyncCalls<string, number, string>, key: string, value: number): void {
  const context = { topic: "in", partition: 0, offset: value, timestamp: value, headers: [] };
  to.submit(new StreamRecord(key, value, value), context, key);
}

const values = (attempts: readonly AsyncAttempt<string, number>[]) => attempts.map(({ call }) => call.record.value);

describe("asynchronous calls", () => {
  test("start oldest first, one of each key, up to the bound", () => {
    const all = calls();
    for (const [key, value] of [
      ["a", 1],
      ["a", 2],
      ["b", 3],
      ["c", 4],
    ] as const)
      submit(all, key, value);
    expect(all.isFull).toBe(true);
    const [first, second] = all.start(0) as [AsyncAttempt<string, number>, AsyncAttempt<string, number>];
    expect(values([first, second])).toEqual([1, 3]);
    expect(all.start(0)).toEqual([]);
    expect(all.settle(second.call.id, 1, { value: "x" }, 1)?.call.record.value).toBe(3);
    expect(values(all.start(1))).toEqual([4]);
    all.settle(first.call.id, 1, { value: "y" }, 2);
    expect(values(all.start(2))).toEqual([2]);
    expect([...all.pending()].map(({ offset }) => offset)).toEqual([2, 4]);
  });

  test("are tried again after a pause, and fail for good after the last attempt", () => {
    const all = calls();
    submit(all, "a", 1);
    const [{ call }] = all.start(0) as [AsyncAttempt<string, number>];
    expect(all.settle(call.id, 1, { error: "no" }, 5)).toBeUndefined();
    expect(all.start(14)).toEqual([]);
    expect(all.start(15).map(({ attempt }) => attempt)).toEqual([2]);
    expect(all.settle(call.id, 2, { error: "again no" }, 20)?.outcome).toEqual({ error: "again no" });
    expect(all.size).toBe(0);
  });

  test("are given up when they take too long, and answer for nothing then", () => {
    const all = calls({ retries: 0 });
    submit(all, "a", 1);
    submit(all, "a", 2);
    const [{ call }] = all.start(0) as [AsyncAttempt<string, number>];
    expect(all.expire(99, () => "late")).toEqual([]);
    expect(all.expire(100, () => "late").map(({ outcome }) => outcome)).toEqual([{ error: "late" }]);
    expect(all.settle(call.id, 1, { value: "too late" }, 101)).toBeUndefined();
    expect(values(all.start(101))).toEqual([2]);
  });

  test("ignore the answer of an attempt before", () => {
    const all = calls();
    submit(all, "a", 1);
    const [{ call }] = all.start(0) as [AsyncAttempt<string, number>];
    all.expire(100, () => "late");
    all.start(110);
    expect(all.settle(call.id, 1, { value: "from the first" }, 111)).toBeUndefined();
    expect(all.settle(call.id, 2, { value: "from the second" }, 112)?.outcome).toEqual({ value: "from the second" });
  });

  test("answer in the order of the records of a key, and never run more than the bound, however answers come", () => {
    const step = fc.record({ key: fc.constantFrom("a", "b", "c"), pick: fc.nat(), fails: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 3 }), (steps, concurrency) => {
        const all = calls({ concurrency, retries: 2, retryBackoffMs: 0 });
        const running: AsyncAttempt<string, number>[] = [];
        const done = new Map<string, number[]>();
        const answer = (pick: number, fails: boolean, now: number) => {
          const [attempt] = running.splice(pick % running.length, 1);
          if (attempt === undefined) return;
          const { call } = attempt;
          const result = all.settle(call.id, attempt.attempt, fails ? { error: "no" } : { value: "yes" }, now);
          if (result === undefined) return;
          done.set(call.record.key, [...(done.get(call.record.key) ?? []), call.record.value]);
        };
        steps.forEach(({ key, pick, fails }, now) => {
          submit(all, key, now);
          running.push(...all.start(now));
          expect(running.length).toBeLessThanOrEqual(concurrency);
          if (pick % 2 === 0 && running.length > 0) answer(pick, fails, now);
        });
        for (let now = steps.length; all.size > 0; now++) {
          running.push(...all.start(now));
          answer(0, false, now);
        }
        const expected = Object.groupBy(
          steps.map(({ key }, now) => ({ key, now })),
          ({ key }) => key,
        );
        for (const [key, entries = []] of Object.entries(expected))
          expect(done.get(key)).toEqual(entries.map(({ now }) => now));
      }),
    );
  });
});
