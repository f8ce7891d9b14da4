import { describe, expect, test } from "vitest";
import { runSeeds } from "./run-seed.ts";

describe("the seed runner", () => {
  test("prints a line for each green seed", () => {
    const lines: string[] = [];
    expect(runSeeds(["--seed", "3", "--seeds", "2", "--storage", "memory"], (line) => lines.push(line))).toBe(0);
    expect(lines).toEqual([expect.stringMatching(/^seed 3: green, .*memory/), expect.stringMatching(/^seed 4: green/)]);
  });

  test("prints the timeline of a mutant that was caught", () => {
    const lines: string[] = [];
    expect(runSeeds(["--seeds", "20", "--rule", "acknowledge=appended"], (line) => lines.push(line))).toBeGreaterThan(
      0,
    );
    expect(lines.find((line) => line.includes("is lost"))).toMatch(
      /seed \d+, step \d+, virtual time[\s\S]*elected, epoch/,
    );
  });

  test("prints the smallest run instead, if asked to", () => {
    const lines: string[] = [];
    runSeeds(["--seeds", "8", "--rule", "acknowledge=appended", "--shrink"], (line) => lines.push(line));
    expect(lines.find((line) => line.includes("is lost"))).toMatch(/shrunk from \d+ faults to \d in \d+ runs/);
  });
});
