import { describe, expect, it } from "vitest";
import type { ClusterEvent } from "../../../src/index.ts";
import { eventually, leaderOf, otherLeader, readTopic, startCluster } from "./support.ts";

describe("a cluster whose threads die", () => {
  it("loses and doubles nothing when leaders are killed under load, one after another", async () => {
    await using cluster = await startCluster();
    await cluster.admin.createTopics([{ topic: "load", partitions: 3, replicationFactor: 3 }]);
    await using producer = cluster.producer({ lingerMs: 1, bufferBytes: 1024 * 1024 });
    let written = 0;
    for (let round = 0; round < 3; round++) {
      const leader = await leaderOf(cluster, "load", 0);
      const killed = cluster.broker(leader).kill();
      const end = written + 10_000;
      for (; written < end; written++)
        if (!producer.write({ topic: "load", partition: written % 3, value: `${written}` })) await producer.ready();
      await killed;
      await otherLeader(cluster, "load", leader);
      await cluster.settled({ topics: ["load"] });
    }
    await producer.flush();
    expect(producer.metrics.recordsFailed).toBe(0);
    const seen = await readTopic(cluster, "load", written);
    for (let partition = 0; partition < 3; partition++) {
      const values = seen.filter((record) => record.partition === partition).map((record) => Number(record.value));
      expect(values).toEqual(Array.from({ length: written / 3 }, (_, index) => index * 3 + partition));
    }
    expect(cluster.stats()).toMatchObject({ rescuedWakeups: 0, deathBells: { deaths: 3 } });
  });

  it("goes on serving while the supervisor is dead, and keeps topics and producers over its restart", async () => {
    await using cluster = await startCluster();
    await cluster.admin.createTopics([{ topic: "before", replicationFactor: 3 }]);
    await using producer = cluster.producer({ lingerMs: 0 });
    await producer.send({ topic: "before", value: "0" });
    const killed = cluster.supervisor.kill();
    await producer.send({ topic: "before", value: "1" });
    await killed;
    await cluster.admin.createTopics([{ topic: "after", replicationFactor: 3 }]);
    await producer.send({ topic: "after", value: "2" });
    expect((await readTopic(cluster, "before", 2)).map((record) => record.value)).toEqual(["0", "1"]);
    expect([...(await cluster.admin.listTopics())].sort()).toEqual(["after", "before"]);
  });

  it("fences a broker that died together with the supervisor", async () => {
    await using cluster = await startCluster();
    await cluster.admin.createTopics([{ topic: "both", replicationFactor: 3 }]);
    await using producer = cluster.producer({ lingerMs: 0 });
    await producer.send({ topic: "both", value: "0" });
    const leader = await leaderOf(cluster, "both", 0);
    await Promise.all([cluster.supervisor.kill(), cluster.broker(leader).kill({ restart: false })]);
    await producer.send({ topic: "both", value: "1" });
    expect(await leaderOf(cluster, "both", 0)).not.toBe(leader);
    await cluster.broker(leader).restart();
    await cluster.settled({ topics: ["both"] });
    expect((await readTopic(cluster, "both", 2)).map((record) => record.value)).toEqual(["0", "1"]);
  });

  it("leaves a broker dead that is killed for good while its restart is due", async () => {
    await using cluster = await startCluster({ brokerRestartDelayMs: 60_000 });
    const broker = cluster.broker(2);
    await broker.kill();
    await expect(broker.kill()).rejects.toMatchObject({
      code: "BROKER_NOT_AVAILABLE",
      message: "Broker 2 is dead and about to be restarted: wait for its registration.",
    });
    await broker.kill({ restart: false });
    for (const call of [() => broker.kill({ restart: false }), () => broker.pause()])
      await expect(call()).rejects.toMatchObject({
        code: "BROKER_NOT_AVAILABLE",
        message: "Broker 2 is dead: restart() it first.",
      });
    await broker.restart(); // does nothing while a restart is due: so none was
    await cluster.settled();
  });

  it("tells of deaths, elections and returns in the order of the metadata log", async () => {
    await using cluster = await startCluster({ brokerSessionTimeoutMs: 60_000 });
    await cluster.admin.createTopics([{ topic: "told", replicationFactor: 3 }]);
    await cluster.settled({ topics: ["told"] });
    const leader = await leaderOf(cluster, "told", 0);
    const heard: ClusterEvent[] = [];
    const events = cluster.events();
    const listening = (async () => {
      for await (const event of events) heard.push(event);
    })();
    await cluster.broker(leader).kill();
    const isWhole = (event: ClusterEvent): boolean => event.type === "isrChanged" && event.isr.length === 3;
    await eventually(
      () => (heard.some(isWhole) ? true : undefined),
      () => heard,
    );
    await events.return?.();
    await listening;
    // Nobody else is fenced, whatever the machine does: the session timeout is long.
    expect(heard.slice(0, 5)).toMatchObject([
      { type: "brokerDied", broker: leader },
      { type: "isrChanged", topic: "told" },
      { type: "leaderElected", topic: "told" },
      { type: "brokerRegistered", broker: leader, incarnation: 2 },
      { type: "isrChanged", topic: "told", isr: expect.arrayContaining([1, 2, 3]) },
    ]);
  });

  it("stands still with a paused leader and goes on after resume", async () => {
    // Long enough that it is not fenced meanwhile.
    await using cluster = await startCluster({ brokerSessionTimeoutMs: 60_000 });
    await cluster.admin.createTopics([{ topic: "paused", replicationFactor: 3 }]);
    await using producer = cluster.producer({ lingerMs: 0 });
    await producer.send({ topic: "paused", value: "0" });
    const leader = cluster.broker(await leaderOf(cluster, "paused", 0));
    await leader.pause();
    let isAcknowledged = false;
    const sending = producer.send({ topic: "paused", value: "1" }).then(() => {
      isAcknowledged = true;
    });
    await cluster.admin.createTopics([{ topic: "meanwhile", replicationFactor: 1 }]);
    expect(isAcknowledged).toBe(false);
    await leader.resume();
    await sending;
    expect((await readTopic(cluster, "paused", 2)).map((record) => record.value)).toEqual(["0", "1"]);
  });

  it("opens partitions without a second replica empty, says that their data is lost, and gives no offset twice", async () => {
    await using cluster = await startCluster();
    await cluster.admin.createTopics([{ topic: "single", partitions: 3, replicationFactor: 1 }]);
    await using producer = cluster.producer({ lingerMs: 0 });
    await producer.send({ topic: "single", partition: 0, value: "gone" });
    const leader = await leaderOf(cluster, "single", 0);
    const lost = (async () => {
      for await (const event of cluster.events()) if (event.type === "dataLost") return event;
      return undefined;
    })();
    await cluster.broker(leader).kill();
    expect(await lost).toMatchObject({ topic: "single", partition: 0 });
    const again = await producer.send({ topic: "single", partition: 0, value: "new" });
    expect(again.offset).toBe(1);
  });
});
