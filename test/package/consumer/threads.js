// A scenario on real threads, with one leader killed.
import { runOnThreads } from "millrace/testing/threads";

const report = await runOnThreads(
  {
    topics: [{ topic: "orders", partitions: 2, reclaim: "consumed" }],
    load: { recordsPerSecond: 1_000 },
    durationMs: 1_000,
    faults: [{ atMs: 300, fault: "kill", target: { leaderOf: { topic: "orders", partition: 0 } } }],
  },
  { seed: 1, arenaBytes: 64 * 1024 * 1024 },
);
console.log(report.anomalies, report.problems, report.faults, report.records.acknowledged > 0);
