/** Milliseconds from an arbitrary start, never back, with fractions. */
export function monotonicNow(): number {
  return performance.now();
}

/** Milliseconds since 1970, whole. */
export function wallNow(): number {
  return Date.now();
}
