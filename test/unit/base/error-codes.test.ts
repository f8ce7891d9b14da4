import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ERROR_CODES, ErrorCode, MillraceError } from "../../../src/base/errors.ts";

const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));

const page = readFileSync(`${REPOSITORY}docs/errors.md`, "utf8");
const documented = new Map(
  Array.from(page.matchAll(/^\| `([A-Z_]+)` \| (.+) \| (yes|no) \| (.+) \|$/gm), ([, code, , retriable]) => [
    code,
    retriable,
  ]),
);

const sources = globSync("src/**/*.ts", { cwd: REPOSITORY })
  .filter((path) => !path.startsWith("src/generated/") && path !== "src/base/errors.ts")
  .map((path) => readFileSync(`${REPOSITORY}${path}`, "utf8"))
  .join("\n");

describe("the closed list of error codes", () => {
  it("is the list of docs/errors.md", () => {
    expect([...documented.keys()].sort()).toEqual([...ERROR_CODES].sort());
  });

  it.each(ERROR_CODES)("docs/errors.md says rightly whether %s is retriable", (code) => {
    expect(documented.get(code)).toBe(new MillraceError(code, "").retriable ? "yes" : "no");
  });

  it.each(ERROR_CODES.filter((code) => !(code in ErrorCode)))("%s is thrown somewhere", (code) => {
    expect(sources).toMatch(new RegExp(`(new MillraceError|super)\\(\\s*"${code}"`));
  });
});
