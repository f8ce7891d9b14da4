import type { BenchOptions, Outcome } from "../harness/bench.ts";
import { runChild } from "../harness/child.ts";
import { type Report, report } from "../harness/report.ts";
import { alternate, type Figures, type Rounds, type Side } from "../harness/rounds.ts";
import { formatReport } from "../harness/table.ts";
import { threadsOf } from "./empty-workers.ts";
import { type Entry, entryPoint } from "./package.ts";
import type { StartJob } from "./start-side.ts";

// Cluster.start with three brokers, a topic and one record with acks=all, beside as many workers that do nothing.

export interface StartSizes extends Rounds {
  readonly entry: Entry;
}

const BROKERS = 3;
const CLUSTER = `cluster of ${BROKERS} brokers`;
const WORKERS = `${threadsOf(BROKERS)} empty workers`;

export async function measureStart(sizes: StartSizes, profileFolder?: string): Promise<Report> {
  const entry = await entryPoint(sizes.entry);
  const side = (name: string, what: StartJob["what"]): Side => ({
    name,
    measure: () => {
      const job: StartJob = { what, brokers: BROKERS, entry };
      return runChild<Figures>(new URL("start-side.ts", import.meta.url), job, { profileFolder });
    },
  });
  return report({
    measured: await alternate([side(CLUSTER, "cluster"), side(WORKERS, "workers")], sizes),
    units: { startedMs: "ms", firstRecordMs: "ms" },
    aims: [
      {
        what: "first acknowledged record to the empty workers' first messages",
        unit: "times",
        target: { atMost: 3 },
        value: (of) => of(CLUSTER, "firstRecordMs") / of(WORKERS, "startedMs"),
      },
    ],
    notes: [
      `From the ${sizes.entry}; the topic has three replicas, the record acks=all. Workers are started concurrently.`,
    ],
  });
}

export async function run({ quick, profileFolder }: BenchOptions): Promise<Outcome> {
  const results = await measureStart({ entry: "package", rounds: quick ? 3 : 15, warmRounds: 1 }, profileFolder);
  return { results, text: formatReport(results) };
}
