/**
 * The figures as they must come out, computed straight from what the file's reader gives and by other means than the
 * consumers use (maps and texts instead of packed numbers), so that one mistake cannot hide in both.
 */
import { percentileOfSorted } from "./percentile.ts";

/** Airport-days of one part of the file. A day may go on in the next part, so the delays themselves are kept. */
export interface ExpectedPart {
  readonly airportDays: readonly string[]; // "ORD 2001-01-17"
  readonly counts: Int32Array;
  readonly delays: Int16Array; // those of the first airport-day, of the second, ...
}

export interface ExpectedFigures {
  readonly flights: number;
  readonly delaySum: number; // minutes
  readonly percentile95: number; // minutes, nearest rank
}

export function expectedPart(
  origins: readonly string[],
  dates: readonly number[],
  delays: readonly bigint[],
  rowCount: number,
): ExpectedPart {
  const groups = new Map<string, number[]>();
  let minute = Number.NaN;
  let day = "";
  for (let row = 0; row < rowCount; row++) {
    const date = dates[row] as number;
    // The file is in time order: many flights share a minute, and a date's text is dear.
    if (date !== minute) {
      minute = date;
      day = new Date(date).toISOString().slice(0, 10);
    }
    const airportDay = `${origins[row]} ${day}`;
    const group = groups.get(airportDay);
    if (group === undefined) groups.set(airportDay, [Number(delays[row])]);
    else group.push(Number(delays[row]));
  }
  return {
    airportDays: [...groups.keys()],
    counts: Int32Array.from(groups.values(), (group) => group.length),
    delays: Int16Array.from([...groups.values()].flat()),
  };
}

/** Joins the parts and computes every airport-day's figures. */
export function expectedFigures(parts: readonly ExpectedPart[]): Map<string, ExpectedFigures> {
  const groups = new Map<string, Int16Array[]>();
  for (const part of parts) {
    let start = 0;
    part.airportDays.forEach((airportDay, index) => {
      const end = start + (part.counts[index] ?? 0);
      const delays = part.delays.subarray(start, end);
      const group = groups.get(airportDay);
      if (group === undefined) groups.set(airportDay, [delays]);
      else group.push(delays);
      start = end;
    });
  }
  const figures = new Map<string, ExpectedFigures>();
  for (const [airportDay, group] of groups) {
    const delays = joined(group).sort();
    const delaySum = delays.reduce((sum, delay) => sum + delay, 0);
    figures.set(airportDay, { flights: delays.length, delaySum, percentile95: percentileOfSorted(delays, 95) });
  }
  return figures;
}

function joined(lists: readonly Int16Array[]): Int16Array {
  const all = new Int16Array(lists.reduce((count, list) => count + list.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}
