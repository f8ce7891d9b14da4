const SPIN_NS = 200_000;
const nap = new Int32Array(new SharedArrayBuffer(4));

/** ns of a clock that all threads share. */
export function clockNs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e9 + nanoseconds;
}

/**
 * Resolves at the intended time: first the event loop gets what it needs, then the thread sleeps, and the last part it
 * spins, because a sleep ends up to 0.1 ms late. Who measures from the intended time on counts also what a stall delayed.
 */
export async function pause(untilNs: number): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  const sleepMs = (untilNs - clockNs() - SPIN_NS) / 1e6;
  if (sleepMs > 0) Atomics.wait(nap, 0, 0, sleepMs);
  while (clockNs() < untilNs); // spins
}
