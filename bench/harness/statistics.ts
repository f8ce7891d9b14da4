/** The middle sample; the mean of the two middle ones when their number is even. NaN of no samples. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  const lower = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  return (upper + lower) / 2;
}

/** The smallest sample that `share` (0 to 1) of all do not exceed: a sample, never something between two. NaN of none. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The slowest and the fastest sample. */
export function spread(samples: readonly number[]): { low: number; high: number } {
  return { low: Math.min(...samples), high: Math.max(...samples) };
}

/** What a table shows of the rounds of one figure. */
export interface Summary {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly rounds: number;
}

export function summarize(samples: readonly number[]): Summary {
  return { median: median(samples), ...spread(samples), rounds: samples.length };
}
