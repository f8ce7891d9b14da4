/** Taken at load: tests may put others in the place of the global ones. */
const { nextTick } = process;
const later = setImmediate;

/**
 * Resolves when every microtask that waits now, and every one that these lead to, has run. The event loop does not turn
 * meanwhile: no timer fires, nothing comes from outside of this thread.
 */
export function microtasksDone(): Promise<void> {
  return new Promise((resolve) => nextTick(resolve));
}

/** Resolves when the event loop has turned: rejections that nobody looks at have been told. */
export function loopTurned(): Promise<void> {
  return new Promise((resolve) => later(resolve));
}
