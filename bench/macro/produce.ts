import { Cluster } from "../../src/index.ts";
import { median, spread } from "../statistics.ts";

// Records of 100 bytes through six partitions from one producer, each mode in turn, several rounds: LinkedIn's classic
// (2014) in one process. What is compared is the modes with each other: what replication and waiting for it cost.

const PARTITIONS = 6;
const RECORD_BYTES = 100;

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

/** A cluster of its own for each measurement: nothing is reclaimed, so every mode starts with the same empty arena. */
async function measure({ replicationFactor, acks }: Mode, records: number): Promise<number> {
  await using cluster = await Cluster.start({ brokers: 3, arenaBytes: 2 * 1024 ** 3 });
  await cluster.admin.createTopics([{ topic: "load", partitions: PARTITIONS, replicationFactor }]);
  await using producer = cluster.producer({ acks });
  const value = new Uint8Array(RECORD_BYTES);
  const write = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index++)
      if (!producer.write({ topic: "load", partition: index % PARTITIONS, value })) await producer.ready();
    await producer.flush();
  };
  await write(records / 10); // the code gets warm, the rings are made
  const startedAt = performance.now();
  await write(records);
  return (records / (performance.now() - startedAt)) * 1000;
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
