import { MillraceError } from "../../base/errors.ts";
import { checkMs } from "../api/arguments.ts";
import { TimeWindow } from "./time-window.ts";
import type { Windows } from "./windows.ts";

/**
 * Windows of one size at fixed distances, the first at time 0: tumbling when they advance by their size, else hopping. A
 * window holds its start and not its end. Immutable.
 */
export class TimeWindows implements Windows {
  readonly sizeMs: number;
  readonly advanceMs: number;
  readonly gracePeriodMs: number;

  private constructor(sizeMs: number, advanceMs: number, gracePeriodMs: number) {
    this.sizeMs = sizeMs;
    this.advanceMs = advanceMs;
    this.gracePeriodMs = gracePeriodMs;
  }

  static ofSizeWithNoGrace(sizeMs: number): TimeWindows {
    return TimeWindows.ofSizeAndGrace(sizeMs, 0);
  }

  static ofSizeAndGrace(sizeMs: number, gracePeriodMs: number): TimeWindows {
    checkMs("the size of the windows", sizeMs, 1);
    return new TimeWindows(sizeMs, sizeMs, checkMs("the grace period of the windows", gracePeriodMs));
  }

  /** Hopping windows: a new one every `advanceMs`, which is at most their size. */
  advanceBy(advanceMs: number): TimeWindows {
    checkMs("the advance of the windows", advanceMs, 1);
    if (advanceMs > this.sizeMs)
      throw new MillraceError(
        "INVALID_OPTION",
        `the windows advance by ${advanceMs} ms, more than their size of ${this.sizeMs} ms: records between would be lost`,
      );
    return new TimeWindows(this.sizeMs, advanceMs, this.gracePeriodMs);
  }

  firstStartMs(timestamp: number): number {
    const earliest = timestamp - this.sizeMs + this.advanceMs;
    // Faster than a remainder, and exact: up to 2 ** 53 no quotient rounds up to a whole number.
    return earliest <= 0 ? 0 : Math.floor(earliest / this.advanceMs) * this.advanceMs;
  }

  windowsFor(timestamp: number): readonly TimeWindow[] {
    const windows: TimeWindow[] = [];
    for (let startMs = this.firstStartMs(timestamp); startMs <= timestamp; startMs += this.advanceMs)
      windows.push(new TimeWindow(startMs, startMs + this.sizeMs));
    return windows;
  }
}
