import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import type { Slice } from "../../../src/base/ids.ts";
import {
  FETCH_REQUEST,
  FetcherRole,
  type FetchResponse,
  LIST_OFFSETS_REQUEST,
  type ListOffsetsResponse,
  PRODUCE_REQUEST,
  type ProduceResponse,
} from "../../../src/message/kinds.ts";
import { BatchWriter } from "../../../src/record/batch-writer.ts";
import { REPLICA_LIMITS } from "../../../src/replica/replica-limits.ts";
import { BrokerCluster } from "./broker-cluster.ts";
import { crc } from "./support.ts";

function makeBatch(cluster: BrokerCluster, value: string, producerId = -1, sequence = -1): Slice {
  const client = cluster.runtime.endpoint(cluster.clientEndpoint);
  const address = client?.allocator.allocate(4_096);
  if (address === undefined) throw new Error("no room");
  const writer = new BatchWriter();
  writer.open(cluster.runtime.world.arena.memory, address, 4_096);
  writer.append({ key: null, value, timestamp: 1_000 });
  const producer = producerId < 0 ? {} : { producerId, producerEpoch: 0, baseSequence: sequence };
  return { address, length: writer.seal({ crc, ...producer }) };
}

function produce(cluster: BrokerCluster, value: string, acks = -1): ProduceResponse | undefined {
  const leader = cluster.leaderOf(1, 0);
  const body = { topicId: 1, partition: 0, acks, leaderEpoch: -1 };
  return cluster.call(leader, PRODUCE_REQUEST, body, makeBatch(cluster, value));
}

describe("brokers with a supervisor", () => {
  test("replicate what is produced with acks=all to every replica and commit it there", () => {
    const cluster = new BrokerCluster();
    cluster.createTopic("a", 1, { "min.insync.replicas": "2" });
    cluster.runtime.runUntil(() => cluster.actors.get(cluster.leaderOf(1, 0))?.replica(1, 0)?.role === "leader", 100);
    for (let index = 0; index < 5; index++)
      expect(produce(cluster, `value ${index}`)).toMatchObject({ error: ErrorCode.NONE, baseOffset: index });
    cluster.runtime.advance(REPLICA_LIMITS.highWatermarkWaitMs + 20);
    for (const actor of cluster.actors.values())
      expect(actor.replica(1, 0)).toMatchObject({ logEndOffset: 5, highWatermark: 5 });
  });

  test("go on after the leader's death, take it back with an empty log and let it into the ISR again", () => {
    const cluster = new BrokerCluster({ seed: 7 });
    cluster.createTopic("a", 1, { "min.insync.replicas": "2" });
    cluster.runtime.advance(20);
    for (let index = 0; index < 3; index++) expect(produce(cluster, "x")?.error).toBe(ErrorCode.NONE);
    const first = cluster.leaderOf(1, 0);
    cluster.kill(first);
    cluster.runtime.runUntil(() => cluster.leaderOf(1, 0) !== first, 500, "another leader");
    cluster.runtime.advance(20);
    expect(produce(cluster, "y")).toMatchObject({ error: ErrorCode.NONE, baseOffset: 3 });
    cluster.startBroker(first);
    const inSync = () => cluster.runtime.world.metadata.image.partition(1, 0)?.isr.length;
    cluster.runtime.runUntil(() => inSync() === 3, 2_000, "three in-sync replicas");
    expect(cluster.actors.get(first)?.replica(1, 0)).toMatchObject({ role: "follower", logEndOffset: 4 });
  });

  test("give a consumer references to committed batches only, and wake it for news", () => {
    const cluster = new BrokerCluster();
    cluster.createTopic("a", 1);
    cluster.runtime.advance(20);
    const leader = cluster.leaderOf(1, 0);
    const place = { topicId: 1, partition: 0, fetchOffset: 0, logStartOffset: -1 };
    const position = { ...place, lastFetchedEpoch: -1, currentLeaderEpoch: -1 };
    const request = { role: FetcherRole.CONSUMER, brokerId: 0, brokerEpoch: 0, sessionId: 9, maxBytes: 100_000 };
    const asked = cluster.ask(leader, FETCH_REQUEST, {
      ...request,
      sessionEpoch: 0,
      moved: [position],
      forgotten: [],
      corrupt: [],
    });
    cluster.runtime.advance(50);
    expect(cluster.probe.got.some((one) => one.type === "message" && one.answers === asked)).toBe(false);
    produce(cluster, "news");
    cluster.runtime.advance(20);
    const answer = cluster.probe.got.find((one) => one.type === "message" && one.answers === asked);
    const body = (answer?.type === "message" ? answer.body : undefined) as FetchResponse | undefined;
    expect(body?.partitions[0]).toMatchObject({ error: ErrorCode.NONE, highWatermark: 1 });
    expect(body?.partitions[0]?.references).toHaveLength(1);
  });

  test("refuse what they do not lead", () => {
    const cluster = new BrokerCluster();
    cluster.createTopic("a", 1);
    cluster.runtime.advance(20);
    const follower = cluster.leaderOf(1, 0) === 1 ? 2 : 1;
    const produceBody = { topicId: 1, partition: 0, acks: 1, leaderEpoch: -1 };
    const refused: ProduceResponse | undefined = cluster.call(
      follower,
      PRODUCE_REQUEST,
      produceBody,
      makeBatch(cluster, "x"),
    );
    expect(refused?.error).toBe(ErrorCode.NOT_LEADER_OR_FOLLOWER);
    const listBody = { topicId: 5, partition: 0, timestamp: -1, currentLeaderEpoch: -1 };
    const unknown: ListOffsetsResponse | undefined = cluster.call(follower, LIST_OFFSETS_REQUEST, listBody);
    expect(unknown?.error).toBe(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  });

  test("survive the death of all of them with durable logs: what was acknowledged is there again", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const cluster = new BrokerCluster({ seed, durable: true, broker: { flush: "batch" } });
      cluster.createTopic("a", 1, { "min.insync.replicas": "2" });
      cluster.runtime.advance(30);
      for (let index = 0; index < 4; index++) expect(produce(cluster, `value ${index}`)?.error).toBe(ErrorCode.NONE);
      for (const id of [1, 2, 3]) cluster.kill(id);
      cluster.runtime.advance(50);
      for (const id of [1, 2, 3]) cluster.startBroker(id);
      cluster.runtime.runUntil(() => cluster.leaderOf(1, 0) > 0, 2_000, "a leader");
      const isr = () => cluster.runtime.world.metadata.image.partition(1, 0)?.isr ?? [];
      cluster.runtime.runUntil(() => isr().length > 1, 500, "a second replica in sync");
      cluster.runtime.advance(10);
      expect(produce(cluster, "after")).toMatchObject({ error: ErrorCode.NONE, baseOffset: 4 });
    }
  });
});
