import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import type { Slice } from "../../../src/base/ids.ts";
import { ArenaStorage } from "../../../src/log/arena-storage.ts";
import type { StorageResult } from "../../../src/log/storage.ts";
import { FETCH_REFUSAL, FETCH_RESPONSE, type FetchedPartition, type FetchRequest } from "../../../src/message/kinds.ts";
import type { BrokerOptions } from "../../../src/replica/broker-actor.ts";
import { BrokerBench, type StorageClass } from "./broker-bench.ts";

/** Broker 1 follows broker 2 in all of topic 1's partitions. */
class FollowerBench extends BrokerBench {
  constructor(partitions = 1, options: Partial<BrokerOptions> = {}, storage: StorageClass = ArenaStorage) {
    super(partitions, options, storage, 2);
  }

  /** The fetch requests since it was asked last: correlation, session epoch and positions (partition@offset/last epoch). */
  requests(): string[] {
    this.endpoint.settle();
    return this.endpoint.asks
      .splice(0)
      .filter((ask) => ask.kind === "FetchRequest")
      .map(({ correlation, body }) => {
        const { sessionEpoch, moved, forgotten } = body as FetchRequest;
        const positions = moved.map((one) => `${one.partition}@${one.fetchOffset}/${one.lastFetchedEpoch}`);
        const gone = forgotten.map((one) => `-${one.partition}`);
        return [`${correlation}:`, `epoch ${sessionEpoch}`, ...positions, ...gone].join(" ");
      });
  }

  respond(correlation: number, parts: Partial<FetchedPartition>[], error = ErrorCode.NONE, bytes?: Slice): void {
    const empty = { topicId: 1, partition: 0, error: ErrorCode.NONE, highWatermark: 0, logStartOffset: 0 };
    const partitions = parts.map((part) => ({
      ...empty,
      attachmentBytes: 0,
      references: [],
      diverging: undefined,
      ...part,
    }));
    this.endpoint.answer(this.fetcher, FETCH_RESPONSE, { error, partitions }, correlation, bytes);
    this.endpoint.settle();
  }

  refuse(correlation: number, error: ErrorCode): void {
    this.endpoint.answer(this.fetcher, FETCH_REFUSAL, { error, partitions: [] }, correlation);
    this.endpoint.settle();
  }

  /** A batch from the leader for partition 0. */
  data(offset: number, epoch = 5, highWatermark = 0): [Partial<FetchedPartition>[], ErrorCode, Slice] {
    const bytes = this.arena.stamped(offset, epoch);
    return [[{ attachmentBytes: bytes.length, highWatermark }], ErrorCode.NONE, bytes];
  }

  /** Actors are spawned in the order root, first replica, fetcher. */
  get fetcher() {
    return this.endpoint.contextOf({ endpoint: 1, actor: 2 }).self;
  }
}

const REGISTER = 1; // the first ask of a broker

describe("a replica fetcher", () => {
  test("opens a session with all positions, then sends only the ones that moved", () => {
    const bench = new FollowerBench(2);
    expect(bench.requests()).toEqual([`${REGISTER + 1}: epoch 0 0@0/-1 1@0/-1`]);
    bench.respond(2, ...bench.data(0));
    expect(bench.requests()).toEqual(["3: epoch 1 0@1/5"]);
    bench.respond(3, [{ highWatermark: 1 }]);
    expect(bench.requests()).toEqual(["4: epoch 2"]); // parked without news
    expect(bench.broker.replica(1, 0)).toMatchObject({ logEndOffset: 1, highWatermark: 1 });
  });

  test("truncates where the leader says that the logs part, and asks again", () => {
    const bench = new FollowerBench();
    bench.respond(2, ...bench.data(0, 3));
    bench.respond(3, ...bench.data(1, 4));
    bench.requests();
    bench.respond(4, [{ diverging: { epoch: 3, endOffset: 1 }, highWatermark: 9 }]);
    expect(bench.requests()).toEqual(["5: epoch 3 0@1/3"]);
    expect(bench.broker.replica(1, 0)).toMatchObject({ logEndOffset: 1, highWatermark: 0 });
  });

  test("asks again after a pause when a partition is refused", () => {
    const bench = new FollowerBench();
    bench.requests();
    bench.respond(2, [{ error: ErrorCode.NOT_LEADER_OR_FOLLOWER }]);
    expect(bench.requests()).toEqual(["3: epoch 1"]);
    bench.endpoint.pass(5);
    expect(bench.requests()).toEqual(["4: epoch 2 0@0/-1"]);
  });

  test.each([
    { case: "outOfOrder", at: 7, cutBy: 0, first: [] },
    {
      case: "corrupt",
      at: 0,
      cutBy: 1,
      first: ["broker 1 follows a-0 of broker 2: its batch at offset 0 is not what its CRC says; the leader is told"],
    },
  ])(
    "says once that its leader sends what it cannot append, and when that is over: $case",
    ({ case: what, at, cutBy, first }) => {
      const lines: string[] = [];
      const bench = new FollowerBench(1, { warn: (message) => lines.push(message) });
      const respond = (offset: number, cut: number): void => {
        const bytes = bench.arena.stamped(offset, 5);
        const attachmentBytes = bytes.length - cut;
        bench.respond(Number.parseInt(bench.requests().at(-1) ?? "", 10), [{ attachmentBytes }], ErrorCode.NONE, {
          ...bytes,
          length: attachmentBytes,
        });
        bench.endpoint.pass(250);
      };
      for (let count = 0; count < 9; count++) respond(at, cutBy);
      expect(lines.splice(0)).toEqual(first);
      for (let count = 9; count < 25; count++) respond(at, cutBy);
      const where = "broker 1 follows a-0 of broker 2";
      expect(lines).toEqual([`${where}: 10 answers in a row for offset 0 were ${what}; it goes on asking`]);
      respond(0, 0);
      expect(lines.slice(1)).toEqual([`${where}: after 25 answers it has one that continues its log`]);
      expect(bench.broker.replica(1, 0)).toMatchObject({ logEndOffset: 1 });
    },
  );

  test("does not take in what was fetched for an earlier leader epoch", () => {
    const bench = new FollowerBench();
    bench.requests();
    bench.change({ partition: 0, leaderEpoch: 6 });
    bench.metadata();
    expect(bench.requests()).toEqual(["3: epoch 1 0@0/-1"]); // overtakes the parked one
    bench.respond(2, ...bench.data(0));
    expect(bench.broker.replica(1, 0)?.logEndOffset).toBe(0);
    bench.respond(3, ...bench.data(0, 6));
    expect(bench.broker.replica(1, 0)?.logEndOffset).toBe(1);
  });

  test("lets a partition go whose leader is another broker now", () => {
    const bench = new FollowerBench(2);
    bench.requests();
    bench.change({ partition: 0, leader: 3, leaderEpoch: 6 });
    bench.metadata();
    expect(bench.requests()).toEqual(["3: epoch 1 -0", "4: epoch 0 0@0/-1"]);
  });

  test.each([
    {
      case: "its leader's death",
      fail: (bench: FollowerBench) =>
        bench.endpoint.deliver(bench.fetcher, { type: "askFailed", correlation: 2, error: ErrorCode.ENDPOINT_DIED }),
    },
    {
      case: "a refused session",
      fail: (bench: FollowerBench) => bench.refuse(2, ErrorCode.FETCH_SESSION_ID_NOT_FOUND),
    },
  ])("opens a new session after $case, with a pause", ({ fail }) => {
    const bench = new FollowerBench(2);
    bench.requests();
    fail(bench);
    expect(bench.requests()).toEqual([]);
    bench.endpoint.pass(20);
    expect(bench.requests()).toEqual(["3: epoch 0 0@0/-1 1@0/-1"]);
  });

  test("acknowledges what is durable only, where that is asked for", () => {
    const syncs: (() => void)[] = [];
    class SlowStorage extends ArenaStorage {
      override sync(_recoveryPoint: number, request: number): StorageResult {
        syncs.push(() => this.completed(request, "done"));
        return "pending";
      }
    }
    const bench = new FollowerBench(1, { flush: "batch" }, SlowStorage);
    bench.requests();
    bench.respond(2, ...bench.data(0));
    expect(bench.requests()).toEqual(["3: epoch 1"]);
    syncs.shift()?.();
    expect(bench.requests()).toEqual(["4: epoch 2 0@1/5"]);
  });

  test("asks again much later when the arena is full", () => {
    const bench = new FollowerBench();
    bench.requests();
    while (bench.arena.allocate(bench.arena.unitBytes) !== undefined);
    bench.respond(2, ...bench.data(0));
    expect(bench.requests()).toEqual(["3: epoch 1"]);
    bench.endpoint.pass(100);
    expect(bench.requests()).toEqual([]);
    bench.endpoint.pass(150);
    expect(bench.requests()).toEqual(["4: epoch 2 0@0/-1"]);
  });
});
