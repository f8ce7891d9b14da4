import { checkMs } from "../api/arguments.ts";

/** Sessions of a key: records at most an inactivity gap apart are one, from the first of them to the last. Immutable. */
export class SessionWindows {
  readonly inactivityGapMs: number;
  /** How long after the gap that ends it a session takes late records, in ms of stream time. */
  readonly gracePeriodMs: number;

  private constructor(inactivityGapMs: number, gracePeriodMs: number) {
    this.inactivityGapMs = inactivityGapMs;
    this.gracePeriodMs = gracePeriodMs;
  }

  static ofInactivityGapWithNoGrace(inactivityGapMs: number): SessionWindows {
    return SessionWindows.ofInactivityGapAndGrace(inactivityGapMs, 0);
  }

  static ofInactivityGapAndGrace(inactivityGapMs: number, gracePeriodMs: number): SessionWindows {
    checkMs("the inactivity gap of the sessions", inactivityGapMs);
    return new SessionWindows(inactivityGapMs, checkMs("the grace period of the sessions", gracePeriodMs));
  }
}
