import { BenchFailure } from "./failure.ts";
import type { Figures, Measured } from "./rounds.ts";
import { type Summary, summarize } from "./statistics.ts";

/** How a figure is shown. Rates are per second. */
export type Unit = "records/s" | "1/s" | "ns" | "us" | "ms" | "MB" | "share" | "times" | "count";

export interface Row extends Summary {
  readonly side: string;
  readonly figure: string;
  readonly unit: Unit;
}

export interface Target {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** A figure made of those of one round, nearly always a ratio of two sides, and what it should be. */
export interface Aim {
  readonly what: string;
  readonly unit: Unit;
  readonly target: Target;
  value(of: (side: string, figure: string) => number): number;
}

export interface Verdict extends Summary {
  readonly what: string;
  readonly unit: Unit;
  readonly target: Target;
  readonly verdict: "met" | "short";
}

export interface Report {
  readonly rows: readonly Row[];
  readonly verdicts: readonly Verdict[];
  /** What has to be known to read the figures. */
  readonly notes: readonly string[];
}

export interface ReportInput {
  readonly measured: Measured;
  /** Every figure of any side, in the order of the table. */
  readonly units: Readonly<Record<string, Unit>>;
  readonly aims: readonly Aim[];
  readonly notes?: readonly string[];
}

/** An aim is judged by the median of its values in the rounds: both sides of a ratio have had the same machine. */
export function report({ measured, units, aims, notes = [] }: ReportInput): Report {
  const rows: Row[] = [];
  for (const [side, figures] of measured)
    for (const [figure, unit] of Object.entries(units)) {
      const samples = figures.map((round) => round[figure]).filter((sample) => sample !== undefined);
      if (samples.length > 0) rows.push({ side, figure, unit, ...summarize(samples) });
    }
  return { rows, verdicts: aims.map((aim) => judge(aim, measured)), notes };
}

function judge(aim: Aim, measured: Measured): Verdict {
  const { what, unit, target } = aim;
  const rounds = Math.min(...Array.from(measured.values(), (figures) => figures.length));
  const values = Array.from({ length: rounds }, (_, round) =>
    aim.value((side, figure) => figureOf(measured.get(side)?.[round], side, figure)),
  );
  const summary = summarize(values);
  const isMet =
    summary.median >= (target.atLeast ?? Number.NEGATIVE_INFINITY) &&
    summary.median <= (target.atMost ?? Number.POSITIVE_INFINITY);
  return { what, unit, target, ...summary, verdict: isMet ? "met" : "short" };
}

function figureOf(figures: Figures | undefined, side: string, figure: string): number {
  const value = figures?.[figure];
  if (value === undefined) throw new BenchFailure(`the side ${side} measured no ${figure}`);
  return value;
}
