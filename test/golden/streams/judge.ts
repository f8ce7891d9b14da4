import { isDeepStrictEqual } from "node:util";
import type { Entry } from "./catalog.ts";
import type { Step } from "./draw-steps.ts";
import { OurRun, type Representation } from "./our-run.ts";
import type { OutRow, SeedResult, StepResult, StoreContents, TopologyResult } from "./run-result.ts";

/** Buffers of suppression and of joins with grace log at a commit, in the order of a Java HashSet, and without a time. */
function isOfBuffer([, , , timestamp]: OutRow): boolean {
  return timestamp === null;
}

/** Where our topology and Java's first differ; undefined: nowhere. */
export function firstDifference(entry: Entry, java: TopologyResult): string | undefined {
  const described = describeDifference(entry, java.describe);
  if (described !== undefined) return described;
  for (const seed of java.seeds) {
    const difference = seedDifference(entry, java, seed);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/** The text of `describe()`. */
export function describeDifference(entry: Entry, expected: string): string | undefined {
  let got: string;
  try {
    const run = new OurRun(entry, "text");
    got = run.describe;
    run.close();
  } catch (error) {
    return `${entry.name} cannot be built: ${error instanceof Error ? error.stack : error}`;
  }
  if (got === expected) return undefined;
  const [ours, theirs] = [got.split("\n"), expected.split("\n")];
  const line = theirs.findIndex((text, index) => text !== ours[index]);
  const at = line < 0 ? theirs.length : line;
  return [
    `${entry.name}: describe() differs in line ${at + 1}`,
    `  expected  ${theirs[at] ?? "(end)"}`,
    `  got       ${ours[at] ?? "(end)"}`,
    "all that was expected:",
    expected,
    "all that we have:",
    got,
  ].join("\n");
}

/** Called before every step with its number. */
type BeforeStep = (run: OurRun, step: number) => void;

/** One seed: every second one with bytes in place of texts. */
export function seedDifference(
  entry: Entry,
  java: TopologyResult,
  seed: SeedResult,
  beforeStep?: BeforeStep,
): string | undefined {
  const representation: Representation = seed.seed % 2 === 0 ? "bytes" : "text";
  const run = new OurRun(entry, representation);
  try {
    for (const [index, expected] of seed.results.entries()) {
      const step = seed.steps[index] as Step;
      beforeStep?.(run, index);
      const got = run.step(step);
      const difference = stepDifference(expected, got, java.stores);
      if (difference === undefined) continue;
      return [
        `${entry.name}, seed ${seed.seed} (${representation}), step ${index}: ${difference}`,
        `  input     ${stepText(step)}`,
        `  stream time ${run.streamTimeMs}; see it with: node test/golden/streams/show.ts ${entry.name} ${seed.seed}`,
      ].join("\n");
    }
  } finally {
    closeQuietly(run, seed.results.at(-1)?.error !== undefined);
  }
  return undefined;
}

/** A run that ended with an error cannot always be closed in order. */
function closeQuietly(run: OurRun, failed: boolean): void {
  try {
    run.close();
  } catch (error) {
    if (!failed) throw error;
  }
}

function stepDifference(expected: StepResult, got: StepResult, stores: readonly string[]): string | undefined {
  if (expected.error !== undefined)
    return got.error === undefined ? `nothing was thrown, but Java throws ${expected.error}` : undefined;
  if (got.error !== undefined) return `it throws ${got.error}`;
  return (
    outDifference(compared(expected.out), compared(got.out)) ??
    storeDifference(expected.stores, got.stores, stores) ??
    (expected.dropped === got.dropped
      ? undefined
      : `it drops ${got.dropped} records, but Java drops ${expected.dropped}`)
  );
}

/** The logs of buffers in an order of ours, behind the rest. */
function compared(out: readonly OutRow[]): readonly OutRow[] {
  if (!out.some(isOfBuffer)) return out;
  const logs = out.filter(isOfBuffer).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  return [...out.filter((row) => !isOfBuffer(row)), ...logs];
}

function outDifference(expected: readonly OutRow[], got: readonly OutRow[]): string | undefined {
  if (isDeepStrictEqual(expected, got)) return undefined;
  const sorted = (rows: readonly OutRow[]) => rows.map((row) => JSON.stringify(row)).sort();
  const kind = isDeepStrictEqual(sorted(expected), sorted(got)) ? "the order of outputs differs" : "outputs differ";
  const lines = (rows: readonly OutRow[]) =>
    rows.length === 0 ? ["    (none)"] : rows.map((row) => `    ${rowText(row)}`);
  return [kind, "  expected", ...lines(expected), "  got", ...lines(got)].join("\n");
}

function storeDifference(expected: StoreContents, got: StoreContents, stores: readonly string[]): string | undefined {
  for (const store of stores) {
    const [theirs = {}, ours = {}] = [expected[store], got[store]];
    for (const key of new Set([...Object.keys(theirs), ...Object.keys(ours)]))
      if (theirs[key] !== ours[key])
        return `store ${store} differs at ${key}\n  expected  ${theirs[key] ?? "(none)"}\n  got       ${ours[key] ?? "(none)"}`;
  }
  return undefined;
}

/** An output as a line. */
export function rowText([topic, key, value, timestamp, headers]: OutRow): string {
  const more = headers === undefined ? "" : ` ${JSON.stringify(headers)}`;
  return `${topic}  ${JSON.stringify(key)} = ${JSON.stringify(value)} @${timestamp}${more}`;
}

/** An input as a line. */
export function stepText(step: Step): string {
  if ("advance" in step) return `the wall clock advances by ${step.advance} ms`;
  const { topic, key, value, timestamp, headers } = step;
  return rowText(headers === undefined ? [topic, key, value, timestamp] : [topic, key, value, timestamp, headers]);
}
