import { vi } from "vitest";

/** Runs `thread`, with `before` in front of each of its accesses through `Atomics`, which are counted from 0. */
function watched(thread: () => void, before: (access: number) => void): void {
  const real = Atomics;
  let count = 0;
  const counting = new Proxy(real, {
    get: (atomics, name: keyof Atomics) => {
      const call = atomics[name];
      if (typeof call !== "function") return call;
      return (...parameters: unknown[]) => {
        before(count++);
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
}

/**
 * Runs `thread`, and `others` in front of its access number `access`: what other threads do while it was descheduled
 * there. False: it makes fewer accesses, so `others` did not run.
 */
export function interruptAt(access: number, thread: () => void, others: () => void): boolean {
  let isInterrupted = false;
  watched(thread, (count) => {
    if (isInterrupted || count !== access) return;
    isInterrupted = true;
    others();
  });
  return isInterrupted;
}

/** Runs `thread` up to its access number `access`, and nothing of it from there on. False: it makes fewer accesses. */
export function terminateAt(access: number, thread: () => void): boolean {
  const terminated = new Error("terminated");
  try {
    watched(thread, (count) => {
      if (count >= access) throw terminated; // also in what `finally` would do
    });
    return false;
  } catch (error) {
    if (error !== terminated) throw error;
    return true;
  }
}

/** All places at which a thread can be descheduled: `trial` makes a fresh world, and says whether there was such a place. */
export function atEachAccess(trial: (access: number) => boolean): number {
  let access = 0;
  while (trial(access)) access++;
  return access;
}
