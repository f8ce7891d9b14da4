import { RARE_EVENTS, type RareEvent } from "../../src/testing/coverage/coverage.ts";
import type { SimulationResult } from "../../src/testing/index.ts";
import type { Tally } from "./tally.ts";

/** When a run is to end: with a number of seeds, after a time, or with whichever comes first. */
export interface RunEnd {
  readonly seeds: number | undefined;
  readonly ms: number | undefined;
}

const MS_PER_HOUR = 3_600_000;
const COMPACT = new Intl.NumberFormat("en-US", { notation: "compact" });

/** `1,234/2,000 seeds, 41.5/s, ETA 0:18, 0 failed, 0.73 virtual h, 65K faults, 29K elections`: fits into a terminal. */
export function progressLine(tally: Tally, end: RunEnd, elapsedMs: number): string {
  const of = end.seeds === undefined ? "" : `/${number(end.seeds)}`;
  return [
    `${number(tally.seeds)}${of} seeds`,
    `${rateOf(tally, elapsedMs).toFixed(1)}/s`,
    `ETA ${etaOf(tally, end, elapsedMs)}`,
    `${number(tally.failed.length)} failed`,
    `${hours(tally.virtualMs)} virtual h`,
    `${COMPACT.format(tally.faults)} faults`,
    `${COMPACT.format(tally.elections)} elections`,
  ].join(", ");
}

/** How one seed went that was green. */
export function seedLine({
  seed,
  plan,
  steps,
  virtualMs,
  acknowledged,
  faults,
  elections,
  traceHash,
}: SimulationResult) {
  const what = `${steps} steps in ${virtualMs} ms, ${acknowledged} batches acknowledged, ${faults} faults`;
  return `seed ${seed}: green, ${plan}, ${what}, ${elections} elections, trace ${traceHash.toString(16)}`;
}

/** The end of a run; the last line says whether it was good. */
export function summaryLines(tally: Tally, range: string, elapsedMs: number): string[] {
  const { seeds, faults, elections, operations, acknowledged, virtualMs, missing, failed } = tally;
  const width = Math.max(...Object.keys(RARE_EVENTS).map(({ length }) => length));
  const events = (Object.keys(RARE_EVENTS) as RareEvent[]).map((event) => {
    const counts = [tally.coverage[event], tally.seedsWith[event]].map((count) => number(count).padStart(11)).join("");
    return `  ${event.padEnd(width)}${counts}`;
  });
  return [
    "",
    `  ${"rare event".padEnd(width)}${"times".padStart(11)}${"seeds with".padStart(11)}`,
    ...events,
    "",
    ...(missing.length > 0 ? [`never: ${missing.join(", ")}`] : []),
    `${number(faults)} faults, ${number(operations)} operations, ${number(elections)} elections, ${number(acknowledged)} batches acknowledged, ${hours(virtualMs)} virtual hours`,
    `${number(seeds)} seeds (${range}) in ${(elapsedMs / 1_000).toFixed(1)} s, ${rateOf(tally, elapsedMs).toFixed(1)} seeds/s: ${
      failed.length === 0 ? "every invariant held" : `${number(failed.length)} failed`
    }`,
  ];
}

function rateOf({ seeds }: Tally, elapsedMs: number): number {
  return elapsedMs > 0 ? (seeds * 1_000) / elapsedMs : 0;
}

function etaOf(tally: Tally, { seeds, ms }: RunEnd, elapsedMs: number): string {
  const rate = rateOf(tally, elapsedMs);
  const bySeeds = seeds === undefined || rate === 0 ? Number.POSITIVE_INFINITY : ((seeds - tally.seeds) * 1_000) / rate;
  const byTime = ms === undefined ? Number.POSITIVE_INFINITY : ms - elapsedMs;
  const left = Math.max(0, Math.min(bySeeds, byTime));
  if (left === Number.POSITIVE_INFINITY) return "?";
  const seconds = Math.ceil(left / 1_000);
  const minutes = Math.floor(seconds / 60);
  const rest = `${seconds % 60}`.padStart(2, "0");
  return minutes < 60
    ? `${minutes}:${rest}`
    : `${Math.floor(minutes / 60)}:${`${minutes % 60}`.padStart(2, "0")}:${rest}`;
}

function hours(virtualMs: number): string {
  return (virtualMs / MS_PER_HOUR).toFixed(2);
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
