import { describe, expect, it } from "vitest";
import { decideRestartOfMember } from "../../../src/runtime/restart-backoff.ts";

const CRASH = { livedMs: 50, wasKilled: false, failures: 0, baseMs: 100 };

describe("the restart of a member", () => {
  it("comes after the base delay for a first failure, and later with every further one", () => {
    const delays: number[] = [];
    for (let failures = 0; failures < 9; ) {
      const next = decideRestartOfMember({ ...CRASH, failures });
      delays.push(next.delayMs);
      failures = next.failures;
    }
    expect(delays).toEqual([100, 300, 500, 900, 1_700, 3_300, 6_500, 10_000, 10_000]);
  });

  it("starts from the beginning after a stable time", () => {
    expect(decideRestartOfMember({ ...CRASH, failures: 5, livedMs: 10_001 })).toEqual({ delayMs: 100, failures: 1 });
  });

  it("comes after the base delay however often a user kills it", () => {
    expect(decideRestartOfMember({ ...CRASH, failures: 5, wasKilled: true })).toEqual({ delayMs: 100, failures: 0 });
  });

  it("never comes before the delay that a user chose", () => {
    expect(decideRestartOfMember({ ...CRASH, failures: 9, baseMs: 60_000 }).delayMs).toBe(60_000);
  });
});
