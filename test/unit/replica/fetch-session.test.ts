import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import type { FetchResponse } from "../../../src/message/kinds.ts";
import { REPLICA_LIMITS } from "../../../src/replica/replica-limits.ts";
import { readAll } from "../record/support.ts";
import { BrokerBench } from "./broker-bench.ts";

const WAIT_MS = REPLICA_LIMITS.highWatermarkWaitMs;
const BATCH_BYTES = new BrokerBench().arena.batch(1).length;

describe("a follower's fetch session", () => {
  test("tells the high watermark at once, then keeps the request until there is news", () => {
    const bench = new BrokerBench();
    bench.fetch(1, { moved: [[0, 0]] });
    expect(bench.answers()).toEqual(["1: 0[0 B, hw 0]"]);
    bench.fetch(2, { epoch: 1 });
    expect(bench.answers()).toEqual([]);
    bench.produce(0, 90);
    expect(bench.answers()).toEqual(["90: ProduceResponse", `2: 0[${BATCH_BYTES} B, hw 0]`]);
  });

  test("answers once for all that happened in a turn", () => {
    const bench = new BrokerBench(3);
    bench.fetch(1, {
      moved: [
        [0, 0],
        [1, 0],
        [2, 0],
      ],
    });
    bench.answers();
    bench.fetch(2, { epoch: 1 });
    for (const partition of [2, 0, 2]) bench.produce(partition, 90);
    expect(bench.answers().at(-1)).toBe(`2: 2[${2 * BATCH_BYTES} B, hw 0] 0[${BATCH_BYTES} B, hw 0]`);
  });

  test("does not send the same bytes again before the position moved", () => {
    const bench = new BrokerBench();
    bench.produce(0, 90);
    bench.fetch(1, { moved: [[0, 0]] });
    expect(bench.answers().at(-1)).toBe(`1: 0[${BATCH_BYTES} B, hw 0]`);
    bench.fetch(2, { epoch: 1 });
    bench.produce(0, 91);
    expect(bench.answers()).toEqual(["91: ProduceResponse"]);
    bench.fetch(3, { epoch: 2, moved: [[0, 1]] });
    expect(bench.answers()).toEqual(["2: nothing", `3: 0[${BATCH_BYTES} B, hw 0]`]);
  });

  describe("that knows an old high watermark", () => {
    /** The follower has what partition 0 has, and so it is committed; partition 1 is empty. */
    function benchWithOldHighWatermark(): BrokerBench {
      const bench = new BrokerBench();
      bench.change({ partition: 0, isr: [1, 2] });
      bench.metadata();
      bench.produce(0, 90);
      bench.fetch(1, {
        moved: [
          [0, 0],
          [1, 0],
        ],
      });
      bench.answers();
      bench.fetch(2, { epoch: 1, moved: [[0, 1]] });
      return bench;
    }

    test("gets the new one with the next records, of any partition", () => {
      const bench = benchWithOldHighWatermark();
      expect(bench.answers()).toEqual([]);
      bench.produce(1, 91);
      expect(bench.answers()).toEqual(["91: ProduceResponse", `2: 0[0 B, hw 1] 1[${BATCH_BYTES} B, hw 0]`]);
    });

    test("gets it alone when no records come for a while", () => {
      const bench = benchWithOldHighWatermark();
      bench.endpoint.pass(WAIT_MS - 1);
      expect(bench.answers()).toEqual([]);
      bench.endpoint.pass(1);
      expect(bench.answers()).toEqual(["2: 0[0 B, hw 1]"]);
      bench.fetch(3, { epoch: 2 });
      bench.endpoint.pass(2 * WAIT_MS);
      expect(bench.answers()).toEqual([]);
    });

    test("waits as long again for a newer one, when the old one was brought by records", () => {
      const bench = benchWithOldHighWatermark();
      bench.endpoint.pass(WAIT_MS / 2);
      bench.produce(0, 91);
      expect(bench.answers()).toEqual(["91: ProduceResponse", `2: 0[${BATCH_BYTES} B, hw 1]`]);
      bench.fetch(3, { epoch: 2, moved: [[0, 2]] });
      bench.endpoint.pass(WAIT_MS / 2);
      expect(bench.answers()).toEqual([]);
      bench.endpoint.pass(WAIT_MS / 2);
      expect(bench.answers()).toEqual(["3: 0[0 B, hw 2]"]);
    });
  });

  test("fills an answer up to its bytes and starts the next one with what was left", () => {
    const bench = new BrokerBench(3);
    for (const partition of [0, 1, 2]) bench.produce(partition, 90);
    bench.answers();
    const size = BATCH_BYTES;
    bench.fetch(1, {
      moved: [
        [0, 0],
        [1, 0],
        [2, 0],
      ],
      maxBytes: size + 1,
    });
    expect(bench.answers()).toEqual([`1: 0[${size} B, hw 0]`]);
    bench.fetch(2, { epoch: 1, moved: [[0, 1]], maxBytes: 2 * size });
    expect(bench.answers()).toEqual([`2: 1[${size} B, hw 0] 2[${size} B, hw 0]`]);
    bench.fetch(3, { epoch: 2, maxBytes: 1 });
    expect(bench.answers()).toEqual([]);
    bench.fetch(4, { epoch: 3, moved: [[1, 0]], maxBytes: 1 });
    expect(bench.answers()).toEqual(["3: nothing", `4: 1[${size} B, hw 0]`]); // a first batch goes, however large
  });

  test("keeps everything when the ring is full, and sends it when there is room", () => {
    const bench = new BrokerBench();
    bench.fetch(1, { moved: [[0, 0]] });
    bench.answers();
    bench.fetch(2, { epoch: 1 });
    bench.endpoint.replyResult = "backpressure";
    bench.produce(0, 90);
    expect(bench.answers()).toEqual(["90: ProduceResponse"]);
    expect(bench.endpoint.waitsForSpace).toEqual([2]);
    bench.endpoint.replyResult = "sent";
    bench.produce(0, 91);
    expect(bench.answers()).toEqual(["91: ProduceResponse"]); // the room is announced, not tried for
    const session = bench.endpoint.last;
    session.actor.receive({ type: "turnEnd" }, session);
    expect(bench.answers()).toEqual([`2: 0[${2 * BATCH_BYTES} B, hw 0]`]);
  });

  test.each([
    { case: "a repeated epoch", epoch: 1, error: ErrorCode.INVALID_FETCH_SESSION_EPOCH },
    { case: "a skipped epoch", epoch: 3, error: ErrorCode.INVALID_FETCH_SESSION_EPOCH },
  ])("refuses $case", ({ epoch, error }) => {
    const bench = new BrokerBench();
    bench.fetch(1, { moved: [[0, 0]] });
    bench.fetch(2, { epoch: 1 });
    bench.answers();
    bench.fetch(3, { epoch });
    expect(bench.answers()).toEqual([`3: ${error}`]);
  });

  test("refuses also when the data ring is full: nobody would ask again for a refusal", () => {
    const bench = new BrokerBench();
    bench.fetch(1, { moved: [[0, 0]] });
    bench.answers();
    bench.fetch(2, { epoch: 1 });
    bench.answers();
    bench.endpoint.replyResult = "backpressure";
    bench.fetch(3, { epoch: 7 });
    bench.fetch(4, { session: 2, epoch: 1 });
    bench.fetch(5, { moved: [[0, 0]] }); // opens the session anew: request 2 is forgotten
    expect(bench.answers()).toEqual([
      `3: ${ErrorCode.INVALID_FETCH_SESSION_EPOCH}`,
      `4: ${ErrorCode.FETCH_SESSION_ID_NOT_FOUND}`,
      `2: ${ErrorCode.INVALID_FETCH_SESSION_EPOCH}`,
    ]);
  });

  test("is not found when it was never opened, and opens anew with epoch 0", () => {
    const bench = new BrokerBench();
    bench.fetch(1, { epoch: 4 });
    expect(bench.answers()).toEqual([`1: ${ErrorCode.FETCH_SESSION_ID_NOT_FOUND}`]);
    bench.fetch(2, { moved: [[0, 0]] });
    bench.answers();
    bench.fetch(3, { epoch: 1 });
    bench.fetch(4, { moved: [[0, 0]] });
    expect(bench.answers()).toEqual([`3: ${ErrorCode.INVALID_FETCH_SESSION_EPOCH}`, "4: 0[0 B, hw 0]"]);
  });

  test("tells of a lost leadership, and of partitions that are not here", () => {
    const bench = new BrokerBench();
    bench.fetch(1, {
      moved: [
        [0, 0],
        [7, 0],
      ],
    });
    expect(bench.answers()).toEqual([`1: 0[0 B, hw 0] 7[${ErrorCode.UNKNOWN_TOPIC_OR_PARTITION}, hw -1]`]);
    bench.fetch(2, { epoch: 1 });
    bench.change({ partition: 0, leader: 3, leaderEpoch: 6 });
    bench.metadata();
    expect(bench.answers()).toEqual([`2: 0[${ErrorCode.NOT_LEADER_OR_FOLLOWER}, hw -1]`]);
  });

  test("says nothing more of a forgotten partition", () => {
    const bench = new BrokerBench();
    bench.fetch(1, {
      moved: [
        [0, 0],
        [1, 0],
      ],
    });
    bench.answers();
    bench.fetch(2, { epoch: 1, forgotten: [0] });
    bench.produce(0, 90);
    bench.produce(1, 91);
    expect(bench.answers().at(-1)).toBe(`2: 1[${BATCH_BYTES} B, hw 0]`);
  });
});

describe("a consumer's fetch session", () => {
  test("gets references to what is committed, in shared memory", () => {
    const bench = new BrokerBench(1);
    bench.change({ partition: 0, isr: [1] });
    bench.metadata();
    bench.fetch(1, { consumer: true, from: 9, moved: [[0, 0]] });
    expect(bench.answers()).toEqual([]);
    for (let count = 0; count < 3; count++) bench.produce(0, 90, bench.arena.batch(2));
    bench.endpoint.settle();
    const [reply] = bench.endpoint.replies.filter((sent) => sent.correlation === 1);
    const part = (reply?.body as FetchResponse | undefined)?.partitions[0];
    expect(part?.references).toHaveLength(1);
    expect(reply?.attachment).toEqual([]);
    const [reference] = part?.references ?? [];
    const records = readAll(bench.arena.memory, reference?.address ?? 0, reference?.length ?? 0);
    expect(records.map((record) => record.offset)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test("waits for what is appended but not committed", () => {
    const bench = new BrokerBench(1);
    bench.produce(0, 90);
    bench.fetch(1, { consumer: true, from: 9, moved: [[0, 0]] });
    expect(bench.answers()).toEqual(["90: ProduceResponse"]);
    bench.change({ partition: 0, isr: [1] });
    bench.metadata();
    expect(bench.answers()).toEqual(["1: 0[1 refs, hw 1]"]);
  });

  test("is told once where the log parts from what it has read, and gets data again from there (KIP-320)", () => {
    const bench = new BrokerBench(1);
    bench.change({ partition: 0, isr: [1] });
    bench.metadata();
    bench.produce(0, 90);
    bench.answers();
    const consumer = { consumer: true, from: 9, leaderEpoch: 5 };
    bench.fetch(1, { ...consumer, moved: [[0, 3]], lastFetchedEpoch: 2 });
    expect(bench.answers()).toEqual(["1: 0[diverging 2 at 0, hw 1]"]);
    bench.fetch(2, { ...consumer, epoch: 1 });
    bench.produce(0, 91);
    expect(bench.answers()).toEqual(["91: ProduceResponse"]);
    bench.fetch(3, { ...consumer, epoch: 2, moved: [[0, 0]] });
    expect(bench.answers()).toEqual(["2: nothing", "3: 0[1 refs, hw 2]"]);
  });

  test("is told that its position is outside of the log", () => {
    const bench = new BrokerBench(1);
    bench.fetch(1, { consumer: true, from: 9, moved: [[0, 5]] });
    expect(bench.answers()).toEqual([`1: 0[${ErrorCode.OFFSET_OUT_OF_RANGE}, hw -1]`]);
  });
});

describe("the sessions of an endpoint", () => {
  test("end with it", () => {
    const bench = new BrokerBench();
    bench.fetch(1, { moved: [[0, 0]] });
    bench.answers();
    expect(bench.endpoint.watched).toEqual([2]);
    const actors = bench.endpoint.size;
    bench.endpoint.deliver(bench.root, { type: "endpointDied", endpoint: 2, incarnation: 0 });
    expect(bench.endpoint.size).toBe(actors - 1);
    bench.fetch(2, { epoch: 1 });
    expect(bench.answers()).toEqual([`2: ${ErrorCode.FETCH_SESSION_ID_NOT_FOUND}`]);
  });

  test("are bounded: the one that asked longest ago goes", () => {
    const bench = new BrokerBench(1, { limits: { sessionsPerEndpointMax: 2 } });
    const consumer = { consumer: true, from: 9 };
    bench.fetch(1, { ...consumer, session: 1, moved: [[0, 0]] });
    bench.fetch(2, { ...consumer, session: 2, moved: [[0, 0]] });
    bench.fetch(3, { ...consumer, session: 1, epoch: 1 });
    bench.fetch(4, { ...consumer, session: 3, moved: [[0, 0]] });
    expect(bench.answers()).toContain(`2: ${ErrorCode.INVALID_FETCH_SESSION_EPOCH}`);
    bench.fetch(5, { ...consumer, session: 1, epoch: 2 });
    expect(bench.answers()).toEqual(["3: nothing"]);
  });
});
