import { checkMs } from "../api/arguments.ts";

/**
 * Windows that hold records at most a time apart, both ends included (KIP-450): one ends at every record, one begins 1 ms
 * after it. Immutable.
 */
export class SlidingWindows {
  readonly timeDifferenceMs: number;
  /** How long after its end a window takes late records, in ms of stream time. */
  readonly gracePeriodMs: number;

  private constructor(timeDifferenceMs: number, gracePeriodMs: number) {
    this.timeDifferenceMs = timeDifferenceMs;
    this.gracePeriodMs = gracePeriodMs;
  }

  static ofTimeDifferenceWithNoGrace(timeDifferenceMs: number): SlidingWindows {
    return SlidingWindows.ofTimeDifferenceAndGrace(timeDifferenceMs, 0);
  }

  static ofTimeDifferenceAndGrace(timeDifferenceMs: number, gracePeriodMs: number): SlidingWindows {
    checkMs("the time difference of the windows", timeDifferenceMs);
    return new SlidingWindows(timeDifferenceMs, checkMs("the grace period of the windows", gracePeriodMs));
  }
}
