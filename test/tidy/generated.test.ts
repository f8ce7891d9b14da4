import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { REPOSITORY } from "./source-file.ts";

const GENERATED = ["messages.js", "messages.d.ts", "error-code.js", "error-code.d.ts"];

test.each(GENERATED)("src/generated/%s is what npm run generate makes of schemas/", (name) => {
  const target = mkdtempSync(join(tmpdir(), "millrace-generated-"));
  onTestFinished(() => rmSync(target, { recursive: true }));
  execFileSync("bash", ["scripts/generate.sh", target], { cwd: REPOSITORY, stdio: "pipe" });
  const fresh = readFileSync(join(target, name), "utf8");
  const committed = readFileSync(join(REPOSITORY, "src/generated", name), "utf8");
  expect(committed === fresh, "run npm run generate and commit the result").toBe(true);
});
