import { expect, test } from "vitest";
import { codeVersion } from "../../../src/platform/code-version.ts";

test("a tree under git is named by its commit, and by whether it was changed", () => {
  expect(codeVersion()).toMatch(/^commit [0-9a-f]{7,}(, with changes)?$/);
});
