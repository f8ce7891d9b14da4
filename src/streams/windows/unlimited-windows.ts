import { checkMs } from "../api/arguments.ts";
import { TimeWindow } from "./time-window.ts";
import type { Windows } from "./windows.ts";

/** One window from a start on, without an end: `sizeMs` and its `endMs` are Infinity. Immutable. */
export class UnlimitedWindows implements Windows {
  readonly startMs: number;
  readonly sizeMs = Infinity;
  readonly advanceMs = Infinity;
  readonly gracePeriodMs = 0;
  readonly #windows: readonly TimeWindow[];

  private constructor(startMs: number) {
    this.startMs = startMs;
    this.#windows = [new TimeWindow(startMs, Infinity)];
  }

  static of(): UnlimitedWindows {
    return new UnlimitedWindows(0);
  }

  /** `startMs` is in ms since 1970; records before it are in no window. */
  startOn(startMs: number): UnlimitedWindows {
    return new UnlimitedWindows(checkMs("the start of the window", startMs));
  }

  firstStartMs(_timestamp: number): number {
    return this.startMs;
  }

  windowsFor(timestamp: number): readonly TimeWindow[] {
    return timestamp >= this.startMs ? this.#windows : [];
  }
}
