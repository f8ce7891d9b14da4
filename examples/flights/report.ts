/** The end of the job: a screen for people, an object for programs. */
import type { FailureReport } from "./failure-watch.ts";
import type { Airport } from "./flights-file.ts";
import type { RunResult } from "./run.ts";
import { renderTable } from "./table.ts";
import { durationText, fitted, grouped, listText, mibText, rateText } from "./text-format.ts";
import { type AirportRank, rankLimits, worstAirports } from "./worst-airports.ts";

export type Paint = (style: "bold" | "green" | "red" | "dim", text: string) => string;

const AIRPORT_WIDTH_MAX = 44;

export function endScreen(result: RunResult, airports: ReadonlyMap<string, Airport>, paint: Paint): string {
  const { options } = result;
  const sections = [
    section(
      `${grouped(options.records)} flights through ${options.partitions} partitions on ${options.brokers} brokers`,
      [`replication factor ${options.replication}, acks=all, keyed by the airport of departure`],
    ),
    section("What happened", timeline(result)),
    worstSection(result, airports),
    section("Rates and memory", rates(result)),
    section("Checked against the file", checks(result)),
  ];
  const body = sections.map(({ title, lines }) =>
    [paint("bold", title), ...lines.map((line) => `  ${line}`)].join("\n"),
  );
  return `\n${body.join("\n\n")}\n\n${verdict(result, paint)}\n`;
}

interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

function section(title: string, lines: readonly string[]): Section {
  return { title, lines };
}

function timeline(result: RunResult): readonly string[] {
  const entries: { readonly atMs: number; readonly lines: readonly string[] }[] = [
    { atMs: 0, lines: ["first flight written"] },
    ...result.failures.map((failure) => ({ atMs: failure.atMs, lines: failureLines(failure) })),
    { atMs: result.writeMs, lines: ["last flight acknowledged"] },
    { atMs: result.readMs, lines: ["last flight read"] },
  ];
  return entries.flatMap(({ atMs, lines }) =>
    lines.map((line, index) => `${index === 0 ? `${(atMs / 1000).toFixed(2).padStart(7)} s` : " ".repeat(9)}  ${line}`),
  );
}

function failureLines(failure: FailureReport): readonly string[] {
  const isLeader = failure.kind === "leader";
  const steps: (readonly [string, number | null])[] = isLeader
    ? [
        ["declared dead", failure.declaredDeadMs],
        ["new leaders", failure.leadersElectedMs],
        ["restarted", failure.backMs],
        ["in sync", failure.inSyncMs],
      ]
    : [["a new one had taken over", failure.backMs]];
  const seen = steps.flatMap(([name, ms]) => (ms === null ? [] : [`${name} +${durationText(ms)}`]));
  return [
    isLeader
      ? `broker ${failure.broker} killed after ${grouped(failure.atRecord)} flights; it led ${listText("partition", failure.partitions)}`
      : `supervisor killed after ${grouped(failure.atRecord)} flights`,
    ...(seen.length === 0 ? [] : [`  ${seen.join(", ")}`]),
    failure.stoodStillMs === null
      ? "  no write was acknowledged after it"
      : `  writes stood still for ${durationText(failure.stoodStillMs)}${isLeader ? "" : " at most"}`,
  ];
}

function worstSection(result: RunResult, airports: ReadonlyMap<string, Airport>): Section {
  const limits = rankLimits(result.options.records);
  const ranks = worstAirports(result.airportDays, limits);
  const title = `Worst airports by mean delay (of ${result.origins}; those with at least ${grouped(limits.flightsMin)} flights)`;
  if (ranks.length === 0) return section(title, ["none has so many among these flights"]);
  const columns = [
    { title: "", align: "right" },
    { title: "airport", align: "left" },
    { title: "flights", align: "right" },
    { title: "mean min", align: "right" },
    { title: "p95 min", align: "right" },
    { title: "worst day", align: "left" },
    { title: "mean min", align: "right" },
  ] as const;
  return section(
    title,
    renderTable(
      columns,
      ranks.map((rank, index) => rankCells(rank, index, airports.get(rank.code))),
    ),
  );
}

function rankCells(rank: AirportRank, index: number, airport: Airport | undefined): readonly string[] {
  const place = airport === undefined ? "" : `  ${placeText(airport)}`;
  return [
    `${index + 1}`,
    fitted(`${rank.code}${place}`, AIRPORT_WIDTH_MAX),
    grouped(rank.flights),
    rank.meanDelayMinutes.toFixed(1),
    `${rank.percentile95Minutes}`,
    rank.worstDay?.date ?? "-",
    rank.worstDay?.meanDelayMinutes.toFixed(1) ?? "-",
  ];
}

/** Many names contain the city; it is not said twice. */
function placeText({ name, city, state }: Airport): string {
  return name.includes(city) ? `${name}, ${state}` : `${name}, ${city} ${state}`;
}

function rates(result: RunResult): readonly string[] {
  const { options, memory } = result;
  return [
    `written   ${rateText(perSecond(options.records, result.writeMs))}, acknowledged by all in-sync replicas`,
    ...result.consumers.map(
      ({ partitions, records, recordsPerSecond }, index) =>
        `read ${index + 1}    ${rateText(recordsPerSecond)}, ${grouped(records)} records of ` +
        (partitions.length === 0 ? "no partition" : listText("partition", partitions)),
    ),
    `memory    ${mibText(memory.arenaUsedBytes)} of ${mibText(memory.arenaTotalBytes)} shared; ` +
      `the whole process ${mibText(memory.rssBytesMax)}`,
    reclaimedText(result),
    `start     file read in ${durationText(result.loadMs)}, cluster up in ${durationText(result.startMs)}`,
  ];
}

function reclaimedText({ options, reclaimedRecords }: RunResult): string {
  if (reclaimedRecords === 0) return "reclaimed nothing: the arena had room for all flights";
  const share = Math.round((100 * reclaimedRecords) / options.records);
  return `reclaimed ${grouped(reclaimedRecords)} flights, read by then, made room for later ones: ${share} % of all`;
}

function checks({ verification }: RunResult): readonly string[] {
  const { lost, doubled, outOfOrder, damaged, aggregatesCompared, aggregatesDifferent } = verification;
  return [
    ["lost", grouped(lost)],
    ["doubled", grouped(doubled)],
    ["out of order", grouped(outOfOrder)],
    ["damaged", grouped(damaged)],
    [
      "airport-days",
      `${grouped(aggregatesCompared)} compared (flights, mean, p95), ${grouped(aggregatesDifferent)} different`,
    ],
  ].map(([name, value]) => `${(name ?? "").padEnd(14)}${value}`);
}

function verdict({ verification }: RunResult, paint: Paint): string {
  return verification.passed
    ? paint("green", "PASSED: every flight arrived once and in order, and every figure equals the file's.")
    : paint("red", "FAILED: what came out of the cluster is not what went in; see the figures above.");
}

function perSecond(records: number, ms: number): number {
  return ms > 0 ? (records / ms) * 1000 : 0;
}

/** What `--json` prints. */
export function jsonReport(result: RunResult): Record<string, unknown> {
  const { options, verification, memory } = result;
  const { passed, ...counts } = verification;
  return {
    passed,
    records: options.records,
    seconds: result.readMs / 1000,
    writeSeconds: result.writeMs / 1000,
    loadSeconds: result.loadMs / 1000,
    startSeconds: result.startMs / 1000,
    produceRecordsPerSecond: Math.round(perSecond(options.records, result.writeMs)),
    endToEndRecordsPerSecond: Math.round(perSecond(options.records, result.readMs)),
    options,
    failures: result.failures,
    verification: counts,
    consumers: result.consumers.map((consumer) => ({
      ...consumer,
      recordsPerSecond: Math.round(consumer.recordsPerSecond),
    })),
    memory,
    reclaimed: { records: result.reclaimedRecords },
    rescuedWakeups: result.rescuedWakeups,
    worstAirports: worstAirports(result.airportDays, rankLimits(options.records)),
  };
}
