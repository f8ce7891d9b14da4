import type { TimeWindow } from "./time-window.ts";

/** Windows that a record's time alone decides: tumbling, hopping, unlimited. */
export interface Windows {
  readonly sizeMs: number;
  /** How long after its end a window takes late records, in ms of stream time. */
  readonly gracePeriodMs: number;
  /** The windows that hold a time, by their start, ascending. */
  windowsFor(timestamp: number): readonly TimeWindow[];
}
