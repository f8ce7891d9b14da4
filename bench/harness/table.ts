import type { Report, Target, Unit, Verdict } from "./report.ts";
import type { Summary } from "./statistics.ts";

/** The report as a table: a line for each figure with its median and spread, then the aims with their verdicts. */
export function formatReport({ rows, verdicts, notes }: Report): string {
  const figures = rows.map(({ side, figure, unit, ...summary }) => [side, figure, ...cells(summary, unit)]);
  const judged = verdicts.map((verdict) => [verdict.what, ...cells(verdict, verdict.unit), ...judgement(verdict)]);
  return [
    ...lines(["side", "figure", "median", "spread", "rounds"], figures),
    ...(judged.length === 0 ? [] : ["", ...lines(["aim", "median", "spread", "rounds", "target", "verdict"], judged)]),
    ...(notes.length === 0 ? [] : ["", ...notes]),
  ].join("\n");
}

function cells({ median, low, high, rounds }: Summary, unit: Unit): string[] {
  return [formatFigure(median, unit), `${formatFigure(low, unit)} to ${formatFigure(high, unit)}`, `${rounds}`];
}

function judgement({ target, unit, verdict }: Verdict): string[] {
  return [formatTarget(target, unit), verdict];
}

function formatTarget({ atLeast, atMost }: Target, unit: Unit): string {
  const bounds: string[] = [];
  if (atLeast !== undefined) bounds.push(`>= ${formatFigure(atLeast, unit)}`);
  if (atMost !== undefined) bounds.push(`<= ${formatFigure(atMost, unit)}`);
  return bounds.join(", ");
}

export function formatFigure(value: number, unit: Unit): string {
  if (unit === "share") return `${(value * 100).toFixed(1)} %`;
  if (unit === "times") return `${value.toFixed(2)} x`;
  if (unit === "count") return `${value}`;
  if (unit === "1/s") return value >= 10_000 ? `${(value / 1e3).toFixed(0)} k/s` : `${value.toFixed(1)} /s`;
  if (unit !== "records/s") return `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`;
  return value >= 1e6 ? `${(value / 1e6).toFixed(2)} M/s` : `${(value / 1e3).toFixed(0)} k/s`;
}

function lines(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return [line(header), ...rows.map(line)];
}
