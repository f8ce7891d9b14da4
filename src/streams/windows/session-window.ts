import type { Window } from "../api/windowed.ts";

/** From its first record to its last, both included. */
export class SessionWindow implements Window {
  readonly startMs: number;
  readonly endMs: number;

  constructor(startMs: number, endMs: number) {
    this.startMs = startMs;
    this.endMs = endMs;
  }
}
