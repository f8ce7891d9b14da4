import { expect, it } from "vitest";
import { formatProfile, type Profile, selfTimes } from "../../../bench/harness/profile.ts";

function node(id: number, functionName: string, url = "", lineNumber = 0): Profile["nodes"][number] {
  return { id, callFrame: { functionName, url, lineNumber } };
}

const PROFILE: Profile = {
  nodes: [node(1, "(idle)"), node(2, "put", "file:///src/record/batch-writer.ts", 96), node(3, "", "file:///a/b.ts")],
  samples: [1, 2, 3, 2],
  timeDeltas: [9_000, 2_000, 1_000, 1_000],
};

it("adds up the time of each function, without sleep", () => {
  const times = selfTimes(PROFILE);
  expect(times).toEqual([
    { name: "put record/batch-writer.ts:97", ms: 3 },
    { name: "(anonymous) a/b.ts:1", ms: 1 },
  ]);
  expect(
    formatProfile(times, 1)
      .split("\n")
      .map((line) => line.trim()),
  ).toEqual(["4.0 ms 100.0 %  (all)", "3.0 ms  75.0 %  put record/batch-writer.ts:97"]);
});
