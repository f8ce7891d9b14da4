import { describe, expect, test } from "vitest";
import type { Log } from "../../../src/log/log.ts";
import { PartitionFollower } from "../../../src/replica/follower.ts";
import { REPLICA_RULES, type ReplicaRules } from "../../../src/replica/rules.ts";
import { LeaderBench, logOf } from "./leader-fixture.ts";
import { crc, TestArena } from "./support.ts";

function follow(log: Log, highWatermark = 0, rules: Partial<ReplicaRules> = {}, leaderEpoch = 9): PartitionFollower {
  return new PartitionFollower({ log, leaderEpoch, highWatermark, crc, rules: { ...REPLICA_RULES, ...rules } });
}

/** Lets a follower fetch from a leader until it has everything; returns the ends to which it truncated. */
function converge(bench: LeaderBench, log: Log, follower: PartitionFollower): number[] {
  const truncations: number[] = [];
  for (let round = 0; round < 20; round++) {
    const { position } = follower;
    const verdict = bench.leader.followerFetched(2, 12, position, 0);
    if (verdict.type === "diverging") {
      follower.truncate(verdict.end);
      truncations.push(log.endOffset);
      continue;
    }
    expect(verdict.type).toBe("good");
    const [first, ...more] = bench.log.read(position.fetchOffset, 1e6, bench.log.endOffset);
    if (first === undefined) return truncations;
    expect(more).toEqual([]);
    expect(follower.append(first)).toBe("appended");
    follower.learn(bench.leader.highWatermark);
  }
  throw new Error("the follower did not catch up");
}

function epochsOf(log: Log): number[] {
  return Array.from(log.batches(), (batch) => batch.leaderEpoch);
}

describe("a follower", () => {
  test("has the leader's high watermark as far as its own log goes, and never goes back", () => {
    const bench = new LeaderBench();
    const follower = follow(logOf(bench.arena, [1, 1]));
    expect(follower.learn(7)).toBe(true);
    expect(follower.highWatermark).toBe(2);
    expect(follower.learn(1)).toBe(false);
    expect(follower.highWatermark).toBe(2);
  });

  test("appends several batches at once, and keeps what came before a bad one", () => {
    const arena = new TestArena();
    const log = logOf(arena);
    const follower = follow(log);
    const source = logOf(arena, [1, 1, 1]);
    const [run] = source.read(0, 1e6, 3);
    if (run === undefined) throw new Error("a run");
    expect(follower.append({ ...run, length: run.length - 1 })).toBe("corrupt");
    expect(log.endOffset).toBe(2);
    expect(follower.append(run)).toBe("outOfOrder");
  });

  test("starts anew where the leader's log begins above its own end", () => {
    const arena = new TestArena();
    const log = logOf(arena, [1, 1]);
    const follower = follow(log);
    follower.restartAt(50);
    expect([log.startOffset, log.endOffset, follower.highWatermark]).toEqual([50, 50, 50]);
    expect(follower.append(arena.stamped(50, 3))).toBe("appended");
  });
});

describe("KIP-101: a follower restarts before it has learnt the high watermark", () => {
  test("and keeps the committed record, as its leader's epochs say that it may", () => {
    const bench = new LeaderBench({ epochs: [1, 1], leaderEpoch: 9 });
    const log = logOf(bench.arena, [1, 1]);
    expect(converge(bench, log, follow(log, 1))).toEqual([]);
    expect(log.endOffset).toBe(2);
  });

  test("and, truncating to its high watermark, would lose it: that is the mutant", () => {
    const log = logOf(new TestArena(), [1, 1]);
    follow(log, 1, { truncateBy: "highWatermark" });
    expect(log.endOffset).toBe(1);
  });

  test("logs that diverged after a double failure become one", () => {
    const bench = new LeaderBench({ epochs: [1, 2], leaderEpoch: 9 });
    const log = logOf(bench.arena, [1, 1]);
    expect(converge(bench, log, follow(log, 1))).toEqual([1]);
    expect(epochsOf(log)).toEqual([1, 2]);
  });
});

describe("KIP-279: leaders changed in quick succession", () => {
  test.each([
    { case: "the leader lacks the follower's last epoch", leader: [1, 1, 3], follower: [1, 1, 2], cuts: [2] },
    { case: "each has an epoch that the other lacks", leader: [1, 3, 3, 5], follower: [1, 2, 4, 4], cuts: [1] },
    { case: "the common epoch is two steps back", leader: [1, 2, 2, 5, 5], follower: [1, 2, 2, 2, 3, 4], cuts: [3] },
    {
      case: "the follower lacks the epoch that the leader names",
      leader: [1, 3, 5],
      follower: [1, 2, 4],
      cuts: [2, 1],
    },
    { case: "nothing is common", leader: [5], follower: [1, 2, 3], cuts: [0] },
    { case: "the leader's log is empty", leader: [], follower: [1, 2], cuts: [0] },
  ])("and the logs agree in the end: $case", ({ leader, follower, cuts }) => {
    const bench = new LeaderBench({ epochs: leader, leaderEpoch: 9 });
    const log = logOf(bench.arena, follower);
    const truncations = converge(bench, log, follow(log));
    expect(epochsOf(log)).toEqual(leader);
    expect(truncations.at(-1)).toBe(cuts.at(-1));
  });
});

describe("a follower and damaged bytes", () => {
  test("appends nothing that is not what its CRC says, and what came before it", () => {
    const arena = new TestArena();
    const log = logOf(arena, [1]);
    const follower = follow(log);
    const good = arena.stamped(1, 1);
    const bad = arena.stamped(2, 1);
    const flip = () => {
      const at = bad.address + bad.length - 1;
      arena.memory.bytes[at] = (arena.memory.bytes[at] as number) ^ 1;
    };
    flip();
    expect(follower.append(good)).toBe("appended");
    expect([follower.append(bad), follower.isSuspect, log.endOffset]).toEqual(["corrupt", true, 2]);
    expect([follower.append(bad), follower.refusedInARow]).toEqual(["corrupt", 2]);
    flip();
    expect([follower.append(bad), follower.isSuspect, log.endOffset]).toEqual(["appended", false, 3]);
  });

  test("appends nothing of a later epoch than its leader's, and tells of what does not continue its log", () => {
    const arena = new TestArena();
    const log = logOf(arena, [1]);
    const follower = follow(log, 0, {}, 3);
    expect([follower.append(arena.stamped(1, 4)), follower.isSuspect]).toEqual(["corrupt", true]);
    expect([follower.append(arena.stamped(5, 3)), follower.isSuspect]).toEqual(["outOfOrder", true]);
    expect([follower.append(arena.stamped(1, 3)), follower.isSuspect]).toEqual(["appended", false]);
  });

  test("begins without the end of its log that it knows to be damaged, in the ISR no more", () => {
    const log = logOf(new TestArena(), [1, 1, 1, 1]);
    const follower = new PartitionFollower({
      log,
      leaderEpoch: 9,
      highWatermark: 4,
      crc,
      rules: REPLICA_RULES,
      damagedFrom: 2,
    });
    expect([follower.position.fetchOffset, follower.highWatermark, log.endOffset]).toEqual([2, 2, 2]);
  });
});
