import { describe, expect, it } from "vitest";
import { ACTOR_GENERATION_MASK, ACTOR_SLOT_BITS, partitionKey } from "../../../src/base/ids.ts";
import * as limits from "../../../src/base/limits.ts";

describe("the limits", () => {
  it("are positive safe integers", () => {
    for (const [name, value] of Object.entries(limits)) {
      if (typeof value !== "number" || name.endsWith("_SHARE")) continue;
      expect(Number.isSafeInteger(value) && value > 0, name).toBe(true);
    }
  });

  it("of shares are parts of one", () => {
    for (const [name, value] of Object.entries(limits))
      if (name.startsWith("ARENA_") && name.endsWith("_SHARE"))
        expect(typeof value === "number" && value > 0 && value < 1, name).toBe(true);
  });
});

describe("ids", () => {
  it("give every partition a key of its own that is a safe integer", () => {
    const keys = [
      partitionKey(0, 0),
      partitionKey(0, 1_048_575),
      partitionKey(1, 0),
      partitionKey(2 ** 31 - 1, 1_048_575),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.every(Number.isSafeInteger)).toBe(true);
  });

  it("of actors fill 32 bits with slot and generation", () => {
    expect(2 ** ACTOR_SLOT_BITS * (ACTOR_GENERATION_MASK + 1)).toBe(2 ** 32);
  });
});
