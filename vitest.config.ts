import { defineConfig } from "vitest/config";
import { UnhandledErrors } from "./test/support/unhandled-errors.ts";

/** Kinds of evidence (docs/architecture.md): one folder, one project each. */
interface Kind {
  readonly name: string;
  /** Where its files are; default `test`, in a folder of its name. */
  readonly folder?: string;
  readonly testTimeoutMs: number;
  /** Kinds of one group run together; groups run one after another, so that measured or timed tests have the cores. */
  readonly group: number;
  /** One file at a time. */
  readonly serial?: boolean;
  /** Starts cluster parts in this process: every file must leave nothing behind. */
  readonly leakCheck: boolean;
  /** Made once before the kind's first file, and removed after its last. */
  readonly globalSetup?: string;
}

const KINDS: readonly Kind[] = [
  { name: "unit", testTimeoutMs: 30_000, group: 0, leakCheck: true },
  { name: "property", testTimeoutMs: 60_000, group: 0, leakCheck: true },
  { name: "simulation", testTimeoutMs: 300_000, group: 0, leakCheck: true },
  { name: "examples", folder: "examples", testTimeoutMs: 60_000, group: 0, leakCheck: true },
  { name: "golden", testTimeoutMs: 300_000, group: 0, leakCheck: true },
  { name: "tidy", testTimeoutMs: 120_000, group: 0, leakCheck: false },
  { name: "types", testTimeoutMs: 120_000, group: 0, leakCheck: false },
  { name: "swarm", testTimeoutMs: 300_000, group: 1, serial: true, leakCheck: true },
  { name: "contract", testTimeoutMs: 60_000, group: 2, serial: true, leakCheck: true },
  {
    name: "package",
    testTimeoutMs: 120_000,
    group: 4,
    serial: true,
    leakCheck: false,
    globalSetup: "test/support/packed-project.ts",
  },
  { name: "stress", testTimeoutMs: 300_000, group: 3, serial: true, leakCheck: true },
];

export default defineConfig({
  test: {
    projects: KINDS.map((kind) => ({
      test: {
        name: kind.name,
        include: [`${kind.folder ?? `test/${kind.name}`}/**/*.test.ts`],
        // A process per file: worker threads started by a test are children of its main thread, as in production,
        // and a crash or a leak stays in its file.
        pool: "forks" as const,
        isolate: true,
        testTimeout: kind.testTimeoutMs,
        hookTimeout: 60_000,
        teardownTimeout: 10_000,
        globalSetup: kind.globalSetup ?? [],
        setupFiles: kind.leakCheck ? ["test/support/leak-check.ts"] : [],
        fileParallelism: !(kind.serial ?? false),
        sequence: { groupOrder: kind.group },
      },
    })),
    reporters: process.env["CI"] ? ["default", "json", new UnhandledErrors()] : ["default"],
    outputFile: { json: ".cache/vitest.json" },
    passWithNoTests: true,
  },
});
