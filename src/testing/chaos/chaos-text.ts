import type { ChaosProgress, ChaosReport } from "./chaos-report.ts";

/** Anomalies and problems that are shown; the rest is counted. */
const SHOWN_MAX = 12;

const GROUPED = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

function grouped(value: number): string {
  return GROUPED.format(value);
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

/** One line of progress; `before` is an earlier one, for the rate. */
export function progressText(now: ChaosProgress, before: ChaosProgress | undefined): string {
  const since = before ?? { elapsedMs: 0, records: { acknowledged: 0 } };
  const perSecond =
    ((now.records.acknowledged - since.records.acknowledged) * 1_000) / Math.max(1, now.elapsedMs - since.elapsedMs);
  const parts = [
    `${seconds(now.elapsedMs).padStart(8)}`,
    `${grouped(perSecond)} records/s`,
    `${grouped(now.records.acknowledged)} acknowledged`,
    `${now.faults} faults`,
    `${now.elections} elections`,
    `${now.anomalies} anomalies`,
  ];
  if (now.phase !== "chaos") parts.push(now.phase);
  return parts.join("  ");
}

/** Was everything as it must be? */
export function hasPassed({ anomalies, problems }: ChaosReport): boolean {
  return anomalies.length === 0 && problems.length === 0;
}

/** The whole report for people; with the timeline when something was wrong. `again`: the command that runs it again. */
export function reportText(report: ChaosReport, again: string): string {
  const { records, faults, heldBack, failoverMs } = report;
  const total = Object.values(faults).reduce((sum, count) => sum + count, 0);
  const kinds = Object.entries(faults).sort(([, left], [, right]) => right - left);
  const failover =
    failoverMs === undefined
      ? "no leader was killed"
      : `p50 ${failoverMs.p50.toFixed(1)} ms, p99 ${failoverMs.p99.toFixed(1)} ms, longest ${failoverMs.max.toFixed(1)} ms ` +
        `from a kill to the next acknowledged record, ${grouped(failoverMs.count)} partitions`;
  const rows = [
    ["time", `${seconds(report.durationMs)} of chaos, then ${seconds(report.endingMs)} until all was whole and read`],
    [
      "records",
      `${grouped(records.acknowledged)} acknowledged (${grouped(report.recordsPerSecond)}/s) of ${grouped(records.sent)}, ` +
        `${grouped(records.failed)} failed, ${grouped(records.unknown)} unknown; ${grouped(records.polled)} read and checked`,
    ],
    ["faults", `${grouped(total)}: ${kinds.map(([name, count]) => `${count} ${name}`).join(", ") || "none"}`],
    ["", `${grouped(heldBack)} held back: nobody was there, or records would have been lost`],
    ["elections", grouped(report.elections)],
    ["machine", `kept the driver waiting for ${grouped(report.stalledMs)} ms at most`],
    ["failover", failover],
    ["anomalies", grouped(report.anomalies.length)],
    ["problems", grouped(report.problems.length)],
  ];
  const table = rows.map(([name = "", text]) => `  ${name.padEnd(10)} ${text}`.trimEnd());
  const heading = `chaos on threads, seed ${report.seed}: ${hasPassed(report) ? "passed" : "FAILED"}`;
  return [heading, ...table, ...(hasPassed(report) ? [] : failureLines(report, again)), ""].join("\n");
}

function failureLines({ anomalies, problems, timeline }: ChaosReport, again: string): string[] {
  const found = [
    ...problems,
    ...anomalies.map(({ kind, topic, partition, detail }) => `${kind} in ${topic}-${partition}: ${detail}`),
  ];
  const more = found.length > SHOWN_MAX ? [`  and ${found.length - SHOWN_MAX} more`] : [];
  const shown = found.slice(0, SHOWN_MAX).map((line) => `  ${line}`);
  return [
    "",
    "faults and events of the cluster",
    ...timeline,
    "",
    "what was wrong",
    ...shown,
    ...more,
    "",
    `again: ${again}`,
  ];
}
