import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import {
  ALTER_PARTITION_RESPONSE,
  type AlterPartitionRequest,
  REGISTER_BROKER_RESPONSE,
} from "../../../src/message/kinds.ts";
import { BrokerBench } from "./broker-bench.ts";

const FIRST_REPLICA = { endpoint: 1, actor: 1 };

class IsrBench extends BrokerBench {
  constructor(isr: readonly number[]) {
    super(0);
    this.change({ partition: 0, isr });
    this.metadata();
  }

  /** The ISR changes asked for since it was asked last: correlation and members. */
  proposals(): string[] {
    this.endpoint.settle();
    return this.endpoint.asks
      .splice(0)
      .filter((ask) => ask.kind === "AlterPartitionRequest")
      .map(({ correlation, body }) => {
        const { newIsr, brokerEpoch, partitionEpoch } = body as AlterPartitionRequest;
        const members = newIsr.map((member) => `${member.brokerId}@${member.brokerEpoch}`);
        return `${correlation}: ${members.join(" ")} over ${partitionEpoch} by @${brokerEpoch}`;
      });
  }

  decide(correlation: number, error: ErrorCode, isr: number[] = [], partitionEpoch = 2): void {
    const body = { error, topicId: 1, partition: 0, leaderEpoch: 5, partitionEpoch, isr };
    this.endpoint.answer(FIRST_REPLICA, ALTER_PARTITION_RESPONSE, body, correlation);
  }

  get view() {
    return this.broker.replica(1, 0);
  }
}

describe("a leading replica", () => {
  test("asks the supervisor to take in a follower that has caught up", () => {
    const bench = new IsrBench([1, 3]);
    bench.fetch(1, { moved: [[0, 0]] });
    expect(bench.proposals()).toEqual(["2: 1@11 3@13 2@12 over 1 by @11"]);
    expect(bench.view).toMatchObject({ isr: [1, 3], maximalIsr: [1, 3, 2] });
    bench.decide(2, ErrorCode.NONE, [1, 3, 2]);
    expect(bench.view).toMatchObject({ isr: [1, 3, 2], partitionEpoch: 2 });
  });

  test("asks for the ISR without those that lag, from its timer", () => {
    const bench = new IsrBench([1, 2]);
    bench.produce(0, 90);
    expect(bench.proposals()).toEqual([]);
    bench.endpoint.pass(250);
    bench.endpoint.pass(250);
    expect(bench.proposals()).toEqual([]);
    bench.endpoint.pass(250);
    expect(bench.proposals()).toEqual(["2: 1@11 over 1 by @11"]);
  });

  test.each([
    { case: "no answer", fail: (bench: IsrBench) => failAsk(bench, ErrorCode.REQUEST_TIMED_OUT) },
    { case: "the supervisor's death", fail: (bench: IsrBench) => failAsk(bench, ErrorCode.ENDPOINT_DIED) },
    { case: "a full metadata log", fail: (bench: IsrBench) => bench.decide(2, ErrorCode.METADATA_FULL) },
  ])("asks for the same again after $case", ({ fail }) => {
    const bench = new IsrBench([1, 3]);
    bench.fetch(1, { moved: [[0, 0]] });
    bench.proposals();
    fail(bench);
    expect(bench.proposals()).toEqual([]);
    bench.endpoint.pass(20);
    expect(bench.proposals()).toEqual(["3: 1@11 3@13 2@12 over 1 by @11"]);
  });

  test("drops a proposal with the epoch that it was made in", () => {
    const bench = new IsrBench([1, 3]);
    bench.fetch(1, { moved: [[0, 0]] });
    bench.proposals();
    bench.change({ partition: 0, leaderEpoch: 6 });
    bench.metadata();
    bench.decide(2, ErrorCode.NONE, [1, 3, 2]);
    expect(bench.view).toMatchObject({ isr: [1, 3], maximalIsr: [1, 3], leaderEpoch: 6, partitionEpoch: 2 });
  });

  test("answers whoever waits when another broker leads", () => {
    const bench = new IsrBench([1, 2]);
    bench.produce(0, 90, bench.arena.batch(1), -1);
    bench.change({ partition: 0, leader: 2, leaderEpoch: 6 });
    bench.metadata();
    expect(bench.endpoint.replies[0]?.body).toMatchObject({ error: ErrorCode.NOT_LEADER_OR_FOLLOWER });
    bench.produce(0, 91);
    expect(bench.endpoint.replies[1]?.body).toMatchObject({ error: ErrorCode.NOT_LEADER_OR_FOLLOWER });
    expect(bench.view).toMatchObject({ role: "follower", leaderEpoch: 6, logEndOffset: 1 });
  });
});

describe("a replica that has led with a damaged log", () => {
  /** It leads with five batches of one record; of the third it knows that it is damaged. `flip` changes a bit of one. */
  function damaged() {
    const bench = new IsrBench([1, 2]);
    for (let count = 0; count < 5; count++) bench.produce(0, 90);
    const flip = (offset: number) => {
      const at = (bench.view?.read(offset, 1, 5)[0]?.address ?? 0) + 64;
      bench.arena.memory.bytes[at] = (bench.arena.memory.bytes[at] as number) ^ 1;
    };
    bench.fetch(1, { moved: [[0, 2]] });
    flip(2);
    bench.fetch(2, { epoch: 1, moved: [[0, 2]], corrupt: [0] });
    return { bench, flip };
  }
  /** Another broker leads; the replica leaves the ISR. */
  function leave(bench: IsrBench): void {
    bench.change({ partition: 0, leader: 2, leaderEpoch: 6, isr: [2] });
    bench.metadata();
  }

  test("resigns, and gives up what is from there on", () => {
    const { bench } = damaged();
    expect(bench.proposals()).toEqual(["2: 2@12 over 1 by @11"]);
    leave(bench);
    expect(bench.view).toMatchObject({ role: "follower", logEndOffset: 2, repairs: 1 });
  });

  test("keeps all while it is in the ISR, and gives it up when it has left", () => {
    const { bench } = damaged();
    bench.change({ partition: 0, leader: 2, leaderEpoch: 6 });
    bench.metadata();
    expect(bench.view).toMatchObject({ role: "follower", logEndOffset: 5, repairs: 0 });
    bench.change({ partition: 0, leader: 3, leaderEpoch: 7, isr: [2, 3] });
    bench.metadata();
    expect(bench.view).toMatchObject({ logEndOffset: 2, repairs: 1 });
  });

  test("looks at all that it has before it comes back, for other damage", () => {
    const { bench, flip } = damaged();
    flip(4);
    flip(1);
    leave(bench);
    expect(bench.view).toMatchObject({ logEndOffset: 1, repairs: 1 });
  });

  test("keeps all if it is good again: another copy has come in its place", () => {
    const { bench, flip } = damaged();
    flip(2);
    leave(bench);
    expect(bench.view).toMatchObject({ role: "follower", logEndOffset: 5, repairs: 0 });
    bench.change({ partition: 0, leader: 1, leaderEpoch: 7, isr: [2, 1] });
    bench.proposals();
    bench.metadata();
    expect(bench.proposals()).toEqual([]);
  });
});

describe("a broker", () => {
  test("registers until it is answered, and after that no more", () => {
    const bench = new BrokerBench(0);
    const registrations = () => bench.endpoint.asks.splice(0).map((ask) => ask.correlation);
    expect(registrations()).toEqual([1]);
    bench.endpoint.deliver(bench.root, { type: "askFailed", correlation: 1, error: ErrorCode.ENDPOINT_DIED });
    bench.endpoint.pass(20);
    expect(registrations()).toEqual([2]);
    const answer = { brokerEpoch: 0, error: ErrorCode.DUPLICATE_BROKER_REGISTRATION };
    bench.endpoint.answer(bench.root, REGISTER_BROKER_RESPONSE, answer, 2);
    bench.endpoint.pass(20);
    expect(registrations()).toEqual([3]);
    bench.endpoint.answer(bench.root, REGISTER_BROKER_RESPONSE, { ...answer, error: ErrorCode.NONE }, 3);
    bench.endpoint.pass(500);
    expect(registrations()).toEqual([]);
  });

  test("does nothing on the word of a registration that is not its own", () => {
    const bench = new BrokerBench(1, { incarnation: 1 });
    expect(Array.from(bench.broker.replicas)).toEqual([]);
    bench.register(1, 1, 20);
    bench.metadata();
    expect(bench.broker.replica(1, 0)?.role).toBe("leader");
  });

  test("gives up its roles while it is fenced, keeps its logs, and asks to be let in again", () => {
    const bench = new BrokerBench(1);
    bench.endpoint.answer(bench.root, REGISTER_BROKER_RESPONSE, { brokerEpoch: 11, error: ErrorCode.NONE }, 1);
    bench.produce(0, 90);
    bench.image.replay({ type: "brokerFenced", brokerId: 1, brokerEpoch: 11, reason: "silent" });
    bench.metadata();
    expect(bench.broker.replica(1, 0)).toMatchObject({ role: "offline", logEndOffset: 1 });
    bench.endpoint.pass(20);
    expect(bench.endpoint.asks.at(-1)).toMatchObject({ kind: "RegisterBrokerRequest", body: { hasLog: true } });
    bench.register(1, 0, 30);
    bench.metadata();
    expect(bench.broker.replica(1, 0)).toMatchObject({ role: "leader", logEndOffset: 1 });
  });

  test("gives everything back when it closes", () => {
    const bench = new BrokerBench(3);
    for (const partition of [0, 1, 2]) bench.produce(partition, 90);
    expect(bench.arena.unitsInUse).toBe(3);
    bench.broker.close();
    expect(bench.arena.unitsInUse).toBe(0);
  });
});

function failAsk(bench: IsrBench, error: ErrorCode): void {
  bench.endpoint.deliver(FIRST_REPLICA, { type: "askFailed", correlation: 2, error });
}
