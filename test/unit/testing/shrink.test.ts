import { describe, expect, test } from "vitest";
import type { FaultSchedule } from "../../../src/testing/faults/fault-step.ts";
import { SimulationFailure } from "../../../src/testing/machine/simulation-failure.ts";
import { minimized } from "../../../src/testing/shrink/delta-debugging.ts";
import { type Shrinkable, shrink } from "../../../src/testing/shrink/shrink.ts";

const numbers = Array.from({ length: 40 }, (_, index) => index);

describe("delta debugging", () => {
  test("finds the items that a failure needs, wherever they lie, in their order", async () => {
    for (const needed of [[0], [39], [3, 4], [0, 39], [7, 20, 33], numbers.slice(10, 18)]) {
      const fails = async (part: readonly number[]) => needed.every((item) => part.includes(item));
      expect(await minimized(numbers, fails)).toEqual(needed);
    }
  });

  test("finds that nothing is needed", async () => {
    expect(await minimized(numbers, async () => true)).toEqual([]);
    expect(await minimized([], async () => true)).toEqual([]);
  });

  test("keeps everything where each item is needed", async () => {
    expect(await minimized([1, 2, 3], async (part) => part.length === 3)).toEqual([1, 2, 3]);
  });
});

const SCHEDULE: FaultSchedule = Array.from({ length: 20 }, (_, index) => ({
  atMs: 10 * index,
  fault: "pause",
  target: { broker: 1 + (index % 3) },
  forMs: 100 + index,
}));
const START: Shrinkable = { schedule: SCHEDULE, durationMs: 1_000, quiet: false, producers: 3, consumers: 2 };

function failure(invariant: string, now = 500): SimulationFailure {
  return new SimulationFailure(invariant, { seed: 1, step: 9, now, timeline: "", replay: undefined }, "it is so");
}

/** Fails while two of the steps are there, the second for long enough. */
function needsTwo({ schedule }: Shrinkable) {
  const second = schedule.find(({ atMs }) => atMs === 120);
  const isLong = second?.fault === "pause" && second.forMs >= 40;
  if (isLong && schedule.some(({ atMs }) => atMs === 50)) throw failure("nothing is lost");
  if (schedule.length < 5) throw failure("something else");
  return { steps: 10 };
}

describe("the shrinker", () => {
  test("keeps what the failure needs, and makes everything else small", async () => {
    const { smallest, failure: last } = await shrink(START, needsTwo);
    expect(last.invariant).toBe("nothing is lost");
    expect(smallest).toEqual({
      schedule: [
        { ...SCHEDULE[5], forMs: 1 },
        { ...SCHEDULE[12], forMs: 56 },
      ],
      durationMs: 140,
      quiet: true,
      producers: 1,
      consumers: 0,
    });
  });

  test("does not take another failure for the same", async () => {
    expect((await shrink(START, needsTwo)).smallest.schedule.length).toBe(2);
  });

  test("stops at its bounds", async () => {
    let runs = 0;
    const counted = (candidate: Shrinkable) => {
      runs++;
      return needsTwo(candidate);
    };
    expect((await shrink(START, counted, { runsMax: 12 })).runs).toBe(12);
    expect(runs).toBe(12);
    expect((await shrink(START, needsTwo, { stepsMax: 50 })).runs).toBeLessThan(8);
  });

  test("refuses a run that does not fail", async () => {
    await expect(shrink(START, () => ({ steps: 1 }))).rejects.toThrow(
      expect.objectContaining({ name: "MillraceError", code: "INVALID_OPTION" }),
    );
  });

  test("does not hide an error that is no failure of the run", async () => {
    const broken = () => {
      throw new TypeError("undefined is not a function");
    };
    await expect(shrink(START, broken)).rejects.toThrow(TypeError);
  });
});
