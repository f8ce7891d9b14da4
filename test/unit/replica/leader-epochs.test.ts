import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import { codecs } from "../../../src/platform/codecs.ts";
import { listOffset } from "../../../src/replica/list-offsets.ts";
import { LeaderBench, logOf, verdictText } from "./leader-fixture.ts";
import { TestArena } from "./support.ts";

describe("a follower's position", () => {
  // The leader's log: epoch 1 at 0-2, epoch 3 at 3-4, epoch 5 (its own) from 5.
  test.each([
    { case: "the end", offset: 5, last: 3, says: "good" },
    { case: "within a common epoch", offset: 2, last: 1, says: "good" },
    { case: "an empty log", offset: 0, last: -1, says: "good" },
    { case: "more of epoch 1 than the leader has (KIP-101)", offset: 4, last: 1, says: "diverging 1 at 3" },
    { case: "an epoch that the leader never saw (KIP-279)", offset: 5, last: 2, says: "diverging 1 at 3" },
    { case: "a newer unknown epoch (KIP-279)", offset: 9, last: 4, says: "diverging 3 at 5" },
    { case: "an epoch before all that the leader has", offset: 3, last: 0, says: "diverging 0 at 0" },
    { case: "an offset above the end without an epoch", offset: 9, last: -1, says: "diverging 5 at 5" },
  ])("at $case: $says", ({ offset, last, says }) => {
    const bench = new LeaderBench({ epochs: [1, 1, 1, 3, 3] });
    expect(bench.fetch(2, offset, { last })).toBe(says);
  });

  test("that diverges acknowledges nothing", () => {
    const bench = new LeaderBench({ epochs: [1, 1, 1], replicas: [1, 2] });
    bench.fetch(2, 3, { last: 2 });
    expect(bench.leader.highWatermark).toBe(0);
    expect(bench.leader.follower(2)?.endOffset).toBe(-1);
  });

  test.each([
    { case: "an older leader epoch", with: { epoch: 4 }, says: "FENCED_LEADER_EPOCH" },
    { case: "a newer leader epoch", with: { epoch: 6 }, says: "UNKNOWN_LEADER_EPOCH" },
    { case: "an older incarnation", with: { brokerEpoch: 9 }, says: "STALE_BROKER_EPOCH" },
    { case: "a newer incarnation than the metadata knows", with: { brokerEpoch: 90 }, says: "good" },
  ])("of $case: $says", ({ with: options, says }) => {
    expect(new LeaderBench().fetch(2, 0, options)).toBe(says);
  });

  test("of a stranger is refused", () => {
    expect(new LeaderBench({ replicas: [1, 2] }).fetch(3, 0)).toBe("UNKNOWN_TOPIC_OR_PARTITION");
  });

  test("goes back with a new incarnation that lost its log, and holds the high watermark", () => {
    const bench = new LeaderBench({ replicas: [1, 2] });
    bench.produce(7);
    bench.fetch(2, 1);
    expect(bench.leader.highWatermark).toBe(1);
    bench.fetch(2, 0, { brokerEpoch: 30 });
    bench.produce(8);
    expect(bench.leader.highWatermark).toBe(1);
    expect(bench.fetch(2, 1, { brokerEpoch: 12 })).toBe("STALE_BROKER_EPOCH");
  });
});

describe("a consumer's position", () => {
  test.each([
    { case: "below the high watermark", offset: 0, says: "good" },
    { case: "between high watermark and log end", offset: 2, says: "good" },
    { case: "above the log's end", offset: 4, says: "OFFSET_OUT_OF_RANGE" },
    { case: "before the log's start", offset: -1, says: "OFFSET_OUT_OF_RANGE" },
  ])("$case: $says", ({ offset, says }) => {
    const bench = new LeaderBench({ epochs: [1, 1, 1], highWatermark: 1 });
    const position = { fetchOffset: offset, lastFetchedEpoch: -1, currentLeaderEpoch: -1 };
    expect(verdictText(bench.leader.consumerFetched(position))).toBe(says);
  });

  // The leader's log: epoch 1 at 0-2, epoch 3 at 3-4, epoch 5 (its own) from 5; it starts at 1.
  test.each([
    { case: "a record that is there", offset: 5, last: 3, says: "good" },
    { case: "more of epoch 1 than the leader has", offset: 4, last: 1, says: "diverging 1 at 3" },
    { case: "an epoch that the leader never had", offset: 3, last: 2, says: "diverging 1 at 3" },
    { case: "such an epoch, and less than the one before it has now", offset: 2, last: 2, says: "diverging 1 at 3" },
    { case: "a record above the log's end", offset: 9, last: 4, says: "diverging 3 at 5" },
    { case: "an epoch before all that the leader has", offset: 3, last: 0, says: "diverging 0 at 1" },
    { case: "a deleted record right before the log's start", offset: 1, last: 0, says: "good" },
    { case: "a deleted record further back", offset: 0, last: 0, says: "OFFSET_OUT_OF_RANGE" },
    { case: "an epoch that the leader has not come to", offset: 5, last: 6, says: "UNKNOWN_LEADER_EPOCH" },
  ])("behind $case: $says (KIP-320)", ({ offset, last, says }) => {
    const bench = new LeaderBench({ epochs: [1, 1, 1, 3, 3], highWatermark: 3 });
    bench.leader.deleteBelow(1);
    const position = { fetchOffset: offset, lastFetchedEpoch: last, currentLeaderEpoch: 5 };
    expect(verdictText(bench.leader.consumerFetched(position))).toBe(says);
  });

  test("is refused in another leader epoch before anything is compared", () => {
    const { leader } = new LeaderBench({ epochs: [1, 1, 3] });
    const position = { fetchOffset: 3, lastFetchedEpoch: 2, currentLeaderEpoch: 4 };
    expect(verdictText(leader.consumerFetched(position))).toBe("FENCED_LEADER_EPOCH");
  });
});

describe("offsets by name, right after an election (KIP-207)", () => {
  const NONE = ErrorCode.NONE;
  const UNKNOWN = ErrorCode.OFFSET_NOT_AVAILABLE;

  test.each([
    { timestamp: -1, before: { error: UNKNOWN, offset: -1 }, after: { error: NONE, offset: 3 } },
    { timestamp: -2, before: { error: NONE, offset: 0 }, after: { error: NONE, offset: 0 } },
    { timestamp: 0, before: { error: NONE, offset: 0 }, after: { error: NONE, offset: 0 } },
    { timestamp: 5_000, before: { error: UNKNOWN, offset: -1 }, after: { error: NONE, offset: -1 } },
    { timestamp: -3, before: { error: NONE, offset: 0 }, after: { error: NONE, offset: 0 } },
    { timestamp: -9, before: { error: ErrorCode.INVALID_REQUEST }, after: { error: ErrorCode.INVALID_REQUEST } },
  ])("timestamp $timestamp", ({ timestamp, before, after }) => {
    const bench = new LeaderBench({ epochs: [1, 1, 1], highWatermark: 1 });
    expect(listOffset(bench.leader, bench.log, codecs, timestamp)).toMatchObject(before);
    for (const id of [2, 3]) bench.fetch(id, 3);
    expect(listOffset(bench.leader, bench.log, codecs, timestamp)).toMatchObject(after);
  });
});

describe("a search by time that meets a batch that cannot be read", () => {
  test.each([5_000, -3])("says which one, so that no other has to be looked at: timestamp %i", (timestamp) => {
    const arena = new TestArena();
    const log = logOf(arena);
    const batch = arena.batch(2, { timestamp: 6_000, stepMs: 0 });
    for (let count = 0; count < 3; count++) log.appendAsLeader(arena.batch(2, { timestamp: 1_000 * count }), 1);
    log.appendAsLeader(batch, 1);
    const { leader } = new LeaderBench({ log, isr: [1], highWatermark: 8 });
    const suspects: number[] = [];
    const answer = () => listOffset(leader, log, codecs, timestamp, (offset) => suspects.push(offset));
    expect(answer()).toMatchObject({ error: ErrorCode.NONE, offset: 6 });
    const at = (log.read(6, 1, 8)[0]?.address ?? 0) + 22; // its attributes: gzip, which it is not
    arena.memory.bytes[at] = 1;
    expect(answer()).toMatchObject({ error: ErrorCode.CORRUPT_MESSAGE });
    arena.memory.view.setInt32((log.read(2, 1, 4)[0]?.address ?? 0) + 8, 3); // shorter than any batch
    expect(answer()).toMatchObject({ error: ErrorCode.CORRUPT_MESSAGE });
    expect(suspects).toEqual([6, 2]);
  });
});

describe("the offset of the largest timestamp (KIP-734)", () => {
  const MAX_TIMESTAMP = -3;

  /** Batches of three records: 9,000 8,000 7,000 at 0-2, 6,000 6,001 6,002 at 3-5. */
  function bench(startOffset: number): LeaderBench {
    const arena = new TestArena();
    const log = logOf(arena);
    for (const options of [{ timestamp: 9_000, stepMs: -1_000 }, { timestamp: 6_000 }])
      log.appendAsLeader(arena.batch(3, options), 1);
    const bench = new LeaderBench({ log, isr: [1], highWatermark: 6 });
    bench.leader.deleteBelow(startOffset);
    return bench;
  }

  test.each([
    { startOffset: 0, offset: 0, timestamp: 9_000 },
    { startOffset: 1, offset: 1, timestamp: 8_000 },
    { startOffset: 2, offset: 2, timestamp: 7_000 },
    { startOffset: 3, offset: 5, timestamp: 6_002 },
    { startOffset: 5, offset: 5, timestamp: 6_002 },
    { startOffset: 6, offset: -1, timestamp: -1 },
  ])("is one of the log that starts at $startOffset: $offset", ({ startOffset, offset, timestamp }) => {
    const { leader, log } = bench(startOffset);
    const found = { error: ErrorCode.NONE, offset, timestamp };
    expect(listOffset(leader, log, codecs, MAX_TIMESTAMP)).toMatchObject(found);
  });
});
