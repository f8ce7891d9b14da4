import { readdirSync, readFileSync } from "node:fs";

const TASKS = "/proc/self/task";

/** CPU time of every thread of this process so far, ns, by its name and id. Empty where the kernel does not tell. */
export type ThreadTimes = ReadonlyMap<string, number>;

export function threadTimes(): ThreadTimes {
  const times = new Map<string, number>();
  if (process.platform !== "linux") return times;
  for (const id of readdirSync(TASKS)) {
    try {
      const name = readFileSync(`${TASKS}/${id}/comm`, "utf8").trim();
      // The first of its numbers is the time that the thread ran.
      times.set(`${name} ${id}`, Number(readFileSync(`${TASKS}/${id}/schedstat`, "utf8").split(" ")[0]));
    } catch {
      // The thread ended meanwhile.
    }
  }
  return times;
}

/** What all threads whose name begins like this took between two readings, ns. */
export function spent(before: ThreadTimes, after: ThreadTimes, name: string): number {
  let sum = 0;
  for (const [thread, ns] of after) if (thread.startsWith(name)) sum += ns - (before.get(thread) ?? 0);
  return sum;
}
