import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import {
  DELETE_RECORDS_REQUEST,
  type DeleteRecordsResponse,
  FETCH_REQUEST,
  FetcherRole,
} from "../../../src/message/kinds.ts";
import { ACKS_ALL } from "../../../src/replica/leader.ts";
import { BrokerBench } from "./broker-bench.ts";

/** Broker 1 leads a partition of three replicas with ten committed records; 2 and 3 have all of them. */
class Bench extends BrokerBench {
  readonly #epochs = new Map<number, number>();

  constructor() {
    super(1);
    for (let index = 0; index < 10; index++) this.produce(0, 90);
    for (const broker of [2, 3]) this.follow(broker, 0);
    this.answers();
  }

  /** A follower says that it has everything, and where its log starts. */
  follow(broker: number, logStartOffset: number): void {
    const sessionEpoch = this.#epochs.get(broker) ?? 0;
    this.#epochs.set(broker, sessionEpoch + 1);
    const position = { topicId: 1, partition: 0, fetchOffset: 10, lastFetchedEpoch: 5, currentLeaderEpoch: 5 };
    const body = {
      role: FetcherRole.FOLLOWER,
      brokerId: broker,
      brokerEpoch: 10 + broker,
      sessionId: 1,
      sessionEpoch,
      maxBytes: 1e6,
      moved: [{ ...position, logStartOffset }],
      forgotten: [],
      corrupt: [],
    };
    this.endpoint.request(this.root, FETCH_REQUEST, body, { correlation: 50 + broker, from: broker });
  }

  remove(correlation: number, offset: number, leaderEpoch = 5): void {
    const body = { topicId: 1, partition: 0, offset, leaderEpoch, timeoutMs: 400 };
    this.endpoint.request(this.root, DELETE_RECORDS_REQUEST, body, { correlation });
  }

  /** What deletions were answered: correlation, error, low watermark. */
  get deletions(): unknown[] {
    this.endpoint.settle();
    return this.endpoint.replies
      .splice(0)
      .filter(({ kind }) => kind === "DeleteRecordsResponse")
      .map(({ correlation, body }) => {
        const { error, lowWatermark } = body as DeleteRecordsResponse;
        return [correlation, error, lowWatermark];
      });
  }
}

describe("deleting records at a leader", () => {
  test("is answered when every living replica has followed, with the smallest start", () => {
    const bench = new Bench();
    bench.remove(1, 4);
    expect(bench.deletions).toEqual([]);
    expect(bench.broker.replica(1, 0)?.logStartOffset).toBe(4);
    bench.follow(2, 4);
    expect(bench.deletions).toEqual([]);
    bench.follow(3, 4);
    expect(bench.deletions).toEqual([[1, ErrorCode.NONE, 4]]);
  });

  test("of everything that is committed is asked for with -1", () => {
    const bench = new Bench();
    bench.remove(1, -1);
    for (const broker of [2, 3]) bench.follow(broker, 10);
    expect(bench.deletions).toEqual([[1, ErrorCode.NONE, 10]]);
  });

  test("of what has gone already is done at once", () => {
    const bench = new Bench();
    bench.remove(1, 4);
    for (const broker of [2, 3]) bench.follow(broker, 4);
    bench.remove(2, 3);
    expect(bench.deletions).toEqual([
      [1, ErrorCode.NONE, 4],
      [2, ErrorCode.NONE, 4],
    ]);
  });

  test.each([
    { case: "above the high watermark", offset: 11, epoch: 5, error: ErrorCode.OFFSET_OUT_OF_RANGE },
    { case: "below nothing", offset: -2, epoch: 5, error: ErrorCode.OFFSET_OUT_OF_RANGE },
    { case: "of an older leader epoch", offset: 4, epoch: 4, error: ErrorCode.FENCED_LEADER_EPOCH },
  ])("$case is refused", ({ offset, epoch, error }) => {
    const bench = new Bench();
    bench.remove(1, offset, epoch);
    expect(bench.deletions).toEqual([[1, error, -1]]);
    expect(bench.broker.replica(1, 0)?.logStartOffset).toBe(0);
  });

  test("does not wait for a replica that is dead", () => {
    const bench = new Bench();
    bench.remove(1, 4);
    bench.follow(2, 4);
    bench.image.replay({ type: "brokerFenced", brokerId: 3, brokerEpoch: 13, reason: "test" });
    bench.metadata();
    bench.endpoint.pass(60);
    expect(bench.deletions).toEqual([[1, ErrorCode.NONE, 4]]);
  });

  test("ends with REQUEST_TIMED_OUT, or with the leader", () => {
    const bench = new Bench();
    bench.remove(1, 4);
    bench.endpoint.pass(350);
    expect(bench.deletions).toEqual([]);
    bench.endpoint.pass(100);
    expect(bench.deletions).toEqual([[1, ErrorCode.REQUEST_TIMED_OUT, -1]]);
    bench.remove(2, 5);
    bench.change({ partition: 0, leader: 2, leaderEpoch: 6 });
    bench.metadata();
    expect(bench.deletions).toEqual([[2, ErrorCode.NOT_LEADER_OR_FOLLOWER, -1]]);
  });

  test("ends with its topic, as do writes that wait", () => {
    const bench = new Bench();
    bench.remove(1, 4);
    bench.produce(0, 91, bench.arena.batch(1), ACKS_ALL);
    bench.image.replay({ type: "topicDeleted", topicId: 1 });
    bench.metadata();
    const ended = bench.endpoint.replies.filter(({ correlation }) => correlation === 1 || correlation === 91);
    const error = ErrorCode.NOT_LEADER_OR_FOLLOWER;
    expect(ended).toMatchObject([
      { correlation: 1, body: { error } },
      { correlation: 91, body: { error } },
    ]);
    bench.endpoint.replies.length = 0;
    bench.remove(2, 5);
    expect(bench.deletions).toEqual([[2, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, -1]]);
    bench.endpoint.pass(1_000); // no timer of it is left
    expect(bench.arena.unitsInUse).toBe(0);
  });
});
