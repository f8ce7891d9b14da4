import { describe, expect, test } from "vitest";
import { EpochRuns } from "../../../src/testing/invariants/epoch-runs.ts";

/** Each word is a record: offset@epoch. What is remembered of the offsets 0 to 6. */
function afterReading(words: string): (number | undefined)[] {
  const runs = new EpochRuns();
  for (const word of words.split(" ")) {
    const [offset = 0, epoch = 0] = word.split("@").map(Number);
    runs.add(offset, epoch);
  }
  return Array.from({ length: 7 }, (_, offset) => runs.epochAt(offset));
}

const none = undefined;

describe("the epochs of what was read", () => {
  test.each([
    { what: "in order", words: "0@0 1@0 2@3 3@3", epochs: [0, 0, 3, 3, none, none, none] },
    { what: "with a gap", words: "1@0 4@0 5@2", epochs: [none, 0, none, none, 0, 2, none] },
    { what: "again from the middle of a run", words: "0@0 1@0 2@0 3@0 2@3", epochs: [0, 0, 3, none, none, none, none] },
    { what: "again from an earlier run", words: "0@0 1@0 2@3 3@4 1@5 2@5", epochs: [0, 5, 5, none, none, none, none] },
    { what: "again from a gap", words: "0@0 4@0 5@0 2@1", epochs: [0, none, 1, none, none, none, none] },
    { what: "again from before everything", words: "3@2 4@2 1@0", epochs: [none, 0, none, none, none, none, none] },
  ])("are known for what was read $what", ({ words, epochs }) => {
    expect(afterReading(words)).toEqual(epochs);
  });
});
