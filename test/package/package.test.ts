import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { publint } from "publint";
import { describe, expect, inject, test } from "vitest";
import { ENTRIES } from "../support/entries.ts";
import { TESTING_PAGE_OUTPUT, TESTING_PAGE_PROGRAM } from "../support/testing-page.ts";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
const PROCESS_TIMEOUT_MS = 60_000;
const { folder, tarball } = inject("packedProject");
const installed = join(folder, "node_modules/millrace");

const execute = promisify(execFile);
const node = (...words: string[]) => execute(process.execPath, words, { cwd: folder, timeout: PROCESS_TIMEOUT_MS });
const tool = (name: string, words: readonly string[]) =>
  execute(join(REPOSITORY, "node_modules/.bin", name), words, { cwd: folder, timeout: PROCESS_TIMEOUT_MS });

describe("the tarball", () => {
  test("holds the built package and nothing of the repository beside it", async () => {
    const { stdout } = await execute("tar", ["-tzf", tarball]);
    const files = stdout.trim().split("\n");
    const allowed =
      /^package\/(package\.json|README\.md|LICENSE|CHANGELOG\.md|schemas\/[a-z-]+\.proto|dist\/THIRD-PARTY-LICENSES|dist\/(src|workers)\/.+\.(js|js\.map|d\.ts))$/;
    expect(files.filter((file) => !allowed.test(file))).toEqual([]);
    for (const worker of ["guardian", "supervisor", "broker", "compression", "chaos-client"])
      expect(files).toContain(`package/dist/workers/${worker}.js`);
  });

  // An import costs its milliseconds in every thread of every cluster: what only some need is loaded by who needs it.
  test.each([
    ["guardian", ["node:worker_threads"]],
    ["supervisor", ["node:worker_threads"]],
    ["broker", ["@node-rs/crc32", "node:worker_threads"]],
  ])("has a %s that loads %j at its start, and nothing else", (worker, modules) => {
    const code = readFileSync(join(installed, `dist/workers/${worker}.js`), "utf8");
    const imports = Array.from(code.matchAll(/(?:from|import)\s?"([^"]+)"/g), ([, module]) => module);
    expect([...new Set(imports)].sort()).toEqual(modules);
  });

  test("passes publint", async () => {
    const { messages } = await publint({ pkgDir: installed, strict: true });
    expect(messages).toEqual([]);
  });

  test("passes arethetypeswrong as a package of ES modules", async () => {
    const { stdout } = await tool("attw", [tarball, "--profile", "esm-only", "--format", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({ analysis: { types: { kind: "included" } } });
  });

  test("names the licence of every package that was inlined", () => {
    const licenses = readFileSync(join(installed, "dist/THIRD-PARTY-LICENSES"), "utf8");
    expect(licenses).toMatch(/^protobufjs \d.+\(BSD-3-Clause\)$/m);
    expect(licenses).toMatch(/^comlink \d.+\(Apache-2\.0\)$/m);
  });
});

describe("the exports", () => {
  test("are these entries", () => {
    const { exports } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
    const entries = Object.keys(exports).map((entry) => `millrace${entry.slice(1)}`);
    expect(entries).toEqual([...Object.keys(ENTRIES), "millrace/package.json"]);
  });

  test.each(Object.entries(ENTRIES))("of %s are the same for import and for require", async (entry, names) => {
    const imports = `Object.keys(await import("${entry}"))`;
    const requires = `Object.keys(createRequire(process.cwd() + "/a.js")("${entry}"))`;
    const script = `import { createRequire } from "node:module"; console.log(JSON.stringify([${imports}, ${requires}]));`;
    const { stdout } = await node("--input-type=module", "-e", script);
    const [imported, required] = JSON.parse(stdout);
    expect(imported.sort()).toEqual(names);
    expect(required.sort()).toEqual(names);
  });

  test.each([
    "millrace/dist/src/index.js",
    "millrace/dist/workers/broker.js",
    "millrace/src/runtime/cluster.ts",
    "millrace/schemas/data.proto",
    "millrace/runtime",
  ])("do not let %s be imported", async (path) => {
    const script = `import(${JSON.stringify(path)}).catch((error) => console.log(error.code));`;
    const { stdout } = await node("--input-type=module", "-e", script);
    expect(stdout).toBe("ERR_PACKAGE_PATH_NOT_EXPORTED\n");
  });
});

describe("a user's project", () => {
  test("runs the README's example", async () => {
    const readme = async (...options: string[]) =>
      (await execute(process.execPath, ["scripts/readme-example.ts", ...options], { cwd: REPOSITORY })).stdout;
    await writeFile(join(folder, "example.ts"), await readme());
    expect(await node("example.ts")).toEqual({ stdout: await readme("--output"), stderr: "" });
  });

  test("uses the package from CommonJS, with one class MillraceError for all ways in", async () => {
    expect((await node("common.cjs")).stdout).toBe("one class true\noffset 0\ntrue INVALID_OPTION\n");
  });

  test("attaches a worker of its own", async () => {
    expect(await node("attach.js")).toEqual({ stdout: "sent from a worker\n", stderr: "" });
  });

  test("compresses with every codec, in threads of their own", async () => {
    expect(await node("compress.js")).toEqual({ stdout: "gzip\nsnappy\nlz4\nzstd\nin threads true\n", stderr: "" });
  });

  test("simulates a cluster", async () => {
    const { version } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8"));
    const stdout = `simulated function function\ntrue millrace ${version}\n`; // where there is no git
    expect(await node("simulate.js")).toEqual({ stdout, stderr: "" });
  });

  test("runs its own code in one, as docs/testing.md says", async () => {
    await writeFile(join(folder, "testing.ts"), TESTING_PAGE_PROGRAM);
    expect(await node("testing.ts")).toEqual({ stdout: expect.stringMatching(TESTING_PAGE_OUTPUT), stderr: "" });
  });

  test("breaks a cluster on threads", async () => {
    expect(await node("threads.js")).toEqual({ stdout: "[] [] { 'kill broker': 1 } true\n", stderr: "" });
  });
});

describe("a user's TypeScript", () => {
  // Without skipLibCheck: every declaration that the program reaches is checked too.
  test.each([
    { module: "nodenext", moduleResolution: "nodenext", lib: ["es2024", "esnext.disposable"] },
    { module: "nodenext", moduleResolution: "nodenext", lib: ["es2024", "esnext.disposable", "dom"] },
    { module: "esnext", moduleResolution: "bundler", lib: ["es2024", "esnext.disposable"] },
  ])("compiles with $module, $moduleResolution and $lib", async ({ module, moduleResolution, lib }) => {
    const isBundler = moduleResolution === "bundler";
    const compilerOptions = {
      ...{ module, moduleResolution, lib, strict: true, noEmit: true, target: "es2024" },
      ...{ types: ["node"], typeRoots: [join(REPOSITORY, "node_modules/@types")] },
    };
    await writeFile(join(folder, "uses.ts"), USES);
    await writeFile(join(folder, "requires.cts"), REQUIRES);
    await writeFile(join(folder, "testing.ts"), TESTING_PAGE_PROGRAM);
    const files = ["uses.ts", "testing.ts", ...(isBundler ? [] : ["requires.cts"])];
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
    const compiled = await tool("tsc", ["-p", "."]).catch((error) => error);
    expect(compiled.stdout).toBe("");
  });
});

/** Reaches every entry point's declarations, and gets its types wrong once. */
const USES = `
import { Cluster, type ConsumerRecord, MillraceError, type MillraceErrorCode } from "millrace";
import { createRing, RingReader } from "millrace/ring";
import { SimulatedCluster } from "millrace/testing";

await using cluster = await Cluster.start({ brokers: 3, storage: "memory" });
for await (const batch of cluster.consumer()) {
  for (const record of batch) console.log(lengthOf(record));
}
function lengthOf(record: ConsumerRecord): number {
  return record.value?.length ?? 0;
}
export const code = (error: unknown): MillraceErrorCode => (error instanceof MillraceError ? error.code : "CLOSED");
export const reader = new RingReader(createRing({ capacity: 1024 }));
export const simulated = new SimulatedCluster({ seed: 1 });
// @ts-expect-error brokers is a number
void Cluster.start({ brokers: "3" });
`;

/** The same from CommonJS. */
const REQUIRES = `
import millrace = require("millrace");
import ring = require("millrace/ring");

async function use(cluster: millrace.Cluster): Promise<number> {
  const { offset } = await cluster.producer({ acks: "all" }).send({ topic: "t", value: "v" });
  return offset;
}
const handle: ring.RingHandle = ring.createRing({ capacity: 1024 });
export = { use, handle };
`;
