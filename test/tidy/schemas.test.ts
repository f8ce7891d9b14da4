import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { REPOSITORY } from "./source-file.ts";

/** Compares the schemas in `folder` with the last release's; the complaints, a line each. */
function check(folder: string): string {
  const words = ["breaking", folder, "--config", join(REPOSITORY, "buf.yaml")];
  const buf = spawnSync(
    join(REPOSITORY, "node_modules/.bin/buf"),
    [...words, "--against", join(REPOSITORY, "schemas/released.json")],
    {
      cwd: folder,
      encoding: "utf8",
    },
  );
  expect(buf.stderr).toBe("");
  return buf.stdout;
}

/** A copy of the repository's schemas in which `before` in the metadata's became `after`. */
function changed(before: string, after: string): string {
  const folder = mkdtempSync(join(tmpdir(), "millrace-schemas-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(join(REPOSITORY, "schemas"), join(folder, "schemas"), { recursive: true });
  const path = join(folder, "schemas/metadata.proto");
  const text = readFileSync(path, "utf8");
  expect(text).toContain(before);
  writeFileSync(path, text.replace(before, after));
  return folder;
}

describe("the check of schemas/ against the last release", () => {
  test("passes", () => expect(check(REPOSITORY)).toBe(""));

  test.each([
    ["a renumbered field", "uint32 broker_id = 1;", "uint32 broker_id = 11;", /field "1".*was deleted/],
    ["another type", "uint64 broker_epoch = 4;", "string broker_epoch = 4;", /changed type from "uint64" to "string"/],
    ["a number left free", "bool has_log = 5;", "", /field "5".*was deleted without reserving/],
  ])("refuses %s", (_, before, after, complaint) => {
    expect(check(changed(before, after))).toMatch(complaint);
  });

  test.each([
    ["a new field", "bool has_log = 5;", "bool has_log = 5; uint32 rack = 6;"],
    ["a field that went for good", "bool has_log = 5;", "reserved 5;"],
  ])("allows %s", (_, before, after) => {
    expect(check(changed(before, after))).toBe("");
  });
});
