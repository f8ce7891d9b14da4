import type { BenchOptions, Outcome } from "../harness/bench.ts";
import { runChild } from "../harness/child.ts";
import { type Report, report } from "../harness/report.ts";
import { alternate, type Figures, type Rounds, type Side } from "../harness/rounds.ts";
import { formatReport } from "../harness/table.ts";
import type { EncodeJob } from "./encode-side.ts";
import type { ProduceJob } from "./produce-side.ts";

// One producer thread to one consumer in a thread of its own, which reads along: from the first `write` until the
// consumer has the last record and the producer every acknowledgement. Beside it the bare encode loop.

export interface ProduceSizes extends Rounds {
  readonly records: number;
  readonly warmRecords: number;
}

const ENCODE = "bare encode loop";
const SINGLE = "RF 1 acks=1, 1 partition";
const REPLICATED = "RF 3 acks=all, 6 partitions";

export const NOTES: readonly string[] = [
  "The consumer has a thread of its own (Cluster.attach), reads every record and checks its offset; the clock stops",
  "with its last record. CPU time is for each record: all of the process, its system part, then by thread; helpers are",
  "V8's own threads. The arena's pages are touched before.",
];

export async function measureProduce(sizes: ProduceSizes, profileFolder?: string): Promise<Report> {
  const { records, warmRecords } = sizes;
  const cluster = (name: string, mode: Pick<ProduceJob, "replicationFactor" | "acks" | "partitions">): Side => ({
    name,
    measure: () => {
      const job: ProduceJob = { ...mode, consumers: 1, isStamped: true, records, warmRecords };
      return runChild<Figures>(new URL("produce-side.ts", import.meta.url), job, { profileFolder });
    },
  });
  const encode: Side = {
    name: ENCODE,
    measure: () => {
      const job: EncodeJob = { records, warmRecords };
      return runChild<Figures>(new URL("encode-side.ts", import.meta.url), job, { profileFolder });
    },
  };
  const sides = [
    encode,
    cluster(SINGLE, { replicationFactor: 1, acks: 1, partitions: 1 }),
    cluster(REPLICATED, { replicationFactor: 3, acks: "all", partitions: 6 }),
  ];
  const share = (side: string, atLeast: number) => ({
    what: `${side}: share of the encode loop`,
    unit: "share" as const,
    target: { atLeast },
    value: (of: (side: string, figure: string) => number) =>
      of(side, "recordsPerSecond") / of(ENCODE, "recordsPerSecond"),
  });
  return report({
    measured: await alternate(sides, sizes),
    units: {
      ...{ recordsPerSecond: "records/s", cpuNs: "ns", systemCpuNs: "ns" },
      ...{ producerCpuNs: "ns", brokersCpuNs: "ns", consumerCpuNs: "ns", helpersCpuNs: "ns" },
    },
    aims: [share(SINGLE, 0.4), share(REPLICATED, 0.2)],
    notes: NOTES,
  });
}

export async function run({ quick, profileFolder }: BenchOptions): Promise<Outcome> {
  const sizes = quick
    ? { rounds: 2, warmRounds: 0, records: 1_000_000, warmRecords: 300_000 }
    : { rounds: 9, warmRounds: 1, records: 3_000_000, warmRecords: 600_000 };
  const results = await measureProduce(sizes, profileFolder);
  return { results, text: formatReport(results) };
}
