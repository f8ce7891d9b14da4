/** Milliseconds from an arbitrary start, never back, with fractions. */
export function monotonicNow(): number {
  return performance.now();
}

/** Milliseconds since 1970, whole. */
export function wallNow(): number {
  return Date.now();
}

/** Milliseconds from an arbitrary start, never back, with fractions: the same in all threads of the process. */
export function processNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** For who looks at something again and again, or paces a load: the time between two looks. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
