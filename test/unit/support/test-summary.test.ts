import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { counts, type FileReport, failureLines, type TestReport } from "../../../scripts/test-summary.ts";
import { UnhandledErrors, unhandledOf } from "../../support/unhandled-errors.ts";

const ROOT = "/repository";

function file(name: string, statuses: readonly string[], message = ""): FileReport {
  const failed = statuses.includes("failed") || message !== "";
  return {
    name: `${ROOT}/test/${name}`,
    status: failed ? "failed" : "passed",
    message,
    assertionResults: statuses.map((status, index) => ({
      fullName: `a log test ${index}`,
      status,
      failureMessages:
        status === "failed"
          ? [`AssertionError: \u001b[31mexpected\u001b[39m 1\n\n  at ${name}:7\n  at file:///node_modules/x.js`]
          : [],
    })),
  };
}

function report(files: readonly FileReport[], unhandled: readonly string[] = []): TestReport {
  return { path: ".cache/vitest.json", files, unhandled };
}

describe("the summary of test reports", () => {
  test("names nothing when nothing failed", () => {
    const reports = [report([file("a.test.ts", ["passed", "skipped"])]), report([file("a.test.ts", ["passed"])])];
    expect(failureLines(reports, ROOT)).toEqual([]);
    expect(counts(reports)).toBe("2 passed, 0 failed, 1 skipped");
  });

  test("names each failed test with the file and the first lines of its message", () => {
    const reports = [report([file("a.test.ts", ["passed"])]), report([file("b.test.ts", ["passed", "failed"])])];
    expect(failureLines(reports, ROOT)).toEqual([
      "test/b.test.ts: a log test 1 (.cache/vitest.json)",
      "    AssertionError: expected 1",
      "    at b.test.ts:7",
    ]);
    expect(counts(reports)).toBe("2 passed, 1 failed, 0 skipped");
  });

  test("names a file that failed outside of its tests, also beside a failed test, and errors that nobody caught", () => {
    const leaking = file("leaking.test.ts", ["passed"], "1 left behind");
    const both = file("both.test.ts", ["failed"], "2 left behind");
    const reports = [report([leaking, both], ["Error: nobody caught this"])];
    expect(failureLines(reports, ROOT).filter((line) => !line.startsWith("    at"))).toEqual([
      "test/leaking.test.ts: outside of its tests (.cache/vitest.json)",
      "    1 left behind",
      "test/both.test.ts: a log test 0 (.cache/vitest.json)",
      "    AssertionError: expected 1",
      "test/both.test.ts: outside of its tests (.cache/vitest.json)",
      "    2 left behind",
      "an error that nobody caught (.cache/vitest.json)",
      "    Error: nobody caught this",
    ]);
    expect(counts(reports)).toBe("1 passed, 4 failed, 0 skipped");
  });

  test("has room for all names before it has room for messages, and never more than 32 lines", () => {
    const failed = (count: number) => [
      report([
        file(
          "a.test.ts",
          Array.from({ length: count }, () => "failed"),
        ),
      ]),
    ];
    expect(failureLines(failed(5), ROOT)).toHaveLength(15);
    expect(failureLines(failed(20), ROOT).filter((line) => line.startsWith("test/"))).toHaveLength(20);
    expect(failureLines(failed(20), ROOT).length).toBeLessThanOrEqual(32);
    expect(failureLines(failed(100), ROOT)).toHaveLength(32);
    expect(failureLines(failed(100), ROOT).at(-1)).toBe("and 69 more");
  });
});

test("errors that nobody caught lie beside the report, and are gone with the next run", () => {
  const folder = mkdtempSync(join(tmpdir(), "millrace-report-"));
  const path = join(folder, "vitest.json");
  const reporter = new UnhandledErrors();
  reporter.onInit({ config: { outputFile: { json: path } } } as unknown as Parameters<UnhandledErrors["onInit"]>[0]);
  reporter.onTestRunEnd(
    [],
    [{ message: "m", stack: "Error: m", VITEST_TEST_PATH: "a.test.ts", VITEST_TEST_NAME: "a" }],
  );
  expect(unhandledOf(path)).toEqual(['while a.test.ts ran, just then "a":\nError: m']);
  reporter.onTestRunEnd([], []);
  expect(unhandledOf(path)).toEqual([]);
  rmSync(folder, { recursive: true });
});
