import type { BenchOptions, Outcome } from "../harness/bench.ts";
import { runChild } from "../harness/child.ts";
import { type Report, report } from "../harness/report.ts";
import { percentile } from "../harness/statistics.ts";
import { formatReport } from "../harness/table.ts";
import type { FailoverAnswer, FailoverJob } from "./failover-side.ts";

// How long writes stand still when a leader dies. Several clusters one after another, each in a process of its own.

export interface FailoverSizes extends FailoverJob {
  readonly clusters: number;
}

const SIDE = "kill of a leader";
const CHILD_TIMEOUT_MS = 600_000;

export async function measureFailover(sizes: FailoverSizes, profileFolder?: string): Promise<Report> {
  const { clusters, warmKills, kills, recordsPerSecond } = sizes;
  const job: FailoverJob = { warmKills, kills, recordsPerSecond };
  const answers: FailoverAnswer[] = [];
  for (let cluster = 0; cluster < clusters; cluster++) {
    const options = { timeoutMs: CHILD_TIMEOUT_MS, profileFolder };
    answers.push(await runChild(new URL("failover-side.ts", import.meta.url), job, options));
  }
  const target = answers.flatMap(({ targetMs }) => targetMs);
  const all = answers.flatMap(({ allMs }) => allMs);
  const sum = (figure: "acknowledged" | "failed" | "lost" | "doubled"): number =>
    answers.reduce((total, answer) => total + answer[figure], 0);
  const figures = {
    kills: target.length,
    p50Ms: percentile(target, 0.5),
    p99Ms: percentile(target, 0.99),
    maxMs: Math.max(...target),
    allPartitionsP50Ms: percentile(all, 0.5),
    allPartitionsP99Ms: percentile(all, 0.99),
    acknowledged: sum("acknowledged"),
    failed: sum("failed"),
    lost: sum("lost"),
    doubled: sum("doubled"),
  };
  const none = (what: "failed" | "lost" | "doubled") => ({
    what: `records ${what}`,
    unit: "count" as const,
    target: { atMost: 0 },
    value: (of: (side: string, figure: string) => number) => of(SIDE, what),
  });
  return report({
    measured: new Map([[SIDE, [figures]]]),
    units: {
      ...{ kills: "count", p50Ms: "ms", p99Ms: "ms", maxMs: "ms", allPartitionsP50Ms: "ms", allPartitionsP99Ms: "ms" },
      ...{ acknowledged: "count", failed: "count", lost: "count", doubled: "count" },
    },
    aims: [
      {
        what: "kill to the next acknowledged write, p99",
        unit: "ms",
        target: { atMost: 50 },
        value: (of) => of(SIDE, "p99Ms"),
      },
      ...(["lost", "doubled", "failed"] as const).map(none),
    ],
    notes: [
      `${recordsPerSecond} records/s of 100 B, RF 3, acks=all, 6 partitions, in ${clusters} clusters; every ISR is full before each`,
      "kill. A write counts when it was sent after the kill, on the partition whose leader was the aim (p50, p99) or on",
      `all that the broker led (allPartitions). ${warmKills} kills of each cluster come before the counted ones.`,
    ],
  });
}

export async function run({ quick, profileFolder }: BenchOptions): Promise<Outcome> {
  const sizes = quick
    ? { clusters: 1, warmKills: 1, kills: 6, recordsPerSecond: 100_000 }
    : { clusters: 10, warmKills: 3, kills: 30, recordsPerSecond: 100_000 };
  const results = await measureFailover(sizes, profileFolder);
  return { results, text: formatReport(results) };
}
