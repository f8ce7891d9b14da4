// Not imported: the import of node:fs makes all of its parts, 3 ms in every thread.
const { writeSync } = process.getBuiltinModule("node:fs");

/**
 * A line on standard error, at once: what a nested worker prints through `console` appears only when the main thread is
 * free.
 */
export function logLine(line: string): void {
  try {
    writeSync(2, `${line}\n`);
  } catch {
    // Nobody reads standard error any more (EPIPE, EAGAIN): a lost log line must not end the thread.
  }
}
