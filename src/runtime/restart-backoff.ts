/** A member that keeps failing is restarted after ever longer: this at most (ms). */
const RESTART_DELAY_MS_MAX = 10_000;
/** A member that lived this long starts with a clean record (ms). */
const STABLE_AFTER_MS = 10_000;
const BACKOFF_MS = 100;

/** How one incarnation of a member ended. */
export interface MemberEnd {
  readonly livedMs: number;
  /** By a user's call. That is no failure: a test that kills a broker again and again gets it back as fast each time. */
  readonly wasKilled: boolean;
  /** Failures in a row before this one. */
  readonly failures: number;
  /** The delay after a single failure. */
  readonly baseMs: number;
}

/** When the next incarnation starts, and how many failures in a row there are then. */
export function decideRestartOfMember(end: MemberEnd): { delayMs: number; failures: number } {
  if (end.wasKilled) return { delayMs: end.baseMs, failures: 0 };
  const failures = end.livedMs > STABLE_AFTER_MS ? 0 : end.failures;
  const backoff = failures === 0 ? 0 : BACKOFF_MS * 2 ** Math.min(failures, 7);
  return {
    delayMs: Math.max(end.baseMs, Math.min(end.baseMs + backoff, RESTART_DELAY_MS_MAX)),
    failures: failures + 1,
  };
}
