/** The smallest of the ends: everything below it is in every log that counts. */
export function commonEnd(ends: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const end of ends) if (end < least) least = end;
  return least;
}

/** The end that more than half of the logs have reached. Only a mutant asks: a majority is not the ISR. */
export function majorityEnd(ends: readonly number[]): number {
  const falling = ends.slice().sort((left, right) => right - left);
  return falling[Math.floor(falling.length / 2)] ?? 0;
}
