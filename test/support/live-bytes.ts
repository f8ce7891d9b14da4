import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * What the objects of this thread hold after a garbage collection, in bytes, with their memory outside of the heap. The
 * resident memory of a process depends on when its garbage was collected last; this does not.
 */
export function liveBytes(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  setFlagsFromString("--no-expose-gc"); // threads of the test run without it, as in production
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
