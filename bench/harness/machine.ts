import { availableParallelism, cpus, loadavg } from "node:os";

/** What the figures were measured on, and how busy it was with other things: the load before and after. */
export interface Machine {
  readonly cpu: string;
  readonly threads: number;
  readonly node: string;
  readonly date: string;
  readonly loadBefore: number; // runnable threads, mean of the last minute
  readonly loadAfter: number;
}

export function loadNow(): number {
  return loadavg()[0] ?? 0;
}

export function machine(loadBefore: number): Machine {
  const cpu = cpus()[0]?.model.trim() ?? "unknown";
  const date = new Date().toISOString();
  return { cpu, threads: availableParallelism(), node: process.version, date, loadBefore, loadAfter: loadNow() };
}

export function formatMachine({ cpu, threads, node, date, loadBefore, loadAfter }: Machine): string {
  const load = `load ${loadBefore.toFixed(1)} before, ${loadAfter.toFixed(1)} after`;
  return `${cpu}, ${threads} threads, Node ${node}, ${date}, ${load}`;
}
