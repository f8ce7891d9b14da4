import type { Window } from "../api/windowed.ts";

/** From `startMs`, without `endMs`. */
export class TimeWindow implements Window {
  readonly startMs: number;
  readonly endMs: number;

  constructor(startMs: number, endMs: number) {
    this.startMs = startMs;
    this.endMs = endMs;
  }
}
