import type { BenchOptions, Outcome } from "../harness/bench.ts";
import { runChild } from "../harness/child.ts";
import { type Report, report } from "../harness/report.ts";
import { alternate, type Figures, type Rounds, type Side } from "../harness/rounds.ts";
import { formatReport } from "../harness/table.ts";
import type { SimulationJob } from "./simulation-side.ts";

// How fast a simulation is: virtual time against real time with users and without, whole seeds, and a run that grows.

export interface SimulationSizes extends Rounds {
  /** Virtual ms that are measured, and that come before them. */
  readonly virtualMs: number;
  readonly warmMs: number;
  readonly seeds: number;
  /** Minutes of one long run at which steps per second are looked at, in the window before them. */
  readonly minutes: readonly number[];
  readonly windowMs: number;
}

const LOADED = "1,000 records/s";
const IDLE = "idle";
const SEEDS = "simulate(seed)";
const LONG = "a long run";
const LONG_TIMEOUT_MS = 900_000;
/** Of the speed at first, at least: the machine is not always equally fast either. */
const SHARE_LEFT = 0.9;
/** An idle cluster passes this much more virtual time, so that there is something to measure. */
const IDLE_LONGER = 10;

export async function measureSimulation(sizes: SimulationSizes, profileFolder?: string): Promise<Report> {
  const side = (name: string, job: SimulationJob): Side => ({
    name,
    measure: () =>
      runChild<Figures>(new URL("simulation-side.ts", import.meta.url), job, {
        profileFolder,
        timeoutMs: LONG_TIMEOUT_MS,
      }),
  });
  const { virtualMs, warmMs, seeds, minutes, windowMs } = sizes;
  const short = await alternate(
    [
      side(LOADED, { what: "loaded", virtualMs, warmMs }),
      side(IDLE, { what: "idle", virtualMs: IDLE_LONGER * virtualMs, warmMs: IDLE_LONGER * warmMs }),
      side(SEEDS, { what: "seeds", count: seeds }),
    ],
    sizes,
  );
  const long = await alternate([side(LONG, { what: "long", minutes, windowMs })], { rounds: 1, warmRounds: 0 });
  return together(shortReport(short), longReport(long, minutes));
}

function shortReport(measured: ReadonlyMap<string, readonly Figures[]>): Report {
  return report({
    measured,
    units: { ratio: "times", stepsPerSecond: "1/s", recordsPerSecond: "1/s", seedsPerSecond: "1/s" },
    aims: [
      {
        what: "virtual to real time with 1,000 records/s",
        unit: "times",
        target: { atLeast: 200 },
        value: (of) => of(LOADED, "ratio"),
      },
      {
        what: "virtual to real time of an idle cluster",
        unit: "times",
        target: { atLeast: 2_000 },
        value: (of) => of(IDLE, "ratio"),
      },
      {
        what: "seeds: 2,000 in two minutes of two processes",
        unit: "1/s",
        target: { atLeast: 2_000 / 120 / 2 },
        value: (of) => of(SEEDS, "seedsPerSecond"),
      },
    ],
    notes: [
      "Three brokers, three replicas, acks=all, linger 5 ms; 1 to 12 records every 1 to 12 ms, two consumers; all invariants.",
      "Real time is the CPU time of the simulation's thread.",
    ],
  });
}

function longReport(measured: ReadonlyMap<string, readonly Figures[]>, minutes: readonly number[]): Report {
  const [first, last] = [Math.min(...minutes), Math.max(...minutes)];
  const units = minutes.flatMap((minute) => [
    [`stepsPerSecondAt${minute}`, "1/s"] as const,
    [`heapMbAt${minute}`, "MB"] as const,
  ]);
  return report({
    measured,
    units: Object.fromEntries(units),
    aims: [
      {
        what: `steps per second after ${last} virtual minutes to after ${first}`,
        unit: "share",
        target: { atLeast: SHARE_LEFT },
        value: (of) => of(LONG, `stepsPerSecondAt${last}`) / of(LONG, `stepsPerSecondAt${first}`),
      },
    ],
  });
}

function together(one: Report, other: Report): Report {
  return {
    rows: [...one.rows, ...other.rows],
    verdicts: [...one.verdicts, ...other.verdicts],
    notes: [...one.notes, ...other.notes],
  };
}

export async function run({ quick, profileFolder }: BenchOptions): Promise<Outcome> {
  const sizes: SimulationSizes = quick
    ? { rounds: 3, warmRounds: 0, virtualMs: 20_000, warmMs: 5_000, seeds: 60, minutes: [1, 10], windowMs: 20_000 }
    : {
        rounds: 5,
        warmRounds: 1,
        virtualMs: 60_000,
        warmMs: 20_000,
        seeds: 200,
        minutes: [1, 10, 100],
        windowMs: 40_000,
      };
  const results = await measureSimulation(sizes, profileFolder);
  return { results, text: formatReport(results) };
}
