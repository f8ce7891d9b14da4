// What failed in the tests, at the end of CI's output: its record keeps only the last lines.
// Run: node scripts/test-summary.ts failures|counts REPORT...   (JSON reports of vitest; one that is not there is skipped)
import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { unhandledOf } from "../test/support/unhandled-errors.ts";

export interface FileReport {
  readonly name: string;
  readonly status: string;
  /** What failed outside of the file's tests: while it was loaded, or with a leak at its end. */
  readonly message: string;
  readonly assertionResults: readonly {
    readonly fullName: string;
    readonly status: string;
    readonly failureMessages: readonly string[];
  }[];
}

export interface TestReport {
  readonly path: string;
  readonly files: readonly FileReport[];
  /** Errors that nobody caught and no test failed by. */
  readonly unhandled: readonly string[];
}

interface Failure {
  readonly title: string;
  readonly message: string;
}

/** With the table of stages the list has to fit into the last 60 lines, and into 12,000 characters. */
const LINES_MAX = 32;
const LINE_CHARACTERS_MAX = 180;
const MESSAGE_LINES_MAX = 5;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours of vitest's differences
const COLOURS = /\u001b\[[0-9;]*m/g;
/** Lines of a stack that say nothing about us. */
const FOREIGN = /^ +at .*(node_modules|node:internal)/;

/** `12 passed, 0 failed, 1 skipped`. A file or a run that fails outside of its tests counts as one failed test. */
export function counts(reports: readonly TestReport[]): string {
  let passed = 0;
  let skipped = 0;
  for (const { status } of reports.flatMap(({ files }) => files.flatMap((file) => file.assertionResults))) {
    if (status === "passed") passed++;
    else if (status !== "failed") skipped++;
  }
  const failed = reports.flatMap(failuresOf).length;
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Title and first lines of each failure; the more there are, the fewer lines each has. No lines when nothing failed. */
export function failureLines(reports: readonly TestReport[], root: string): string[] {
  const failures = reports.flatMap(failuresOf);
  if (failures.length === 0) return [];
  const shown = failures.slice(0, LINES_MAX - 1);
  const messageLines = Math.min(MESSAGE_LINES_MAX, Math.floor((LINES_MAX - 1) / shown.length) - 1);
  const lines = shown.flatMap(({ title, message }) => {
    const said = message
      .replace(COLOURS, "")
      .split("\n")
      .filter((line) => line.trim() !== "" && !FOREIGN.test(line));
    const first = said.slice(0, messageLines).map((line) => `    ${line.trim()}`);
    return [title, ...first].map((line) => line.replaceAll(`${root}/`, ""));
  });
  if (failures.length > shown.length) lines.push(`and ${failures.length - shown.length} more`);
  return lines.map((line) => (line.length <= LINE_CHARACTERS_MAX ? line : `${line.slice(0, LINE_CHARACTERS_MAX)}…`));
}

function failuresOf({ path, files, unhandled }: TestReport): Failure[] {
  const where = relative(process.cwd(), path);
  return [
    ...files.flatMap((file) => {
      const failed = file.assertionResults.filter(({ status }) => status === "failed");
      const failures = failed.map(({ fullName, failureMessages }) => ({
        title: `${file.name}: ${fullName} (${where})`,
        message: failureMessages.join("\n"),
      }));
      const isOutside = file.status === "failed" && (failed.length === 0 || file.message !== "");
      if (!isOutside) return failures;
      return [...failures, { title: `${file.name}: outside of its tests (${where})`, message: file.message }];
    }),
    ...unhandled.map((message) => ({ title: `an error that nobody caught (${where})`, message })),
  ];
}

function read(path: string): TestReport {
  const { testResults } = JSON.parse(readFileSync(path, "utf8")) as { readonly testResults: readonly FileReport[] };
  return { path, files: testResults, unhandled: unhandledOf(path) };
}

if (import.meta.main) {
  const [what, ...paths] = process.argv.slice(2);
  const reports = paths.filter((path) => existsSync(path)).map(read);
  if (what === "counts") console.log(counts(reports));
  else if (what === "failures") for (const line of failureLines(reports, process.cwd())) console.log(line);
  else throw new Error("usage: node scripts/test-summary.ts failures|counts REPORT...");
}
