import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import type { Slice } from "../../../src/base/ids.ts";
import { PRODUCE_REQUEST, type ProduceResponse, type RegisterBrokerRequest } from "../../../src/message/kinds.ts";
import { BatchWriter } from "../../../src/record/batch-writer.ts";
import { Registration } from "../../../src/replica/registration.ts";
import { REPLICA_LIMITS } from "../../../src/replica/replica-limits.ts";
import { BrokerCluster } from "./broker-cluster.ts";
import { FakeEndpoint } from "./fake-context.ts";
import { crc } from "./support.ts";

const SESSION_TIMEOUT_MS = 2_000;

/** Three brokers with one replicated partition in which every replica has one committed record. */
function replicated(seed: number, sessionTimeoutMs = SESSION_TIMEOUT_MS): BrokerCluster {
  const cluster = new BrokerCluster({ seed, sessionTimeoutMs });
  cluster.createTopic("a", 1, { "min.insync.replicas": "2" });
  cluster.runtime.advance(30);
  expect(produce(cluster, cluster.leaderOf(1, 0))?.error).toBe(ErrorCode.NONE);
  cluster.runtime.advance(30);
  return cluster;
}

function batchOf(cluster: BrokerCluster, value: string): Slice {
  const client = cluster.runtime.endpoint(cluster.clientEndpoint);
  const address = client?.allocator.allocate(4_096) ?? 0;
  const writer = new BatchWriter();
  writer.open(cluster.runtime.world.arena.memory, address, 4_096);
  writer.append({ key: null, value, timestamp: 1_000 });
  return { address, length: writer.seal({ crc }) };
}

function produce(cluster: BrokerCluster, leader: number): ProduceResponse | undefined {
  const body = { topicId: 1, partition: 0, acks: -1, leaderEpoch: -1 };
  return cluster.call(leader, PRODUCE_REQUEST, body, batchOf(cluster, "value"));
}

const isrOf = (cluster: BrokerCluster) => cluster.runtime.world.metadata.image.partition(1, 0)?.isr ?? [];

describe("a broker that was silent for longer than its session", () => {
  test("comes back in its incarnation, follows the new leader with the log that it has, and joins the ISR", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const cluster = replicated(seed);
      const zombie = cluster.leaderOf(1, 0);
      cluster.runtime.endpoint(zombie)?.hang();
      cluster.runtime.runUntil(() => cluster.leaderOf(1, 0) !== zombie, SESSION_TIMEOUT_MS + 500, "another leader");
      expect(isrOf(cluster)).not.toContain(zombie);
      cluster.runtime.advance(20);
      expect(produce(cluster, cluster.leaderOf(1, 0))).toMatchObject({ error: ErrorCode.NONE, baseOffset: 1 });
      const endpoint = cluster.runtime.endpoint(zombie);
      if (endpoint !== undefined) endpoint.paused = false;
      cluster.runtime.runUntil(() => isrOf(cluster).includes(zombie), 1_000, "it is in sync again");
      cluster.runtime.advance(20);
      const replica = cluster.actors.get(zombie)?.replica(1, 0);
      expect(replica).toMatchObject({ role: "follower", logEndOffset: 2, highWatermark: 2 });
      expect(endpoint?.incarnation).toBe(0);
    }
  });

  test("gives up in its zombie turn what nobody else has, and what it had not acknowledged is not there later", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const cluster = replicated(seed);
      const zombie = cluster.leaderOf(1, 0);
      const endpoint = cluster.runtime.endpoint(zombie);
      endpoint?.hang();
      const body = { topicId: 1, partition: 0, acks: -1, leaderEpoch: 0 };
      const lost = cluster.ask(zombie, PRODUCE_REQUEST, body, batchOf(cluster, "only at the zombie"));
      cluster.runtime.runUntil(() => cluster.leaderOf(1, 0) !== zombie, SESSION_TIMEOUT_MS + 500, "another leader");
      cluster.runtime.advance(20);
      expect(produce(cluster, cluster.leaderOf(1, 0))).toMatchObject({ error: ErrorCode.NONE, baseOffset: 1 });
      if (endpoint !== undefined) endpoint.paused = false;
      cluster.runtime.runUntil(() => isrOf(cluster).includes(zombie), 1_000, "it is in sync again");
      const answer = cluster.probe.got.find((one) => one.type === "message" && one.answers === lost);
      expect(answer).toMatchObject({ body: { error: ErrorCode.NOT_LEADER_OR_FOLLOWER } });
      const logs = [1, 2, 3].map((id) =>
        Array.from(cluster.actors.get(id)?.replica(1, 0)?.batches() ?? [], ({ crc, leaderEpoch }) => [
          crc,
          leaderEpoch,
        ]),
      );
      expect(logs[1]).toEqual(logs[0]);
      expect(logs[2]).toEqual(logs[0]);
    }
  });
});

describe("a broker that was paused right after it had asked to be registered", () => {
  test("finds that it is fenced before its answer comes, and registers again", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const cluster = replicated(seed, 200);
      const { image } = cluster.runtime.world.metadata;
      cluster.kill(1);
      cluster.runtime.runUntil(() => image.brokers.get(1)?.fenced === true, 500, "its death is noticed");
      cluster.startBroker(1);
      cluster.runtime.world.network.slow(0, 1, 400); // the answer comes after the news of its fence
      cluster.runtime.runUntil(() => image.brokers.get(1)?.incarnation === 1, 500, "it is registered");
      const endpoint = cluster.runtime.endpoint(1);
      if (endpoint === undefined) throw new Error("it lives");
      endpoint.paused = true;
      const isFenced = () => image.brokers.get(1)?.fenced === true;
      cluster.runtime.runUntil(isFenced, 300, "it is silent");
      endpoint.paused = false;
      cluster.runtime.advance(250);
      cluster.runtime.world.network.slow(0, 1, 0);
      cluster.runtime.runUntil(() => isrOf(cluster).includes(1), 1_500, "it is in sync again");
    }
  });
});

describe("a registration", () => {
  function registration() {
    const endpoint = new FakeEndpoint();
    const context = endpoint.spawn({ receive: () => {} });
    const options = { brokerId: 1, incarnation: 3, hasLog: false, limits: REPLICA_LIMITS };
    const asked = (): RegisterBrokerRequest => endpoint.asks.at(-1)?.body as RegisterBrokerRequest;
    return { endpoint, context, asked, registration: new Registration(options, 1) };
  }

  test("says that there are logs when it is sent again after the metadata has shown it, answered or not", () => {
    for (const isAnswered of [true, false]) {
      const { context, asked, endpoint, registration: one } = registration();
      one.send(context);
      expect(asked()).toMatchObject({ incarnation: 3, hasLog: false });
      one.seen();
      const { correlation = 0 } = endpoint.asks.at(-1) ?? {};
      if (isAnswered) {
        one.answered(correlation, { error: ErrorCode.NONE, brokerEpoch: 7 }, context);
        one.sendAgain(context);
      } else one.failed(correlation, context);
      one.timerFired(context);
      expect(asked()).toMatchObject({ incarnation: 3, hasLog: true });
    }
  });
});
