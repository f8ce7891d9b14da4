import { MillraceError } from "../../base/errors.ts";
import { checkMs } from "../api/arguments.ts";

/**
 * How far apart two records may be to meet in a join: one of the right stream at most `beforeMs` before one of the left and
 * at most `afterMs` after it, both included. Immutable.
 */
export class JoinWindows {
  /** May be negative, as `afterMs`; their sum is not. */
  readonly beforeMs: number;
  readonly afterMs: number;
  /** How long a record waits for late ones after its window, in ms of stream time. */
  readonly gracePeriodMs: number;

  private constructor(beforeMs: number, afterMs: number, gracePeriodMs: number) {
    if (beforeMs + afterMs < 0)
      throw new MillraceError(
        "INVALID_OPTION",
        `the join window goes from ${beforeMs} ms before to ${afterMs} ms after: the sum must not be negative`,
      );
    this.beforeMs = beforeMs;
    this.afterMs = afterMs;
    this.gracePeriodMs = gracePeriodMs;
  }

  static ofTimeDifferenceWithNoGrace(timeDifferenceMs: number): JoinWindows {
    return JoinWindows.ofTimeDifferenceAndGrace(timeDifferenceMs, 0);
  }

  static ofTimeDifferenceAndGrace(timeDifferenceMs: number, gracePeriodMs: number): JoinWindows {
    checkMs("the time difference of the join", timeDifferenceMs);
    return new JoinWindows(timeDifferenceMs, timeDifferenceMs, checkMs("the grace period of the join", gracePeriodMs));
  }

  before(beforeMs: number): JoinWindows {
    checkMs("the time before", beforeMs, -Number.MAX_SAFE_INTEGER);
    return new JoinWindows(beforeMs, this.afterMs, this.gracePeriodMs);
  }

  after(afterMs: number): JoinWindows {
    checkMs("the time after", afterMs, -Number.MAX_SAFE_INTEGER);
    return new JoinWindows(this.beforeMs, afterMs, this.gracePeriodMs);
  }

  get sizeMs(): number {
    return this.beforeMs + this.afterMs;
  }
}
