/**
 * The percentile of this job is the nearest rank: the smallest value of the list such that at least `percent` % of all
 * values are less than or equal to it. It is always a value of the list, never an interpolation, so two independent
 * computations agree exactly.
 */

/** Index of the percentile in a sorted list of `count` values. */
export function nearestRankIndex(count: number, percent: number): number {
  // Multiplied first: 0.95 has no exact binary form, and `0.95 * 20` must be 19, not a little more.
  return Math.max(0, Math.ceil((count * percent) / 100) - 1);
}

/** The percentile of values that are sorted in ascending order. */
export function percentileOfSorted(sorted: ArrayLike<number>, percent: number): number {
  const value = sorted[nearestRankIndex(sorted.length, percent)];
  if (value === undefined) throw new RangeError("an empty list has no percentile");
  return value;
}
