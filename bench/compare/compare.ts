import type { BenchOptions, Outcome } from "../harness/bench.ts";
import { runChild } from "../harness/child.ts";
import { type Aim, type Report, report } from "../harness/report.ts";
import { alternate, type Figures, type Rounds, type Side } from "../harness/rounds.ts";
import { formatReport } from "../harness/table.ts";
import type { ProduceJob } from "../macro/produce-side.ts";
import type { ConsumeJob } from "./consume-side.ts";
import { KafkaPeer } from "./kafka-peer.ts";

// millrace beside three brokers of a real Apache Kafka 4.3.1 on the same machine, in the same rounds, with Kafka's tools.

export interface CompareSizes extends Rounds {
  readonly records: number;
  readonly consumedRecords: number;
}

const PARTITIONS = 6;

/** What is compared, and how many times Kafka's rate is aimed at. */
const WORK = [
  { what: "produce RF 1 acks=1", times: 8, load: { replicationFactor: 1, acks: 1 } },
  { what: "produce RF 3 acks=all", times: 10, load: { replicationFactor: 3, acks: "all" } },
  { what: "consume", times: 5, load: undefined },
] as const;

function ours(load: Pick<ProduceJob, "replicationFactor" | "acks"> | undefined, sizes: CompareSizes): Promise<Figures> {
  if (load === undefined) {
    const job: ConsumeJob = { partitions: PARTITIONS, records: sizes.consumedRecords };
    return runChild(new URL("consume-side.ts", import.meta.url), job);
  }
  const { records } = sizes;
  const job: ProduceJob = {
    ...load,
    partitions: PARTITIONS,
    consumers: 0,
    isStamped: false,
    records,
    warmRecords: records / 10,
  };
  return runChild(new URL("../macro/produce-side.ts", import.meta.url), job);
}

async function theirs(peer: KafkaPeer, work: (typeof WORK)[number], sizes: CompareSizes): Promise<Figures> {
  const { records, consumedRecords } = sizes;
  const { load } = work;
  const rate = load === undefined ? peer.consume(consumedRecords) : peer.produce({ ...load, records });
  return { recordsPerSecond: await rate };
}

export async function measureCompare(sizes: CompareSizes): Promise<Report> {
  const peer = await KafkaPeer.start();
  try {
    const sides = WORK.flatMap((work): Side[] => [
      { name: `millrace, ${work.what}`, measure: () => ours(work.load, sizes) },
      { name: `Kafka, ${work.what}`, measure: () => theirs(peer, work, sizes) },
    ]);
    const aims = WORK.map(
      ({ what, times }): Aim => ({
        what: `${what}, to Kafka`,
        unit: "times",
        target: { atLeast: times },
        value: (of) => of(`millrace, ${what}`, "recordsPerSecond") / of(`Kafka, ${what}`, "recordsPerSecond"),
      }),
    );
    const measured = await alternate(sides, sizes);
    return report({ measured, units: { recordsPerSecond: "records/s" }, aims, notes: NOTES });
  } finally {
    peer.close();
  }
}

const NOTES: readonly string[] = [
  "Six partitions, 100 B, batches of 64 KiB and 5 ms linger on both sides (Kafka's default of 16 KiB halved its rate).",
  "Not the same work: Kafka crosses TCP and process borders and writes files (no fsync), millrace stays in the memory of",
  "one process. Kafka's side: ProducerPerformance with a warm-up of a tenth, ConsumerPerformance without its rebalance.",
];

export async function run({ quick }: BenchOptions): Promise<Outcome> {
  const sizes = quick
    ? { rounds: 1, warmRounds: 0, records: 300_000, consumedRecords: 1_000_000 }
    : { rounds: 5, warmRounds: 1, records: 2_000_000, consumedRecords: 5_000_000 };
  const results = await measureCompare(sizes);
  return { results, text: formatReport(results) };
}
