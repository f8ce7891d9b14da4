import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { REPOSITORY } from "./source-file.ts";

test("every file, export and dependency is used (knip)", () => {
  const knip = spawnSync("node_modules/.bin/knip", ["--no-progress", "--no-config-hints"], {
    cwd: REPOSITORY,
    encoding: "utf8",
  });
  expect(knip.stdout + knip.stderr).toBe("");
  expect(knip.status).toBe(0);
});
