import { describe, expect, it } from "vitest";
import type { Cluster, ClusterEvent } from "../../../src/index.ts";
import { guardianOf } from "./guardian.ts";
import { eventually, leaderOf, readTopic, startCluster } from "./support.ts";

const SESSION_TIMEOUT_MS = 1_000;
const TERMINATE_TIMEOUT_MS = 2_000;

/** Events as they come. Stops with the cluster. */
function listenTo(cluster: Cluster): ClusterEvent[] {
  const heard: ClusterEvent[] = [];
  void (async () => {
    for await (const event of cluster.events()) heard.push(event);
  })();
  return heard;
}

function until(heard: readonly ClusterEvent[], condition: (event: ClusterEvent) => boolean): Promise<true> {
  return eventually(
    () => (heard.some(condition) ? true : undefined),
    () => heard,
  );
}

async function started(topic: string, { replicationFactor = 3, slower = 1 } = {}): Promise<Cluster> {
  const cluster = await startCluster({
    brokerSessionTimeoutMs: slower * SESSION_TIMEOUT_MS,
    brokerTerminateTimeoutMs: slower * TERMINATE_TIMEOUT_MS,
  });
  await cluster.admin.createTopics([{ topic, replicationFactor }]);
  return cluster;
}

async function valuesOf(cluster: Cluster, topic: string, count: number): Promise<number[]> {
  return (await readTopic(cluster, topic, count)).map(({ value }) => Number(value));
}

function isDeathOf(broker: number): (event: ClusterEvent) => boolean {
  return (event) => event.type === "brokerDied" && event.broker === broker;
}

function isReturnOf(broker: number, incarnation: number): (event: ClusterEvent) => boolean {
  return (event) => event.type === "brokerRegistered" && event.broker === broker && event.incarnation === incarnation;
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe("a broker whose thread loops without an end", () => {
  it("is fenced, then ended and replaced; what was acknowledged stays, and writing goes on", async () => {
    await using cluster = await started("looping");
    using guardian = await guardianOf(cluster);
    await using producer = cluster.producer({ lingerMs: 0 });
    let sent = 0;
    for (; sent < 50; sent++) await producer.send({ topic: "looping", partition: 0, value: `${sent}` });
    const heard = listenTo(cluster);
    const leader = await leaderOf(cluster, "looping", 0);
    await guardian.hang(leader, Number.POSITIVE_INFINITY);
    await producer.send({ topic: "looping", partition: 0, value: `${sent++}` });
    await until(heard, isDeathOf(leader)); // the acknowledgement may be here before the event
    expect(heard.find(isDeathOf(leader))).toHaveProperty("reason", expect.stringMatching(/silent for 1[0-9]{3} ms/));
    for (; sent < 100; sent++) await producer.send({ topic: "looping", partition: 0, value: `${sent}` });
    await until(heard, isReturnOf(leader, 2));
    await cluster.settled({ topics: ["looping"] });
    expect(await valuesOf(cluster, "looping", 100)).toEqual(upTo(100));
  });

  it("is not ended while a partition has nothing but it, and serves again when it comes out of it", async () => {
    await using cluster = await started("alone", { replicationFactor: 1 });
    using guardian = await guardianOf(cluster);
    await using producer = cluster.producer({ lingerMs: 0 });
    await producer.send({ topic: "alone", value: "0" });
    const heard = listenTo(cluster);
    const leader = await leaderOf(cluster, "alone", 0);
    await guardian.hang(leader, 2 * TERMINATE_TIMEOUT_MS);
    await until(heard, isDeathOf(leader));
    await producer.send({ topic: "alone", value: "1" });
    await until(heard, ({ type }) => type === "leaderElected"); // the acknowledgement may be here before the event
    // What happens to the other brokers, which a busy machine may keep waiting too, is not asked for.
    const ofLeader = heard.filter((event) => ("broker" in event ? event.broker === leader : "topic" in event));
    expect(ofLeader.slice(0, 4)).toMatchObject([
      { type: "brokerDied" },
      { type: "partitionOffline" },
      { type: "brokerRegistered", incarnation: 1 }, // the same thread
      { type: "leaderElected", leader },
    ]);
    expect(await valuesOf(cluster, "alone", 2)).toEqual([0, 1]);
  });
});

describe("a paused broker", () => {
  it("is fenced like a stopped process, is never ended, and comes back with its log when it is resumed", async () => {
    await using cluster = await started("paused");
    await using producer = cluster.producer({ lingerMs: 0 });
    let sent = 0;
    for (; sent < 20; sent++) await producer.send({ topic: "paused", partition: 0, value: `${sent}` });
    const heard = listenTo(cluster);
    const leader = await leaderOf(cluster, "paused", 0);
    await cluster.broker(leader).pause();
    for (; sent < 40; sent++) await producer.send({ topic: "paused", partition: 0, value: `${sent}` });
    await until(heard, isDeathOf(leader));
    // That something does not happen has no condition: the time in which its thread would be ended has to pass.
    await new Promise((resolve) => setTimeout(resolve, 1.5 * TERMINATE_TIMEOUT_MS));
    await cluster.broker(leader).resume();
    await until(heard, isReturnOf(leader, 1));
    await cluster.settled({ topics: ["paused"] });
    expect(await valuesOf(cluster, "paused", 40)).toEqual(upTo(40));
  });
});

describe("a supervisor whose thread loops without an end", () => {
  it("is ended and replaced by the guardian, and nobody is fenced for it", async () => {
    // A session timeout that no busy machine makes a broker exceed: none may be fenced here.
    await using cluster = await started("before", { slower: 4 });
    using guardian = await guardianOf(cluster);
    const heard = listenTo(cluster);
    await guardian.hang(0, Number.POSITIVE_INFINITY);
    await until(heard, ({ type }) => type === "supervisorStarted");
    await cluster.admin.createTopics([{ topic: "after", replicationFactor: 3 }]);
    expect(heard.filter(({ type }) => type === "brokerDied")).toEqual([]);
    expect([...(await cluster.admin.listTopics())].sort()).toEqual(["after", "before"]);
  });
});
