/** A failed actor is restarted after this, doubled with each failure inside the window (ms). */
export const RESTART_BACKOFF_MS = 10;
/** More failures than this inside the window escalate to the endpoint. */
export const RESTARTS_MAX = 3;
export const RESTART_WINDOW_MS = 10_000;

/**
 * What happens to an actor that threw at `now`, given the moments of its earlier failures (which this updates):
 * a restart after so many ms, or "escalate" (the endpoint fails as a whole, as a process would).
 */
export function decideRestart(failures: number[], now: number): number | "escalate" {
  while (failures.length > 0 && (failures[0] as number) < now - RESTART_WINDOW_MS) failures.shift();
  failures.push(now);
  if (failures.length > RESTARTS_MAX) return "escalate";
  return RESTART_BACKOFF_MS * 2 ** (failures.length - 1);
}
