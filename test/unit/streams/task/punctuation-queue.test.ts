import { describe, expect, it } from "vitest";
import { PunctuationQueue, PunctuationSchedule } from "../../../../src/streams/task/punctuation-queue.ts";

function scheduled(queue: PunctuationQueue, nodeName: string, firstMs: number, intervalMs: number) {
  const schedule = new PunctuationSchedule({
    nodeName,
    type: "stream-time",
    intervalMs,
    firstMs,
    punctuator: () => {},
  });
  queue.schedule(schedule);
  return schedule;
}

/** Every clock in turn, and the names and times of what ran. */
function run(queue: PunctuationQueue, clocksMs: readonly number[], onRun?: (nodeName: string) => void): string[] {
  const ran: string[] = [];
  const host = {
    punctuate({ nodeName }: PunctuationSchedule, timestampMs: number) {
      ran.push(`${nodeName}@${timestampMs}`);
      onRun?.(nodeName);
    },
  };
  for (const nowMs of clocksMs) queue.punctuate(nowMs, host);
  return ran;
}

describe("a queue of punctuators", () => {
  it.each([
    { first: 0, interval: 100, clocks: [0, 99, 100, 199, 200], ran: [0, 100, 200] },
    { first: 0, interval: 100, clocks: [1, 101, 101, 201], ran: [1, 101, 201] },
    { first: 0, interval: 10, clocks: [20, 20, 142, 155, 160], ran: [20, 142, 155, 160] },
    { first: 0, interval: 100, clocks: [50, 999, 1000, 1099, 1100], ran: [50, 999, 1000, 1100] },
    { first: 5, interval: 10, clocks: [4, 5, 14, 15, 40, 44, 45], ran: [5, 15, 40, 45] },
  ])("from $first on every $interval ms runs at $ran of the clocks $clocks", ({ first, interval, clocks, ran }) => {
    const queue = new PunctuationQueue();
    scheduled(queue, "n", first, interval);
    expect(run(queue, clocks)).toEqual(ran.map((timeMs) => `n@${timeMs}`));
  });

  it("runs by due time, with the clock's time", () => {
    const queue = new PunctuationQueue();
    scheduled(queue, "late", 30, 100);
    scheduled(queue, "early", 10, 100);
    scheduled(queue, "middle", 20, 100);
    expect(run(queue, [35])).toEqual(["early@35", "middle@35", "late@35"]);
  });

  it("runs no more of one that is cancelled, before its time or while it runs", () => {
    const queue = new PunctuationQueue();
    const before = scheduled(queue, "before", 0, 10);
    const within = scheduled(queue, "within", 0, 10);
    before.cancel();
    expect(run(queue, [0, 10, 20], () => within.cancel())).toEqual(["within@0"]);
  });

  it("says whether one ran", () => {
    const queue = new PunctuationQueue();
    scheduled(queue, "n", 5, 10).cancel();
    scheduled(queue, "m", 9, 10);
    expect([5, 9, 10].map((nowMs) => queue.punctuate(nowMs, { punctuate: () => {} }))).toEqual([false, true, false]);
  });
});
