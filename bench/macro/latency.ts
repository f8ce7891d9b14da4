import type { BenchOptions, Outcome } from "../harness/bench.ts";
import { runChild } from "../harness/child.ts";
import { type Aim, type Report, report } from "../harness/report.ts";
import { alternate, type Figures, type Rounds, type Side } from "../harness/rounds.ts";
import { formatReport } from "../harness/table.ts";
import type { LatencyJob } from "./latency-side.ts";
import type { RoundTripJob } from "./round-trip-side.ts";

// From `send` to the consumer's loop, at a rate that leaves every thread asleep between two records. Counted from the
// intended time of each send, so that a stall counts for all that it delayed (no coordinated omission).

export interface LatencySizes extends Rounds {
  readonly recordsPerSecond: number;
  readonly records: number;
  readonly warmRecords: number;
}

const BARE = "bare waitAsync round trip";
const SINGLE = "RF 1 acks=1";
const REPLICATED = "RF 3 acks=all";
const TIMES_MAX = 4;

export async function measureLatency(sizes: LatencySizes, profileFolder?: string): Promise<Report> {
  const { recordsPerSecond, records, warmRecords } = sizes;
  const pace = { recordsPerSecond, records, warmRecords };
  const child = (script: string, job: LatencyJob | RoundTripJob): Promise<Figures> =>
    runChild<Figures>(new URL(script, import.meta.url), job, { profileFolder });
  const sides: readonly Side[] = [
    { name: BARE, measure: () => child("round-trip-side.ts", pace) },
    { name: SINGLE, measure: () => child("latency-side.ts", { ...pace, replicationFactor: 1, acks: 1 }) },
    { name: REPLICATED, measure: () => child("latency-side.ts", { ...pace, replicationFactor: 3, acks: "all" }) },
  ];
  const aim = (to: string, figure: string): Aim => ({
    what: `${SINGLE} p50 to the round trip, ${to}`,
    unit: "times",
    target: { atMost: TIMES_MAX },
    value: (of) => of(SINGLE, "p50Us") / of(BARE, figure),
  });
  return report({
    measured: await alternate(sides, sizes),
    units: {
      p50Us: "us",
      p99Us: "us",
      p999Us: "us",
      maxUs: "us",
      backToBackP50Us: "us",
      relayP50Us: "us",
      relayP99Us: "us",
    },
    aims: [
      aim("at the same rate", "p50Us"),
      aim("back to back", "backToBackP50Us"),
      aim("as a relay over three threads", "relayP50Us"),
    ],
    notes: [
      `${recordsPerSecond} records/s of 100 B, lingerMs 0, one partition; producer and consumer in threads of their own.`,
      "At the same rate the two threads of the bare round trip may share the core that the pacing keeps awake; back to back",
      "they take turns on two. In the relay the sender goes on, a second thread wakes a third: the threads of the cluster.",
    ],
  });
}

export async function run({ quick, profileFolder }: BenchOptions): Promise<Outcome> {
  const sizes = quick
    ? { rounds: 2, warmRounds: 0, recordsPerSecond: 1_000, records: 2_000, warmRecords: 500 }
    : { rounds: 7, warmRounds: 1, recordsPerSecond: 1_000, records: 8_000, warmRecords: 2_000 };
  const results = await measureLatency(sizes, profileFolder);
  return { results, text: formatReport(results) };
}
