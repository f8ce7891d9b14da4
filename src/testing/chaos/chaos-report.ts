import type { Anomaly } from "../history/history-event.ts";
import type { Percentiles } from "./chaos-log.ts";
import type { RecordCounts } from "./load-recorder.ts";

/** What a run on real threads did, and what was wrong with it. */
export interface ChaosReport {
  readonly seed: number;
  /** Of the faulty part, in ms. */
  readonly durationMs: number;
  /** From the end of the faulty part until everything was healed, acknowledged and read, in ms. */
  readonly endingMs: number;
  readonly records: RecordCounts;
  /** Acknowledged records per second of the faulty part. */
  readonly recordsPerSecond: number;
  /** How often each kind of fault happened: "kill broker", "hang supervisor", ... */
  readonly faults: Readonly<Record<string, number>>;
  /** Steps of the schedule that did not happen, because they would have lost data, or had nobody to hit. */
  readonly heldBack: number;
  readonly elections: number;
  /** From the kill of a broker to the next acknowledged record of each partition that it led; undefined without kills. */
  readonly failoverMs: Percentiles | undefined;
  /** The longest time for which a busy machine kept this thread waiting, in ms: other threads waited as long. */
  readonly stalledMs: number;
  /** What the history shows that must not be. */
  readonly anomalies: readonly Anomaly[];
  /** What else must not be: what did not end in time, threads that failed by themselves, lost wake-ups, lost data. */
  readonly problems: readonly string[];
  /** Faults and events of the cluster, the latest 400. */
  readonly timeline: readonly string[];
}

/** How a run goes, told once a second. */
export interface ChaosProgress {
  readonly elapsedMs: number;
  readonly records: RecordCounts;
  readonly faults: number;
  readonly elections: number;
  readonly anomalies: number;
  /** What is going on. */
  readonly phase: "chaos" | "healing" | "reading to the end";
}
