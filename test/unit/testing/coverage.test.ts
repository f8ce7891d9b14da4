import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import type { MessageKind } from "../../../src/message/kind.ts";
import {
  ALTER_PARTITION_REQUEST,
  ALTER_PARTITION_RESPONSE,
  FETCH_REQUEST,
  FETCH_RESPONSE,
  FetcherRole,
  LIST_OFFSETS_RESPONSE,
  PRODUCE_REQUEST,
  PRODUCE_RESPONSE,
} from "../../../src/message/kinds.ts";
import { RARE_EVENTS, type RareEvent, watchCoverage } from "../../../src/testing/coverage/coverage.ts";
import type { Watched } from "../../../src/testing/coverage/watch.ts";
import type { SimEndpoint } from "../../../src/testing/machine/sim-endpoint.ts";
import { batchAt, TOPIC_ID, ToldCluster } from "./observed-cluster.ts";

const SUPERVISOR = 0;
const CLIENT = 9;

/** A cluster as a test says it is, and what was counted in it. */
class CountedCluster extends ToldCluster {
  readonly afterTurn: ((endpoint: SimEndpoint) => void)[] = [];
  /** Units whose extents were freed. */
  readonly resting = new Set<number>();
  readonly runtime = {
    afterTurn: this.afterTurn,
    endpoint: () => undefined,
    endpoints: () => [],
    world: { arena: { isResting: (unit: number) => this.resting.has(unit) }, metadata: { appendAt: () => undefined } },
  } as unknown as Watched["runtime"];
  readonly #counts = watchCoverage(this);

  /** What has happened at all. */
  get seen(): string[] {
    return (Object.keys(RARE_EVENTS) as RareEvent[]).filter((event) => this.#counts[event] > 0);
  }

  count(event: RareEvent): number {
    return this.#counts[event];
  }

  /** A frame is handed over: with what the body has beside where it goes. */
  frame(from: number, to: number, kind: MessageKind, body: object, correlation = 1): void {
    const frame = { kind, correlation, attachment: new Uint8Array(0) } as never;
    for (const see of this.onFrame) see(from, to, frame, { topicId: TOPIC_ID, partition: 0, error: 0, ...body });
  }

  turn(endpoint: number): void {
    for (const see of this.afterTurn) see({ endpoint, incarnation: 0, port: {} } as SimEndpoint);
  }

  fetched(to: number, part: object): void {
    const whole = { topicId: TOPIC_ID, partition: 0, error: 0, highWatermark: 0, logStartOffset: 0, diverging: null };
    this.frame(1, to, FETCH_RESPONSE, { partitions: [{ ...whole, ...part }] });
    this.turn(to);
  }

  proposesIsr(
    ids: readonly number[],
    state: { leaderEpoch?: number; partitionEpoch?: number } = {},
    epochs = ids,
  ): void {
    const { leaderEpoch, partitionEpoch } = { ...this.image.partition(TOPIC_ID, 0), ...state };
    const newIsr = ids.map((brokerId, index) => ({ brokerId, brokerEpoch: epochs[index] }));
    this.frame(1, SUPERVISOR, ALTER_PARTITION_REQUEST, { leaderEpoch, partitionEpoch, newIsr });
  }
}

describe("an ISR change is counted", () => {
  test("when it comes after an election, and not otherwise", () => {
    const cluster = new CountedCluster();
    cluster.proposesIsr([1]);
    expect(cluster.seen).toEqual([]);
    cluster.change({ leader: 2, leaderEpoch: 1 });
    cluster.proposesIsr([1], { leaderEpoch: 0 });
    expect(cluster.count("electionDuringIsrChange")).toBe(1);
  });

  test("when the state has moved, as a repetition or as one that is overtaken", () => {
    const cluster = new CountedCluster();
    cluster.change({ isr: [1] });
    cluster.proposesIsr([1], { partitionEpoch: 0 });
    expect(cluster.seen).toEqual(["isrChangeRepeated"]);
    cluster.proposesIsr([1, 2], { partitionEpoch: 0 });
    expect(cluster.seen).toEqual(["isrChangeOvertaken", "isrChangeRepeated"]);
  });

  test("when it names an incarnation that is gone (KIP-903)", () => {
    const cluster = new CountedCluster();
    cluster.change({ isr: [1] });
    cluster.proposesIsr([1, 2]);
    expect(cluster.seen).toEqual([]);
    cluster.proposesIsr([1, 2], {}, [1, 1]);
    expect(cluster.seen).toEqual(["isrOfStaleIncarnation"]);
  });

  test("when an ISR of one grows again", () => {
    const cluster = new CountedCluster();
    cluster.change({ isr: [1] });
    expect(cluster.seen).toEqual([]);
    cluster.change({ isr: [1, 2] });
    cluster.change({});
    expect(cluster.count("isrOfOneGrowsAgain")).toBe(1);
  });
});

describe("an election is counted", () => {
  test("when it is unclean", () => {
    const cluster = new CountedCluster();
    cluster.change({ leader: -1, leaderEpoch: 1, isr: [1] });
    cluster.change({ leader: 2, leaderEpoch: 2, isr: [2] });
    expect(cluster.seen).toEqual(["uncleanElection"]);
  });

  test("when it gives leadership back to the preferred replica, from a leader that lives", () => {
    const cluster = new CountedCluster();
    cluster.change({ leader: 2, leaderEpoch: 1 });
    expect(cluster.seen).toEqual([]);
    cluster.change({ leader: 1, leaderEpoch: 2 });
    expect(cluster.count("preferredLeaderReturns")).toBe(1);
    cluster.change({ leader: 2, leaderEpoch: 3 });
    cluster.tell({ type: "brokerFenced", brokerId: 2, brokerEpoch: 2, reason: "" });
    cluster.change({ leader: 1, leaderEpoch: 4, isr: [1] });
    expect(cluster.count("preferredLeaderReturns")).toBe(1);
  });

  test("when the new leader knows of less than consumers were told", () => {
    const cluster = new CountedCluster();
    cluster.second.highWatermark = 5;
    cluster.fetched(CLIENT, { highWatermark: 5 });
    cluster.change({ leader: 2, leaderEpoch: 1 });
    expect(cluster.seen).toEqual([]);
    cluster.fetched(CLIENT, { highWatermark: 7 });
    cluster.first.highWatermark = 6;
    cluster.change({ leader: 1, leaderEpoch: 2 });
    expect(cluster.seen).toContain("electionBehindReaders");
  });

  test("when no replica has heard of the last one", () => {
    const cluster = new CountedCluster();
    cluster.change({ leader: 2, leaderEpoch: 1 });
    cluster.second.leaderEpoch = 1;
    cluster.change({ leader: 1, leaderEpoch: 2 });
    expect(cluster.seen).not.toContain("electionUnheardOf");
    cluster.change({ leader: 2, leaderEpoch: 3 });
    expect(cluster.seen).toContain("electionUnheardOf");
  });
});

describe("a truncation is counted", () => {
  test("when a log gets shorter, with the epochs that went", () => {
    const cluster = new CountedCluster();
    const { second } = cluster;
    second.log = [batchAt(0, 2, 1, 0), batchAt(2, 2, 2, 1), batchAt(4, 2, 3, 2)];
    cluster.fetched(2, { diverging: { epoch: 2, endOffset: 6 } });
    expect(cluster.seen).toEqual([]); // nothing was cut
    const cutTo = (batches: number, endOffset: number): void => {
      cluster.frame(1, 2, FETCH_RESPONSE, {
        partitions: [{ topicId: TOPIC_ID, partition: 0, error: 0, diverging: { epoch: 1, endOffset } }],
      });
      second.log = second.log.slice(0, batches);
      cluster.turn(2);
    };
    cutTo(2, 4);
    expect(cluster.seen).toEqual(["logTruncated"]);
    second.log = [batchAt(0, 2, 1, 0), batchAt(2, 2, 2, 1), batchAt(4, 2, 3, 2)];
    second.leaderEpoch = 3;
    second.highWatermark = 3;
    cutTo(1, 2);
    expect(cluster.seen).toEqual(["logTruncated", "severalEpochsTruncated", "committedTruncated"]);
  });

  test("as one in steps only for the same leader", () => {
    const cluster = new CountedCluster();
    const cut = (leaderEpoch: number): void => {
      cluster.second.log = [batchAt(0, 2, 1), batchAt(2, 2, 2)];
      cluster.second.leaderEpoch = leaderEpoch;
      cluster.frame(1, 2, FETCH_RESPONSE, {
        partitions: [{ topicId: TOPIC_ID, partition: 0, error: 0, diverging: { epoch: 0, endOffset: 2 } }],
      });
      cluster.second.log = cluster.second.log.slice(0, 1);
      cluster.turn(2);
    };
    cut(1);
    cut(2);
    expect(cluster.count("truncatedInSteps")).toBe(0);
    cut(2);
    expect(cluster.count("truncatedInSteps")).toBe(1);
  });

  test("as a consumer's when a consumer is told", () => {
    const cluster = new CountedCluster();
    cluster.fetched(CLIENT, { diverging: { epoch: 0, endOffset: 2 } });
    expect(cluster.seen).toEqual(["readerTruncated"]);
  });
});

describe("a batch is counted", () => {
  test("as a duplicate when its first offset is older than the batch's arrival", () => {
    const cluster = new CountedCluster();
    cluster.first.log = [batchAt(0, 5, 1)];
    const answered = (baseOffset: number): void => {
      cluster.frame(CLIENT, 1, PRODUCE_REQUEST, { leaderEpoch: 0 }, 7);
      cluster.frame(1, CLIENT, PRODUCE_RESPONSE, { baseOffset }, 7);
    };
    answered(5);
    expect(cluster.seen).toEqual([]);
    answered(0);
    expect(cluster.seen).toEqual(["duplicateSuppressed"]);
  });

  test("as a zombie's when its leader does not know that another one leads", () => {
    const cluster = new CountedCluster();
    cluster.first.role = "leader";
    cluster.change({ leader: 2, leaderEpoch: 1 });
    cluster.frame(CLIENT, 1, PRODUCE_REQUEST, { leaderEpoch: 1 }); // it will be refused
    expect(cluster.seen).toEqual([]);
    cluster.frame(CLIENT, 1, PRODUCE_REQUEST, { leaderEpoch: 0 });
    expect(cluster.seen).toEqual(["zombieTakesBatch"]);
    const moved = [{ topicId: TOPIC_ID, partition: 0, fetchOffset: 0, currentLeaderEpoch: 0 }];
    cluster.frame(CLIENT, 1, FETCH_REQUEST, { role: FetcherRole.CONSUMER, moved, corrupt: [] });
    expect(cluster.seen).toContain("zombieServesReader");
  });
});

test.each([
  [PRODUCE_RESPONSE, ErrorCode.NOT_ENOUGH_REPLICAS, "tooFewInSync"],
  [PRODUCE_RESPONSE, ErrorCode.FENCED_LEADER_EPOCH, "produceFenced"],
  [LIST_OFFSETS_RESPONSE, ErrorCode.OFFSET_NOT_AVAILABLE, "latestNotKnown"],
  [LIST_OFFSETS_RESPONSE, ErrorCode.FENCED_LEADER_EPOCH, undefined],
  [ALTER_PARTITION_RESPONSE, ErrorCode.FENCED_LEADER_EPOCH, undefined],
] as const)("%o with error %i counts as %s", (kind, error, event) => {
  const cluster = new CountedCluster();
  cluster.frame(1, CLIENT, kind as MessageKind, { error });
  expect(cluster.seen).toEqual(event === undefined ? [] : [event]);
});

describe("a loss is counted", () => {
  test("when all data is gone, and when the partition goes on", () => {
    const cluster = new CountedCluster();
    cluster.change({ isr: [], leader: -1, leaderEpoch: 1, dataLost: true });
    expect(cluster.seen).toEqual(["dataLost"]);
    cluster.change({ isr: [2], leader: 2, leaderEpoch: 2, dataLost: false, recoveredOffset: 12 });
    expect(cluster.count("reopenedAtHighWatermark")).toBe(1);
  });

  test("when a broker dies under a lease", () => {
    const cluster = new CountedCluster();
    cluster.leases.push({ endpoint: CLIENT, unit: 4, generation: 1 });
    cluster.tell({ type: "brokerFenced", brokerId: 1, brokerEpoch: 1, reason: "" });
    expect(cluster.seen).toEqual([]);
    cluster.resting.add(4);
    cluster.tell({ type: "brokerFenced", brokerId: 2, brokerEpoch: 2, reason: "" });
    expect(cluster.seen).toEqual(["leaseOutlivesLog"]);
  });

  test("when a reassignment meets the death of whom it adds, is done without its leader, or taken back", () => {
    const cluster = new CountedCluster();
    const moving = { replicas: [2, 1], addingReplicas: [2], removingReplicas: [1], isr: [1] };
    cluster.change(moving);
    cluster.tell({ type: "brokerFenced", brokerId: 2, brokerEpoch: 2, reason: "" });
    expect(cluster.seen).toEqual(["reassignmentMeetsDeath"]);
    const done = { addingReplicas: [], removingReplicas: [] };
    cluster.change({ ...done, replicas: [2], isr: [2], leader: 2, leaderEpoch: 1 });
    expect(cluster.seen).toContain("leaderMovedAway");
    cluster.change({ ...moving, isr: [1], leader: 1 });
    cluster.change({ ...done, replicas: [1], leaderEpoch: 2 });
    expect(cluster.seen).toContain("reassignmentUndone");
  });
});
