/** Joins what the consumers saw. Each airport is read by one consumer; the merge does not rely on it. */
import { type AirportDays, delaysOfCell } from "./airport-days.ts";
import { RowSet } from "./row-set.ts";
import type { TallyResult } from "./tally.ts";

export interface MergedTally extends Omit<TallyResult, "rows"> {
  readonly distinctRows: number;
}

export function mergeTallies(tallies: readonly TallyResult[], rowCount: number): MergedTally {
  const rows = RowSet.forRows(rowCount);
  let [records, doubled, outOfOrder, damaged] = [0, 0, 0, 0];
  for (const tally of tallies) {
    records += tally.records;
    doubled += tally.doubled + rows.addAll(new RowSet(tally.rows));
    outOfOrder += tally.outOfOrder;
    damaged += tally.damaged;
  }
  const airportDays = mergeAirportDays(tallies.map((tally) => tally.airportDays));
  return { records, doubled, outOfOrder, damaged, distinctRows: rows.count(), airportDays };
}

export function mergeAirportDays(tables: readonly AirportDays[]): AirportDays {
  const keys = Int32Array.from(new Set(tables.flatMap((table) => [...table.keys]))).sort();
  const delaySums = new Float64Array(keys.length);
  const starts = new Int32Array(keys.length + 1);
  const delays = new Int16Array(tables.reduce((count, table) => count + table.delays.length, 0));
  const cursors = tables.map(() => 0);
  let next = 0;
  keys.forEach((key, cell) => {
    starts[cell] = next;
    tables.forEach((table, index) => {
      const cursor = cursors[index] as number;
      if (table.keys[cursor] !== key) return;
      const part = delaysOfCell(table, cursor);
      delays.set(part, next);
      next += part.length;
      delaySums[cell] = (delaySums[cell] as number) + (table.delaySums[cursor] as number);
      cursors[index] = cursor + 1;
    });
    delays.subarray(starts[cell], next).sort();
  });
  starts[keys.length] = next;
  return { keys, delaySums, starts, delays };
}
