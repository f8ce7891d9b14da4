import { describe, expect, it } from "vitest";
import { cleanLeader, NO_LEADER, preferredLeader, withLeader } from "../../../src/supervisor/election.ts";
import { partitionState } from "./fixture.ts";

describe("a clean election", () => {
  it.each([
    ["the preferred replica when it is in the ISR and alive", [1, 2, 3], [3, 2, 1], [1, 2, 3], 1],
    ["the next of the replica list when the preferred is dead", [2, 3, 1], [1, 2, 3], [1, 3], 3],
    ["a member of the ISR before an earlier replica outside of it", [1, 2, 3], [3], [1, 2, 3], 3],
    ["nobody when no member of the ISR is alive", [1, 2, 3], [1], [2, 3], NO_LEADER],
    ["nobody when the ISR is empty", [1, 2, 3], [], [1, 2, 3], NO_LEADER],
  ])("chooses %s", (_, replicas, isr, alive, leader) => {
    expect(cleanLeader(partitionState({ replicas, isr }), (id) => alive.includes(id))).toBe(leader);
  });

  it("gives a new leader a new epoch and the same leader none", () => {
    const state = partitionState({ leader: 1, leaderEpoch: 4 });
    expect(withLeader(state, 2)).toMatchObject({ leader: 2, leaderEpoch: 5 });
    expect(withLeader(state, NO_LEADER)).toMatchObject({ leader: -1, leaderEpoch: 5 });
    expect(withLeader(state, 1)).toBe(state);
  });

  it("prefers the first replica", () => {
    expect(preferredLeader(partitionState({ replicas: [3, 1] }))).toBe(3);
    expect(preferredLeader(partitionState({ replicas: [] }))).toBe(NO_LEADER);
  });
});
