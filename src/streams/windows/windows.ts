import type { TimeWindow } from "./time-window.ts";

/** Windows that a record's time alone decides: tumbling, hopping, unlimited. */
export interface Windows {
  readonly sizeMs: number;
  /** From one window's start to the next one's; Infinity when there is one window alone. */
  readonly advanceMs: number;
  /** How long after its end a window takes late records, in ms of stream time. */
  readonly gracePeriodMs: number;
  /** The start of the first window that holds a time. The others follow every `advanceMs`, up to the time itself. */
  firstStartMs(timestamp: number): number;
  /** The windows that hold a time, by their start, ascending. */
  windowsFor(timestamp: number): readonly TimeWindow[];
}
