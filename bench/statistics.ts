/** The middle sample; the mean of the two middle ones when their number is even. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  const lower = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  return (upper + lower) / 2;
}

/** The slowest and the fastest sample. */
export function spread(samples: readonly number[]): { low: number; high: number } {
  return { low: Math.min(...samples), high: Math.max(...samples) };
}
