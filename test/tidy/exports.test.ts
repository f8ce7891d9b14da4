import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { ENTRIES, ENTRY_SOURCES } from "../support/entries.ts";
import { REPOSITORY } from "./source-file.ts";

describe("the public API", () => {
  // The package's tests compare the same lists with the built package.
  test.each(Object.entries(ENTRY_SOURCES))("of %s is what test/support/entries.ts says", async (entry, source) => {
    const exports = await import(pathToFileURL(REPOSITORY + source).href);
    expect(Object.keys(exports).sort()).toEqual(ENTRIES[entry]);
  });
});
