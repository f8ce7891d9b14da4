import { afterEach, describe, expect, it, vi } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import { ARENA_BYTES_DEFAULT } from "../../../src/base/limits.ts";
import { ProducerActor } from "../../../src/client/producer-actor.ts";
import { AdminError, type ClusterEvent } from "../../../src/index.ts";
import { leaderOf, readTopic, startCluster } from "./support.ts";

afterEach(() => vi.restoreAllMocks());

/** Counts the requests of this thread's producers that a dead broker took with it. */
function countDeaths(): () => number {
  const receive = vi.spyOn(ProducerActor.prototype, "receive");
  return () =>
    receive.mock.calls.filter(([message]) => message.type === "askFailed" && message.error === ErrorCode.ENDPOINT_DIED)
      .length;
}

describe("a planned restart", () => {
  it("of each broker under load loses and doubles nothing, and no producer meets a dead broker", async () => {
    // An arena that holds all of it, and a load with a bound: nothing is reclaimed, however fast the machine.
    await using cluster = await startCluster({ arenaBytes: ARENA_BYTES_DEFAULT });
    await cluster.admin.createTopics([
      { topic: "load", partitions: 3, replicationFactor: 3, configs: { "millrace.reclaim": "none" } },
    ]);
    await cluster.settled();
    await using producer = cluster.producer({ lingerMs: 1, bufferBytes: 1024 * 1024 });
    const deaths = countDeaths();
    let written = 0;
    let isOver = false;
    const writing = (async () => {
      while (!isOver || written % 3 > 0) {
        if (!producer.write({ topic: "load", partition: written % 3, value: `${written}` })) await producer.ready();
        // The pace of the load, which nothing waits for.
        if (++written % 300 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    for (const id of [1, 2, 3]) {
      await cluster.broker(id).restart();
      await cluster.settled();
    }
    isOver = true;
    await writing;
    await producer.flush();
    expect(deaths()).toBe(0);
    expect(producer.metrics.recordsFailed).toBe(0);
    const { brokers } = cluster.stats();
    expect(brokers.map(({ incarnation }) => incarnation)).toEqual([2, 2, 2]);
    const seen = await readTopic(cluster, "load", written);
    for (let partition = 0; partition < 3; partition++) {
      const values = seen.filter((record) => record.partition === partition).map((record) => Number(record.value));
      expect(values).toEqual(Array.from({ length: written / 3 }, (_, index) => index * 3 + partition));
    }
    expect(cluster.stats()).toMatchObject({ rescuedWakeups: 0, dataLosses: 0 });
  });

  it("moves the leaders before the thread ends, and says so", async () => {
    await using cluster = await startCluster();
    await cluster.admin.createTopics([{ topic: "told", replicationFactor: 3 }]);
    await cluster.settled();
    const leader = await leaderOf(cluster, "told", 0);
    const heard: ClusterEvent[] = [];
    const events = cluster.events();
    const listening = (async () => {
      for await (const event of events) heard.push(event);
    })();
    await cluster.broker(leader).restart();
    await events.return?.();
    await listening;
    const types = heard.map(({ type }) => type);
    expect(types).toEqual(["brokerShutdownStarted", "isrChanged", "leaderElected", "brokerDied", "brokerRegistered"]);
    expect(heard[3]).toEqual({ type: "brokerDied", broker: leader, reason: "its thread ended as planned" });
  });

  it("is done although the supervisor dies meanwhile", async () => {
    await using cluster = await startCluster();
    await cluster.admin.createTopics([{ topic: "both", replicationFactor: 3 }]);
    await using producer = cluster.producer({ lingerMs: 0 });
    await producer.send({ topic: "both", value: "0" });
    const leader = await leaderOf(cluster, "both", 0);
    const restarted = cluster.broker(leader).restart();
    await cluster.supervisor.kill();
    await restarted;
    await producer.send({ topic: "both", value: "1" });
    await cluster.settled();
    expect((await readTopic(cluster, "both", 2)).map((record) => record.value)).toEqual(["0", "1"]);
  });

  it("ends a paused broker, too", async () => {
    await using cluster = await startCluster();
    await cluster.broker(2).pause();
    await cluster.broker(2).restart();
    expect(cluster.stats().brokersAlive).toBe(3);
  });

  it("is refused where records would be lost, unless it is forced: then the loss is told", async () => {
    await using cluster = await startCluster();
    await cluster.admin.createTopics([{ topic: "single", partitions: 3, replicationFactor: 1 }]);
    await using producer = cluster.producer({ lingerMs: 0 });
    await producer.send({ topic: "single", partition: 0, value: "kept" });
    const leader = cluster.broker(await leaderOf(cluster, "single", 0));
    const refused = await leader.restart().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AdminError);
    expect(refused).toMatchObject({
      code: "ELIGIBLE_LEADERS_NOT_AVAILABLE",
      message: expect.stringMatching(/^broker \d was not restarted because of single-0: No other replica has all/),
      failures: [{ topic: "single", partition: 0 }],
    });
    expect((await readTopic(cluster, "single", 1)).map((record) => record.value)).toEqual(["kept"]);
    const lost = (async () => {
      for await (const event of cluster.events()) if (event.type === "dataLost") return event;
      return undefined;
    })();
    await leader.restart({ force: true });
    expect(await lost).toMatchObject({ topic: "single", partition: 0 });
    expect(await producer.send({ topic: "single", partition: 0, value: "new" })).toMatchObject({ offset: 1 });
  });

  it("says so when somebody kills the broker for good meanwhile; the next one starts it", async () => {
    await using cluster = await startCluster();
    const killed = cluster.broker(2).kill({ restart: false });
    await expect(cluster.broker(2).restart()).rejects.toMatchObject({
      code: "BROKER_NOT_AVAILABLE",
      message: expect.stringMatching(/killed for good .* restart\(\) starts it/),
    });
    await killed;
    await cluster.broker(2).restart();
    expect(cluster.stats().brokersAlive).toBe(3);
  });

  it("refuses what is no option", async () => {
    await using cluster = await startCluster({ brokers: 1 });
    for (const options of [{ forced: true }, { force: 1 }, null])
      await expect(cluster.broker(1).restart(options as never)).rejects.toMatchObject({ code: "INVALID_OPTION" });
  });
});
