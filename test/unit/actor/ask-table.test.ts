import { describe, expect, test } from "vitest";
import { AskTable } from "../../../src/actor/ask-table.ts";
import { TimerQueue } from "../../../src/actor/timer-queue.ts";
import { ANSWERS_HELD_MAX } from "../../../src/base/limits.ts";

const OWN = 7;
const ACTOR = 3;

/** As many asks of endpoint 1, of its incarnation 4, as have a place; each would time out at 100 ms. */
function fullTable(endpoint = 1) {
  const timers = new TimerQueue();
  const table = new AskTable(OWN, timers);
  const correlations: number[] = [];
  for (let count = 0; count < ANSWERS_HELD_MAX; count++) {
    const correlation = table.nextCorrelation();
    table.open(correlation, { actor: ACTOR, endpoint, incarnation: 4, timeoutAt: 100 });
    correlations.push(correlation);
  }
  return { table, timers, correlations, first: correlations[0] as number };
}

type Full = ReturnType<typeof fullTable>;

const EARLY_ENDS: readonly { how: string; end: (full: Full) => void }[] = [
  {
    how: "cancelled",
    end: ({ table, correlations }) => correlations.forEach((correlation) => void table.cancel(correlation)),
  },
  { how: "of an actor that stopped", end: ({ table }) => table.forget(ACTOR) },
  {
    how: "that timed out",
    end: ({ table, timers }) => {
      for (let due = timers.takeDue(100); due !== undefined; due = timers.takeDue(100)) table.timedOut(due.id);
    },
  },
];

describe("asks of another endpoint", () => {
  test.each(EARLY_ENDS)("$how keep their places until their answers came", ({ end }) => {
    const full = fullTable();
    const { table, first } = full;
    end(full);
    expect(table.size).toBe(0);
    expect(table.hasRoom(1)).toBe(false);
    expect(table.hasRoom(2)).toBe(true);
    expect(table.answered(first)).toBeUndefined();
    expect(table.hasRoom(1)).toBe(true);
    expect(table.answered(first)).toBeUndefined(); // again: gives no second place
    table.open(table.nextCorrelation(), { actor: ACTOR, endpoint: 1, incarnation: 4, timeoutAt: undefined });
    expect(table.hasRoom(1)).toBe(false);
  });

  test.each(EARLY_ENDS)("$how keep their places until the endpoint asked is dead", ({ end }) => {
    const full = fullTable();
    const { table } = full;
    end(full);
    expect(table.endpointDied(1, 3)).toEqual([]); // an earlier incarnation
    expect(table.hasRoom(1)).toBe(false);
    expect(table.endpointDied(1, 4)).toEqual([]);
    expect(table.hasRoom(1)).toBe(true);
    expect(table.answered(full.first)).toBeUndefined();
    expect(table.hasRoom(1)).toBe(true);
  });

  test("give their places back with their answers, and all with the death of the endpoint asked", () => {
    const { table, first, correlations } = fullTable();
    expect(table.hasRoom(2)).toBe(false); // so many have no end
    expect(table.answered(first)?.correlation).toBe(first);
    expect([table.hasRoom(1), table.hasRoom(2)]).toEqual([true, true]);
    expect(table.endpointDied(1, 4).map(({ correlation }) => correlation)).toEqual(correlations.slice(1));
    expect(table.size).toBe(0);
  });
});

test.each(EARLY_ENDS)("asks within an endpoint, $how, keep no place: no ring holds their answers", ({ end }) => {
  const full = fullTable(OWN);
  expect(full.table.hasRoom(OWN)).toBe(false);
  end(full);
  expect(full.table.hasRoom(OWN)).toBe(true);
});
