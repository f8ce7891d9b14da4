import type { BenchOptions, Outcome } from "../harness/bench.ts";
import { runChild } from "../harness/child.ts";
import { type Report, report } from "../harness/report.ts";
import { alternate, type Figures, type Rounds, type Side } from "../harness/rounds.ts";
import { formatReport } from "../harness/table.ts";
import type { ProduceJob } from "./produce-side.ts";

// The same producer with one consumer and with eight, all in one thread, while it writes: references to the same bytes
// cost no second copy, so eight should cost little more memory than one, and get most of eight times the records.

export interface FanoutSizes extends Rounds {
  readonly records: number;
  readonly warmRecords: number;
}

const ONE = "1 consumer";
const EIGHT = "8 consumers, one thread";

export async function measureFanout(sizes: FanoutSizes, profileFolder?: string): Promise<Report> {
  const { records, warmRecords } = sizes;
  const side = (name: string, consumers: number): Side => ({
    name,
    measure: () => {
      const job: ProduceJob = {
        replicationFactor: 1,
        acks: 1,
        partitions: 1,
        consumers,
        isStamped: true,
        records,
        warmRecords,
      };
      return runChild<Figures>(new URL("produce-side.ts", import.meta.url), job, { profileFolder });
    },
  });
  return report({
    measured: await alternate([side(ONE, 1), side(EIGHT, 8)], sizes),
    units: { deliveredPerSecond: "records/s", recordsPerSecond: "records/s", consumerCpuNs: "ns", residentMb: "MB" },
    aims: [
      {
        what: "records delivered per second, 8 to 1",
        unit: "times",
        target: { atLeast: 4 },
        value: (of) => of(EIGHT, "deliveredPerSecond") / of(ONE, "deliveredPerSecond"),
      },
      {
        what: "resident memory, 8 to 1",
        unit: "times",
        target: { atMost: 1.1 },
        value: (of) => of(EIGHT, "residentMb") / of(ONE, "residentMb"),
      },
    ],
    notes: [
      "RF 1, acks=1, one partition, written while it is read; the clock stops when the slowest has the last record.",
    ],
  });
}

export async function run({ quick, profileFolder }: BenchOptions): Promise<Outcome> {
  const sizes = quick
    ? { rounds: 2, warmRounds: 0, records: 1_000_000, warmRecords: 300_000 }
    : { rounds: 9, warmRounds: 1, records: 3_000_000, warmRecords: 600_000 };
  const results = await measureFanout(sizes, profileFolder);
  return { results, text: formatReport(results) };
}
