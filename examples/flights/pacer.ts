/**
 * Spreads records over time. The plan is a straight line from the start: time lost in a standstill is caught up
 * afterwards, so the rate does not drift.
 */
export class Pacer {
  readonly #recordsPerMs: number;
  readonly #startMs: number;

  /** 0 records per second means no limit. */
  constructor(recordsPerSecond: number, startMs: number) {
    this.#recordsPerMs = recordsPerSecond === 0 ? Number.POSITIVE_INFINITY : recordsPerSecond / 1000;
    this.#startMs = startMs;
  }

  /** How many records may have been written by now. */
  allowed(nowMs: number): number {
    return this.#recordsPerMs === Number.POSITIVE_INFINITY
      ? Number.POSITIVE_INFINITY
      : Math.floor((nowMs - this.#startMs) * this.#recordsPerMs) + 1;
  }

  /** Until one more than `written` is allowed. */
  waitMs(written: number, nowMs: number): number {
    return Math.max(0, this.#startMs + written / this.#recordsPerMs - nowMs);
  }
}

/**
 * Every how many records one is sent with `send`, whose promise tells when it was acknowledged. About one in every
 * quarter of a millisecond; at least one in 256, because that costs nothing; never two in a row, because only `write`
 * tells that the buffer is full.
 */
export function recordsPerSample(recordsPerSecond: number): number {
  if (recordsPerSecond === 0) return 256;
  return Math.min(256, Math.max(2, Math.floor(recordsPerSecond / 4000)));
}
