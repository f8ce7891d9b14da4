import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { median, spread } from "../statistics.ts";

// Records of 100 bytes through six partitions from one producer, each mode in turn, several rounds: LinkedIn's classic
// (2014) in one process. What is compared is the modes with each other: what replication and waiting for it cost.

interface Mode {
  readonly name: string;
  readonly replicationFactor: number;
  readonly acks: 1 | "all";
}

const MODES: readonly Mode[] = [
  { name: "RF 1, acks=1", replicationFactor: 1, acks: 1 },
  { name: "RF 3, acks=1", replicationFactor: 3, acks: 1 },
  { name: "RF 3, acks=all", replicationFactor: 3, acks: "all" },
];

export interface ProduceResult {
  readonly mode: string;
  readonly recordsPerSecond: number; // median
  readonly low: number;
  readonly high: number;
}

/** In a process of its own: the memory of a closed cluster is not given back, so in one process the later would pay. */
async function measure(mode: Mode, records: number): Promise<number> {
  const script = fileURLToPath(new URL("produce-once.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify({ ...mode, records })]);
  return Number(stdout);
}

export async function runProduce({ rounds, records }: { rounds: number; records: number }): Promise<ProduceResult[]> {
  const samples = MODES.map((): number[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, mode] of MODES.entries()) samples[index]?.push(await measure(mode, records));
  return MODES.map(({ name }, index) => {
    const measured = samples[index] ?? [];
    return { mode: name, recordsPerSecond: median(measured), ...spread(measured) };
  });
}

export function formatProduce(results: readonly ProduceResult[]): string {
  const first = results[0]?.recordsPerSecond ?? 1;
  const thousands = (perSecond: number): string => `${Math.round(perSecond / 1000)} k/s`;
  return results
    .map(({ mode, recordsPerSecond, low, high }) => {
      const range = `(${thousands(low)} to ${thousands(high)})`;
      const share = `${(recordsPerSecond / first).toFixed(2)} of the first`;
      return `${mode.padEnd(16)} ${thousands(recordsPerSecond).padStart(9)}  ${range.padEnd(24)} ${share}`;
    })
    .join("\n");
}
