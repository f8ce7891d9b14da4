import { vi } from "vitest";

/**
 * Runs `thread`, and `others` in front of its access number `access` (from 0) through `Atomics`: what other threads do
 * while it was descheduled there. False: it makes fewer accesses, so `others` did not run.
 */
export function interruptAt(access: number, thread: () => void, others: () => void): boolean {
  const real = Atomics;
  let count = 0;
  const counting = new Proxy(real, {
    get: (atomics, name: keyof Atomics) => {
      const call = atomics[name];
      if (typeof call !== "function") return call;
      return (...parameters: unknown[]) => {
        if (count++ === access) others();
        return Reflect.apply(call, atomics, parameters);
      };
    },
  });
  vi.stubGlobal("Atomics", counting);
  try {
    thread();
  } finally {
    vi.stubGlobal("Atomics", real);
  }
  return count > access;
}

/** All places at which a thread can be descheduled: `trial` makes a fresh world, and says whether there was such a place. */
export function atEachAccess(trial: (access: number) => boolean): number {
  let access = 0;
  while (trial(access)) access++;
  return access;
}
