import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkNode, NODE_MAJOR_MIN } from "../../../src/platform/node-version.ts";

test("a Node that is older than the package says is refused by name", () => {
  const { engines } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
  expect(engines.node).toBe(`>=${NODE_MAJOR_MIN}.0.0`);
  for (const version of ["20.20.2", "22.22.0", "9.0.0"])
    expect(() => checkNode(version)).toThrow(
      expect.objectContaining({
        code: "START_FAILED",
        message: `millrace needs Node 24 or newer; this is Node ${version}`,
      }),
    );
  for (const version of ["24.0.0", "26.10.0", "100.0.0-nightly"]) checkNode(version);
  checkNode();
});
