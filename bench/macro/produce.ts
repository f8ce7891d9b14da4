import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { median, spread } from "../statistics.ts";
import { KafkaPeer } from "./kafka-peer.ts";

// Records of 100 bytes through six partitions from one producer, each mode in turn, several rounds: LinkedIn's classic
// (2014) in one process. What is compared is the modes with each other: what replication and waiting for it cost;
// with `kafka`, also each mode with a real Apache Kafka beside it, in the same rounds.

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

interface Rate {
  readonly recordsPerSecond: number; // median
  readonly low: number;
  readonly high: number;
}

export interface ProduceOptions {
  readonly rounds: number;
  readonly records: number;
  readonly kafka: boolean;
}

export interface ProduceResult extends Rate {
  readonly mode: string;
  readonly kafka?: Rate & { readonly ratio: number };
}

/** In a process of its own: the memory of a closed cluster is not given back, so in one process the later would pay. */
async function measure(mode: Mode, records: number): Promise<number> {
  const script = fileURLToPath(new URL("produce-once.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify({ ...mode, records })]);
  return Number(stdout);
}

export async function runProduce({ rounds, records, kafka }: ProduceOptions): Promise<ProduceResult[]> {
  const samples = MODES.map((mode) => ({ mode, ours: [] as number[], theirs: [] as number[] }));
  const peer = kafka ? await KafkaPeer.start() : undefined;
  try {
    for (const mode of MODES) await peer?.measure({ ...mode, records }); // not counted: its brokers get warm
    for (let round = 0; round < rounds; round++)
      for (const { mode, ours, theirs } of samples) {
        ours.push(await measure(mode, records));
        if (peer !== undefined) theirs.push(await peer.measure({ ...mode, records }));
      }
  } finally {
    peer?.close();
  }
  return samples.map(({ mode, ours, theirs }) => {
    const result = { mode: mode.name, ...rate(ours) };
    return kafka ? { ...result, kafka: { ...rate(theirs), ratio: median(ours) / median(theirs) } } : result;
  });
}

function rate(samples: readonly number[]): Rate {
  return { recordsPerSecond: median(samples), ...spread(samples) };
}

export function formatProduce(results: readonly ProduceResult[]): string {
  const first = results[0]?.recordsPerSecond ?? 1;
  return results
    .map(({ mode, kafka, ...ours }) => {
      const share = `${(ours.recordsPerSecond / first).toFixed(2)} of the first`;
      const line = `${mode.padEnd(16)} ${formatRate(ours)} ${share}`;
      return kafka === undefined ? line : `${line}   Kafka ${formatRate(kafka)} ${kafka.ratio.toFixed(1)} times`;
    })
    .join("\n");
}

function formatRate({ recordsPerSecond, low, high }: Rate): string {
  const thousands = (perSecond: number): string => `${Math.round(perSecond / 1000)} k/s`;
  return `${thousands(recordsPerSecond).padStart(9)}  ${`(${thousands(low)} to ${thousands(high)})`.padEnd(24)}`;
}
