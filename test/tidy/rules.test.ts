// Every rule finds what it is there for: a check that cannot fail proves nothing.
import { describe, expect, test } from "vitest";
import { FOLDERS } from "./layers.ts";
import { layerArrows, packageImports, streamsArrows } from "./rules/arrows.ts";
import { documentLinks, folderReadmes, layerTable } from "./rules/documents.ts";
import { kebabCaseNames, leftovers, registryHosts } from "./rules/names.ts";
import { noEnvironment, pureLayers } from "./rules/purity.ts";
import { fileSizes, functionSizes, medianLines } from "./rules/sizes.ts";
import type { SourceFile } from "./source-file.ts";

function file(path: string, text: string): SourceFile {
  return { path, text };
}

describe("the rule of arrows", () => {
  const allowed: readonly (readonly [string, string])[] = [
    ["src/log/log.ts", `import { assert } from "../base/assert.ts";`],
    ["src/log/log.ts", `import { Segment } from "./segment.ts";`],
    ["src/replica/leader.ts", `import type { Log } from "../log/log.ts";`],
    ["src/index.ts", `export { Cluster } from "./runtime/cluster.ts";`],
    ["workers/broker.ts", `import { run } from "../src/runtime/broker.ts";`],
  ];
  test.each(allowed)("allows in %s: %s", (path, text) => expect(layerArrows([file(path, text)])).toEqual([]));

  const refused: readonly (readonly [string, string, string])[] = [
    ["src/base/ids.ts", `import { Ring } from "../arena/ring.ts";`, "from base (L0) to arena (L1)"],
    ["src/log/log.ts", `import type { Leader } from "../replica/leader.ts";`, "from log (L2) to replica (L2)"],
    ["src/client/a.ts", `export * from "../runtime/cluster.ts";`, "from client (L3) to runtime (L5)"],
    ["src/client/a.ts", `export { x } from "../platform/files.ts";`, "from client (L3) to platform (L4)"],
    ["src/log/log.ts", `const later = import("../client/api.ts");`, "from log (L2) to client (L3)"],
    ["src/log/log.ts", `type A = import("../client/api.ts").A;`, "from log (L2) to client (L3)"],
    ["src/runtime/a.ts", `import { Simulation } from "../testing/simulation.ts";`, "imports testing"],
    ["src/index.ts", `import { Simulation } from "./testing/simulation.ts";`, "imports testing"],
    ["src/runtime/a.ts", `import { x } from "../../test/support/leaks.ts";`, "not published"],
    ["src/strange/a.ts", `import { x } from "../base/ids.ts";`, "without a layer"],
    ["src/runtime/a.ts", `import { x } from "../strange/ids.ts";`, "without a layer"],
  ];
  test.each(refused)("refuses in %s: %s", (path, text, problem) => {
    expect(layerArrows([file(path, text)])).toEqual([expect.stringContaining(problem)]);
  });
});

describe("the rule of arrows within streams", () => {
  test.each([
    ["src/streams/dsl/a.ts", `import { b } from "../graph/b.ts";`],
    ["src/streams/dsl/a.ts", `import { b } from "../api/b.ts";`],
    ["src/streams/task/a.ts", `import { b } from "./b.ts";`],
    ["src/streams/state/a.ts", `import type { b } from "../windows/b.ts";`],
    ["src/streams/state/a.ts", `import { b } from "../../serde/b.ts";`],
    ["src/client/api/a.ts", `import { b } from "../options/b.ts";`],
  ])("allows in %s: %s", (path, text) => expect(streamsArrows([file(path, text)])).toEqual([]));

  test.each([
    ["src/streams/api/a.ts", `import type { B } from "../options/b.ts";`, "from api (0) to options (3)"],
    ["src/streams/state/a.ts", `import { b } from "../options/b.ts";`, "from state (2) to options (3)"],
    ["src/streams/operator/a.ts", `import { b } from "../dsl/b.ts";`, "from operator (4) to dsl (7)"],
    ["src/streams/task/a.ts", `export * from "../graph/b.ts";`, "from task (6) to graph (6)"],
    ["src/streams/task/a.ts", `type B = import("../dsl/b.ts").B;`, "from task (6) to dsl (7)"],
    ["src/streams/strange/a.ts", `import { b } from "../api/b.ts";`, "without a rank: add strange"],
    ["src/streams/dsl/a.ts", `import { b } from "../strange/b.ts";`, "without a rank: add strange"],
    ["src/streams/a.ts", `import { b } from "./api/b.ts";`, "without a rank"],
  ])("refuses in %s: %s", (path, text, problem) => {
    expect(streamsArrows([file(path, text)])).toEqual([expect.stringContaining(problem)]);
  });
});

describe("the rule of packages", () => {
  test("lets platform import node, runtime comlink and generated code protobufjs", () => {
    const files = [
      file("src/platform/files.ts", `import { open } from "node:fs"; import crc from "@node-rs/crc32";`),
      file("src/runtime/guardian.ts", `import { wrap } from "comlink";`),
      file("workers/broker.ts", `import { workerData } from "node:worker_threads";`),
      file("test/unit/a.test.ts", `import { readFileSync } from "node:fs";`),
    ];
    expect(packageImports(files)).toEqual([]);
  });

  test.each([
    ["src/log/log.ts", `import { open } from "node:fs";`],
    ["src/runtime/cluster.ts", `import { Worker } from "node:worker_threads";`],
    ["src/client/a.ts", `import type { Buffer } from "node:buffer";`],
    ["src/runtime/cluster.ts", `import { Piscina } from "piscina";`],
    ["workers/broker.ts", `import { wrap } from "comlink";`],
  ])("refuses in %s: %s", (path, text) => expect(packageImports([file(path, text)])).toHaveLength(1));
});

describe("the rule of purity", () => {
  test.each([
    "const now = Date.now();",
    "const now = new Date();",
    "const now = performance.now();",
    "const chance = Math.random();",
    "setTimeout(() => {}, 1);",
    "setInterval(() => {}, 1);",
    "setImmediate(() => {});",
    "globalThis.x = process.env;",
    "export async function later(): Promise<void> {}",
    "export const later = async () => {};",
    "class A { async b(): Promise<void> {} }",
    "const { pid } = process;",
  ])("refuses in src/log: %s", (text) => expect(pureLayers([file("src/log/log.ts", text)])).toHaveLength(1));

  test("refuses await, also in a loop and at top level", () => {
    expect(pureLayers([file("src/log/log.ts", "await later;")])).toHaveLength(1);
    expect(pureLayers([file("src/log/log.ts", "for await (const x of y) use(x);")])).toHaveLength(1);
  });

  test("lets client classes await, and nothing else", () => {
    expect(pureLayers([file("src/client/a.ts", "export async function a() { await b(); }")])).toEqual([]);
    expect(pureLayers([file("src/client/a.ts", "export const a = Date.now();")])).toHaveLength(1);
    expect(pureLayers([file("src/client/a.ts", "setTimeout(() => {}, 1);")])).toHaveLength(1);
  });

  test("knows names of properties from globals, and words in comments and strings from code", () => {
    const text = `// Date.now() and await are not called here
      const a = { setTimeout: 1, process: "process.env" };
      context.setTimeout(a.process);
      interface Clock { setTimeout(ms: number): void }
      const at = new Date(0);`;
    expect(pureLayers([file("src/log/log.ts", text)])).toEqual([]);
  });

  test("refuses environment variables in all that is published", () => {
    expect(noEnvironment([file("src/ring.ts", `const size = process.env["SIZE"];`)])).toHaveLength(1);
    expect(noEnvironment([file("src/platform/a.ts", "use(process.env.SIZE);")])).toHaveLength(1);
    expect(noEnvironment([file("src/platform/a.ts", "process.exit(context.env);")])).toEqual([]);
  });

  test("does not bind platform, runtime or tests", () => {
    const text = "await later; setTimeout(() => process.exit(), Date.now());";
    const paths = ["src/platform/clock.ts", "src/runtime/a.ts", "test/unit/a.test.ts"];
    expect(pureLayers(paths.map((path) => file(path, text)))).toEqual([]);
  });
});

describe("the rules of size", () => {
  const lines = (count: number, line = "use();\n") => line.repeat(count);

  test("find long files, and worker entry points sooner", () => {
    expect(fileSizes([file("src/log/a.ts", lines(600)), file("workers/a.ts", lines(40))])).toEqual([]);
    expect(fileSizes([file("src/log/a.ts", lines(601)), file("workers/a.ts", lines(41))])).toHaveLength(2);
    expect(fileSizes([file("src/generated/messages.d.ts", lines(5000))])).toEqual([]);
  });

  test("take the median of src", () => {
    const files = [10, 300, 50].map((count, index) => file(`src/log/${index}.ts`, lines(count)));
    expect(medianLines(files)).toBe(50);
  });

  test("find long functions, and count neither blank lines nor comments", () => {
    const body = (inside: string) => file("src/log/a.ts", `class A {\n  b() {\n${inside}  }\n}\n`);
    expect(functionSizes([body(lines(68) + lines(50, "\n") + lines(50, "// why\n"))])).toEqual([]);
    expect(functionSizes([body(lines(69))])).toEqual([expect.stringContaining("a function of 71 lines")]);
  });
});

describe("the rules of names and leftovers", () => {
  test("find names that are not in kebab-case", () => {
    const good = ["src/log/log.ts", "src/log/epoch-cache.ts", "test/unit/a-b.test.ts", "src/wasm.d.ts", "README.md"];
    expect(kebabCaseNames(good.map((path) => file(path, "")))).toEqual([]);
    const bad = ["src/log/epochCache.ts", "src/log/Log.ts", "test/unit/a_b.test.ts"];
    expect(kebabCaseNames(bad.map((path) => file(path, "")))).toHaveLength(3);
  });

  test("find notes of unfinished work", () => {
    const note = "TO" + "DO";
    expect(leftovers([file("src/log/a.ts", `// ${note}: more`), file("docs/a.md", `x ${note}`)])).toHaveLength(2);
  });

  test("find tests that run alone or not at all, not other calls of that name", () => {
    const paths = ["only", "skip", "todo"].map((word) => file("test/unit/a.test.ts", `describe.${word}("a", b);`));
    expect(leftovers(paths)).toHaveLength(3);
    expect(leftovers([file("src/log/a.ts", "reader.skip(3);")])).toEqual([]);
  });

  test("find hosts of package registries", () => {
    const hosts = ["regis" + "try.npm" + "js.org", "repo1." + "maven.org"];
    expect(
      registryHosts(hosts.map((host) => file("package-lock.json", `"resolved": "https://${host}/a"`))),
    ).toHaveLength(2);
    expect(registryHosts([file(".npmrc", "omit-lockfile-registry-resolved=true")])).toEqual([]);
  });
});

describe("the rules of documents", () => {
  const log = file("src/log/log.ts", "");

  test("find a folder without a layer, without a README, and a README that is too long", () => {
    expect(folderReadmes([log])).toEqual(["src/log has no README.md"]);
    expect(folderReadmes([log, file("src/log/README.md", "# log\n")])).toEqual([]);
    expect(folderReadmes([log, file("src/log/README.md", "line\n".repeat(21))])).toHaveLength(1);
    expect(folderReadmes([file("src/strange/README.md", "")])).toEqual([expect.stringContaining("no layer")]);
  });

  test("find links, headings and paths that are not there", () => {
    const target = file("docs/a.md", "# The first part, again\n");
    const good = "[a](a.md) [b](a.md#the-first-part-again) [c](../src/log) [d](https://example.com) `src/log/log.ts`";
    expect(documentLinks([log, target, file("docs/b.md", good)])).toEqual([]);
    const bad = "[a](c.md) [b](a.md#nowhere) [c](../src/strange) ![d](d.png) `src/log/none.ts`";
    expect(documentLinks([log, target, file("docs/b.md", bad)])).toHaveLength(5);
  });

  test("find a table of layers that differs from the one that is checked", () => {
    const rows = FOLDERS.map((folder) => `| L${folder.layer} | ${folder.name} | ${folder.purpose} |`);
    expect(layerTable([file("src/README.md", rows.join("\n"))])).toEqual([]);
    expect(layerTable([file("src/README.md", rows.slice(1).join("\n"))])).toHaveLength(1);
    expect(layerTable([file("src/README.md", [...rows, "| L2 | strange | x |"].join("\n"))])).toHaveLength(1);
    expect(layerTable([])).toHaveLength(1);
  });
});
