import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Reporter, Vitest } from "vitest/node";

/** Where a report's errors lie that belong to no file of tests. */
function placeOf(report: string): string {
  return `${report}.unhandled`;
}

/** The errors that a run left beside its JSON report. */
export function unhandledOf(report: string): readonly string[] {
  const place = placeOf(report);
  return existsSync(place) ? (JSON.parse(readFileSync(place, "utf8")) as string[]) : [];
}

/** As vitest gives it: with the test that ran just then, as far as it is known. */
interface UnhandledError {
  readonly message: string;
  readonly stack?: string | undefined;
  readonly VITEST_TEST_PATH?: unknown;
  readonly VITEST_TEST_NAME?: unknown;
}

/** Beside vitest's JSON report: the errors that it leaves out, which nobody caught and no test failed by. */
export class UnhandledErrors implements Reporter {
  #place: string | undefined;

  onInit({ config }: Pick<Vitest, "config">): void {
    const files = config.outputFile;
    const report = typeof files === "string" ? files : files?.["json"];
    this.#place = report === undefined ? undefined : placeOf(report);
  }

  onTestRunEnd(_: unknown, errors: readonly UnhandledError[]): void {
    if (this.#place === undefined) return;
    rmSync(this.#place, { force: true });
    if (errors.length > 0) writeFileSync(this.#place, JSON.stringify(errors.map(textOf)));
  }
}

function textOf({ message, stack, VITEST_TEST_PATH: file, VITEST_TEST_NAME: test }: UnhandledError): string {
  const when = file === undefined ? "" : `while ${file} ran${test === undefined ? "" : `, just then "${test}"`}:\n`;
  return when + (stack ?? message);
}
