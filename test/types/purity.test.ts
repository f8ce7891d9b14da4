import { expect, test } from "vitest";
import { errorsOf } from "./compile.ts";

const REFUSED: readonly string[] = [
  `import { readFileSync } from "node:fs"; readFileSync("a");`,
  `import type { Worker } from "node:worker_threads"; export type A = Worker;`,
  "setTimeout(() => {}, 1);",
  "setImmediate(() => {});",
  "process.exit();",
  "performance.now();",
  "Buffer.alloc(1);",
  "fetch('a');",
  "document.title;",
];

const ALLOWED: readonly string[] = [
  `import { MillraceError } from "#/base/errors.ts"; throw new MillraceError("CLOSED", "closed");`,
  "export const cells = new Int32Array(new SharedArrayBuffer(8)); Atomics.store(cells, 0, 1);",
  "export const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });",
];

test("code of the pure layers cannot name what node or a browser adds", () => {
  const errors = errorsOf("tsconfig.pure.json", REFUSED);
  REFUSED.forEach((snippet, index) =>
    expect(errors[index], snippet).toEqual([expect.stringMatching(/^TS2(304|307|503|58\d|59\d)/)]),
  );
});

test("code of the pure layers can use the language, shared memory and wasm", () => {
  const errors = errorsOf("tsconfig.pure.json", ALLOWED);
  ALLOWED.forEach((snippet, index) => expect(errors[index], snippet).toEqual([]));
});
