/** Compares what came out of the cluster with what the file says. */
import { airportCodeText } from "./airport-code.ts";
import { codeOfKey, dayOfKey, delaysOfCell } from "./airport-days.ts";
import { dayText } from "./calendar.ts";
import type { ExpectedFigures } from "./expected.ts";
import type { MergedTally } from "./merge.ts";
import { percentileOfSorted } from "./percentile.ts";

export interface Verification {
  readonly lost: number; // flights that no consumer saw
  readonly doubled: number; // records whose flight had been seen
  readonly outOfOrder: number; // records behind a later one of their partition
  readonly damaged: number; // records that are no flight
  readonly aggregatesCompared: number; // airport-days
  readonly aggregatesDifferent: number; // count, sum of delays or 95th percentile differs, or one side has none
  readonly passed: boolean;
}

export function verify(
  merged: MergedTally,
  expected: ReadonlyMap<string, ExpectedFigures>,
  rowCount: number,
): Verification {
  const { airportDays } = merged;
  let equal = 0;
  let unexpected = 0;
  airportDays.keys.forEach((key, cell) => {
    const figures = expected.get(`${airportCodeText(codeOfKey(key))} ${dayText(dayOfKey(key))}`);
    const delays = delaysOfCell(airportDays, cell);
    if (figures === undefined) unexpected++;
    else if (
      figures.flights === delays.length &&
      figures.delaySum === airportDays.delaySums[cell] &&
      figures.percentile95 === percentileOfSorted(delays, 95)
    ) {
      equal++;
    }
  });
  // An airport-day that only one side has counts as compared and different.
  const aggregatesCompared = expected.size + unexpected;
  const counts = {
    lost: rowCount - merged.distinctRows,
    doubled: merged.doubled,
    outOfOrder: merged.outOfOrder,
    damaged: merged.damaged,
    aggregatesCompared,
    aggregatesDifferent: aggregatesCompared - equal,
  };
  const { lost, doubled, outOfOrder, damaged, aggregatesDifferent } = counts;
  return { ...counts, passed: lost + doubled + outOfOrder + damaged + aggregatesDifferent === 0 };
}
