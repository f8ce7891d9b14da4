import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import { LAG_MS, LeaderBench, stateOf } from "./leader-fixture.ts";

function answer(error: ErrorCode, isr: number[] = [], partitionEpoch = 11, leaderEpoch = 5) {
  return { error, isr, partitionEpoch, leaderEpoch };
}

/** Broker 3 has fallen behind: 1 and 2 have offset 0, it has nothing, and the lag time is over. */
function lagging(minInSyncReplicas = 1): LeaderBench {
  const bench = new LeaderBench({ minInSyncReplicas });
  for (const id of [2, 3]) bench.fetch(id, 0);
  bench.produce(7);
  bench.fetch(2, 1);
  bench.now += LAG_MS + 1;
  bench.fetch(2, 1);
  return bench;
}

describe("an ISR that shrinks", () => {
  test("loses who did not catch up within the lag time, and only then", () => {
    const bench = lagging();
    expect(bench.propose()).toBe("1@11 2@12");
    const early = new LeaderBench();
    early.produce(7);
    early.now += LAG_MS;
    expect(early.propose()).toBeUndefined();
  });

  test("counts the old one until the supervisor has answered (KIP-497)", () => {
    const bench = lagging();
    bench.propose();
    expect(bench.leader.isr.maximal).toEqual([1, 2, 3]);
    expect(bench.done).toEqual([]);
    expect(bench.leader.isrAnswered(answer(ErrorCode.NONE, [1, 2]))).toBe("settled");
    expect(bench.done).toEqual(["committed 1", "7: NONE 0", "isr may change"]);
  });

  test("learns the same from the metadata, in any order", () => {
    const bench = lagging();
    bench.propose();
    bench.leader.adopt({ ...stateOf(), isr: [1, 2], partitionEpoch: 11 });
    expect(bench.leader.highWatermark).toBe(1);
    expect(bench.leader.isrAnswered(answer(ErrorCode.NONE, [1, 2]))).toBe("settled");
    expect(bench.leader.isr.inFlight).toBeUndefined();
    expect(bench.leader.isr.partitionEpoch).toBe(11);
  });

  test("below min.insync.replicas commits nothing (KIP-966)", () => {
    const bench = lagging(3);
    bench.propose();
    bench.leader.isrAnswered(answer(ErrorCode.NONE, [1, 2]));
    expect(bench.leader.highWatermark).toBe(0);
    bench.produce(8, { acks: 1 });
    expect(bench.done).toContain("8: NONE 1");
    bench.fetch(2, 2);
    expect(bench.leader.highWatermark).toBe(0);
    bench.fetch(3, 2);
    expect(bench.propose()).toBe("1@11 2@12 3@13");
    bench.leader.isrAnswered(answer(ErrorCode.NONE, [1, 2, 3], 12));
    expect(bench.leader.highWatermark).toBe(2);
  });

  test("keeps a follower that had everything until the moment of the append, however long it was parked", () => {
    const bench = new LeaderBench();
    for (const id of [2, 3]) bench.fetch(id, 0);
    bench.now += 10 * LAG_MS;
    bench.produce(7);
    bench.now += LAG_MS;
    expect(bench.propose()).toBeUndefined();
    bench.now += 1;
    expect(bench.propose()).toBe("1@11");
  });

  test("keeps a follower that is always a little behind", () => {
    const bench = new LeaderBench({ replicas: [1, 2] });
    bench.fetch(2, 0);
    for (let offset = 0; offset < 50; offset++) {
      bench.produce(offset);
      bench.now += LAG_MS / 4;
      bench.produce(offset);
      bench.fetch(2, offset * 2 + 1);
      expect(bench.propose()).toBeUndefined();
    }
  });

  test("takes out who never fetched in this epoch", () => {
    const bench = new LeaderBench({ epochs: [1] });
    bench.now += LAG_MS + 1;
    expect(bench.propose()).toBe("1@11");
  });
});

describe("an ISR that grows", () => {
  test("takes in who has caught up with the high watermark and with the start of this epoch", () => {
    const bench = new LeaderBench({ isr: [1, 2], epochs: [1, 1, 1], highWatermark: 1 });
    bench.fetch(3, 2);
    expect(bench.done).toEqual([]); // past the high watermark, before this epoch's start
    expect(bench.propose()).toBeUndefined();
    bench.fetch(3, 3);
    expect(bench.done).toEqual(["isr may change"]);
    expect(bench.propose()).toBe("1@11 2@12 3@13");
  });

  test("takes nobody in who still has records that were deleted: as a leader it would bring them back", () => {
    const bench = new LeaderBench({ isr: [1, 2], epochs: [1, 1, 1], highWatermark: 3 });
    bench.leader.deleteBelow(2);
    bench.fetch(3, 3, { start: 0 });
    expect(bench.done).toEqual([]);
    expect(bench.propose()).toBeUndefined();
    bench.fetch(3, 3, { start: 2 });
    expect(bench.done).toEqual(["isr may change"]);
    expect(bench.propose()).toBe("1@11 2@12 3@13");
  });

  test("takes nobody in who is about to end as planned, as often as it fetches", () => {
    const bench = new LeaderBench({ isr: [1, 2] });
    bench.shuttingDown.add(3);
    bench.fetch(3, 0);
    bench.fetch(3, 0);
    expect(bench.done).toEqual([]);
    expect(bench.propose()).toBeUndefined();
    bench.shuttingDown.clear();
    bench.fetch(3, 0);
    expect(bench.propose()).toBe("1@11 2@12 3@13");
  });

  test("waits for the new member from the moment it is proposed (KIP-497)", () => {
    const bench = new LeaderBench({ isr: [1, 2] });
    bench.fetch(2, 0);
    bench.fetch(3, 0);
    bench.propose();
    bench.produce(7);
    bench.fetch(2, 1);
    expect(bench.leader.highWatermark).toBe(0);
    bench.fetch(3, 1);
    expect(bench.leader.highWatermark).toBe(1);
  });

  test("asks for nothing more while a change is in flight", () => {
    const bench = new LeaderBench({ isr: [1] });
    bench.fetch(2, 0);
    expect(bench.propose()).toBe("1@11 2@12");
    bench.fetch(3, 0);
    expect(bench.propose()).toBeUndefined();
    bench.leader.isrAnswered(answer(ErrorCode.NONE, [1, 2]));
    expect(bench.propose()).toBe("1@11 2@12 3@13");
  });

  test.each([
    { case: "is not registered", change: (bench: LeaderBench) => bench.registered.delete(3) },
    {
      case: "has a newer incarnation than the one that fetched (KIP-903)",
      change: (bench: LeaderBench) => bench.registered.set(3, 20),
    },
  ])("does not take in who $case", ({ change }) => {
    const bench = new LeaderBench({ isr: [1, 2] });
    bench.fetch(3, 0);
    change(bench);
    expect(bench.propose()).toBeUndefined();
  });

  test("without broker epochs lets the stale incarnation in: that is the mutant", () => {
    const bench = new LeaderBench({ isr: [1, 2], rules: { brokerEpochInIsrChange: false } });
    bench.fetch(3, 0);
    bench.registered.set(3, 20);
    expect(bench.propose()).toBe("1@11 2@12 3@20");
  });
});

describe("the supervisor's answer", () => {
  test.each([
    { error: "INELIGIBLE_REPLICA", next: "settled", maximal: [1, 2] },
    { error: "FENCED_LEADER_EPOCH", next: "wait", maximal: [1, 2, 3] },
    { error: "NEW_LEADER_ELECTED", next: "wait", maximal: [1, 2, 3] },
    { error: "STALE_BROKER_EPOCH", next: "retry", maximal: [1, 2, 3] },
    { error: "METADATA_FULL", next: "retry", maximal: [1, 2, 3] },
  ] as const)("$error means: $next", ({ error, next, maximal }) => {
    const bench = new LeaderBench({ isr: [1, 2] });
    bench.fetch(3, 0);
    bench.propose();
    expect(bench.leader.isrAnswered(answer(ErrorCode[error], [], -1, -1))).toBe(next);
    expect(bench.leader.isr.maximal).toEqual(maximal);
  });

  test("that the state has changed meanwhile brings the present one", () => {
    const bench = new LeaderBench({ isr: [1, 2] });
    bench.fetch(3, 0);
    bench.propose();
    const stale = answer(ErrorCode.INVALID_UPDATE_VERSION, [1], 12);
    expect(bench.leader.isrAnswered(stale)).toBe("settled");
    expect(bench.leader.isr).toMatchObject({ committed: [1], maximal: [1], partitionEpoch: 12 });
  });
});

describe("a leader with a damaged log", () => {
  /** All three have offset 0, and the leader's copy is not whole. */
  function damaged(): LeaderBench {
    const bench = new LeaderBench();
    for (const id of [2, 3]) bench.fetch(id, 0);
    bench.produce(7);
    for (const id of [2, 3]) bench.fetch(id, 1);
    bench.leader.damaged(0);
    return bench;
  }

  test("proposes an ISR without itself, so that another one leads", () => {
    const bench = damaged();
    expect(bench.propose()).toBe("2@12 3@13");
    expect(bench.leader.isr.inFlight?.damagedOffset).toBe(0);
    expect(bench.leader.isr.maximal, "until the outcome is known").toEqual([1, 2, 3]);
    expect(bench.leader.isrAnswered(answer(ErrorCode.NONE, [2, 3], 11, 6))).toBe("settled");
    expect(bench.propose(), "the next epoch is on its way").toBeUndefined();
  });

  test("leaves it to who keeps up, if anybody does", () => {
    const bench = damaged();
    bench.now += LAG_MS;
    bench.produce(8);
    bench.fetch(2, 2);
    bench.now += LAG_MS + 1;
    bench.fetch(2, 2);
    expect(bench.propose()).toBe("2@12");
    const late = damaged();
    late.produce(8);
    late.now += LAG_MS + 1;
    expect(late.propose(), "each of them has what is committed").toBe("2@12 3@13");
  });

  test("goes on while it is alone, and resigns when somebody has come", () => {
    const bench = new LeaderBench({ isr: [1] });
    bench.produce(7);
    bench.leader.damaged(0);
    expect(bench.propose()).toBeUndefined();
    bench.fetch(2, 1);
    expect(bench.propose()).toBe("1@11 2@12");
    expect(bench.leader.isr.inFlight?.damagedOffset).toBe(-1);
    bench.leader.isrAnswered(answer(ErrorCode.NONE, [1, 2]));
    expect(bench.propose()).toBe("2@12");
  });
});
