import { describe, expect, test } from "vitest";
import { json, string } from "../../../../src/index.ts";
import { FETCH_RESPONSE, type FetchResponse } from "../../../../src/message/kinds.ts";
import { SimulatedCluster, type SimulatedUser } from "../../../../src/testing/index.ts";
import { UserCode } from "../../../../src/testing/user-code/user-code.ts";

const TOPICS = [{ topic: "orders", partitions: 2 }];
const PARTITIONS = [0, 1].map((partition) => ({ topic: "orders", partition }));

/** A cluster with the topic, and code of one or more users in it that has been started. */
function begun(...users: ConstructorParameters<typeof UserCode>[1]): { cluster: SimulatedCluster; code: UserCode } {
  const cluster = new SimulatedCluster({ seed: 5 });
  for (const topic of TOPICS) cluster.createTopic(topic);
  const code = new UserCode(cluster, users);
  code.begin();
  return { cluster, code };
}

async function sendNumbers(user: SimulatedUser, count: number): Promise<void> {
  await using producer = user.producer({ key: string(), value: json<number>() });
  for (let number = 0; number < count; number++) {
    const { offset } = await producer.send({ topic: "orders", key: user.name, value: number });
    user.note(`${number} lies at ${offset}`);
    await user.sleep(user.random.between(1, 10));
  }
}

describe("users' code", () => {
  test("has the clients of a cluster, in virtual time", async () => {
    const read: number[] = [];
    const writer = { name: "writer", start: (user: SimulatedUser) => sendNumbers(user, 20) };
    const start = async (user: SimulatedUser): Promise<void> => {
      const consumer = user.consumer({ value: json<number>(), autoOffsetReset: "earliest" });
      await consumer.assign(PARTITIONS);
      for await (const batch of consumer) {
        for (const record of batch) read.push(record.value ?? -1);
        if (read.length === 20) break;
      }
      expect(await consumer.poll({ timeoutMs: 5_000 })).toBeUndefined();
      const [description] = await user.admin.describeTopics(["orders"]);
      expect(description?.partitions).toHaveLength(2);
      await consumer.close();
      await expect(consumer.poll()).rejects.toThrow("closed");
    };
    const run = await SimulatedCluster.run(1, {
      topics: TOPICS,
      users: [writer, { name: "reader", start }],
      durationMs: 500,
    });
    expect(read).toEqual(Array.from({ length: 20 }, (_, number) => number));
    expect(run.virtualMs).toBeGreaterThan(5_000);
    expect(run.lives).toEqual({ writer: 1, reader: 1 });
  });

  test("does the same in every run of a seed, whoever shares its process, and something else with another seed", async () => {
    const runOf = async (seed: number): Promise<readonly unknown[]> => {
      const lines: string[] = [];
      const users = ["ada", "grace", "emmy"].map((name) => ({
        name,
        mortal: true,
        start: async (user: SimulatedUser) => {
          await sendNumbers(user, 3);
          lines.push(`${user.now} ${name} ${user.life} ${user.wallTime} ${user.random.between(0, 1_000)}`);
        },
      }));
      const faults = { kinds: ["killClient"], gapMsMax: 40 } as const;
      const { traceHash, steps } = await SimulatedCluster.run(seed, { topics: TOPICS, users, durationMs: 200, faults });
      return [traceHash, steps, ...lines];
    };
    const alone = await runOf(3);
    const together = await Promise.all([runOf(3), runOf(4), runOf(3)]);
    expect(together[0]).toEqual(alone);
    expect(together[2]).toEqual(alone);
    expect(together[1]).not.toEqual(alone);
  });

  test("sleeps on while its endpoint is paused", async () => {
    const awake: number[] = [];
    const start = async (user: SimulatedUser): Promise<void> => {
      await user.sleep(10);
      awake.push(user.now);
    };
    const { cluster, code } = begun({ name: "sleeper", start });
    await code.advance(5);
    cluster.pause({ client: "sleeper" });
    await code.advance(100);
    expect(awake).toEqual([]);
    cluster.resume({ client: "sleeper" });
    await code.advance(100);
    expect(awake).toHaveLength(1);
    expect(await code.end()).toBeUndefined();
  });

  test("must have names of their own", () => {
    const user = { name: "twin", start: async () => {} };
    expect(() => begun(user, user)).toThrow(expect.objectContaining({ code: "INVALID_OPTION" }));
    expect(() => begun(user).code.livesOf("nobody")).toThrow("no user is called nobody; there are twin");
  });
});

describe("faults of a scenario of users", () => {
  const users = [{ name: "ada", start: (user: SimulatedUser) => sendNumbers(user, 20) }];
  const place = { topic: "orders", partition: 0 };

  test("may be written by hand", async () => {
    const kill = { fault: "kill", restartAfterMs: 20 } as const;
    const faults = [
      { atMs: 20, ...kill, target: { client: "ada" } },
      { atMs: 150, ...kill, target: { leaderOf: place } },
      { atMs: 180, ...kill, target: "supervisor" },
      { atMs: 185, ...kill, target: "supervisor" }, // who is dead already
      { atMs: 250, ...kill, target: { followerOf: place } },
    ] as const;
    const broken = { name: "broken", atEnd: () => expect.unreachable() };
    const failing = SimulatedCluster.run(8, { topics: TOPICS, users, durationMs: 300, faults, checks: [broken] });
    const { message } = await failing.catch((error: unknown) => error as Error).then((error) => error as Error);
    const lines = message.split("\n").filter((line) => /killed|restarted|started again/.test(line));
    const shapes = lines.map((line) => line.replace(/^ *\d+ ms {2}/, "").replace(/broker \d/, "broker N"));
    expect(shapes).toEqual([
      "client ada killed",
      "ada started again (life 1)",
      "broker N killed",
      "broker N restarted (incarnation 1)",
      "supervisor killed",
      "supervisor restarted (incarnation 1)",
      "broker N killed",
      "broker N restarted (incarnation 1)",
    ]);
  });

  test("kill nobody who is not mortal", async () => {
    const faults = { kinds: ["killClient"], gapMsMax: 10 } as const;
    const { lives } = await SimulatedCluster.run(8, { topics: TOPICS, users, durationMs: 300, faults });
    expect(lives).toEqual({ ada: 1 });
  });
});

describe("a user that is killed", () => {
  test("never hears of what it waited for, and begins again with its disk", async () => {
    const heard: string[] = [];
    const start = async (user: SimulatedUser): Promise<void> => {
      heard.push(`life ${user.life} has ${JSON.stringify(user.disk.entries())}`);
      await user.disk.commit({ life: user.life });
      const producer = user.producer({ lingerMs: 50 });
      await producer.send({ topic: "orders", value: `sent in life ${user.life}` });
      heard.push(`life ${user.life} ends`);
    };
    const { cluster, code } = begun({ name: "billing", start, restartAfterMs: 30 });
    await code.advance(20);
    expect(code.diskOf("billing").get("life")).toBe(0);
    cluster.kill({ client: "billing" });
    expect(code.endpointOf("billing")).toBeUndefined();
    await code.advance(1_000);
    expect(heard).toEqual(["life 0 has []", 'life 1 has [["life",0]]', "life 1 ends"]);
    expect(code.unfinished).toEqual([]);
    expect(await code.end()).toBeUndefined();
  });

  test("loses its leases and the records that it had not sent, and goes on with no call", async () => {
    const { promise: elsewhere, resolve } = Promise.withResolvers<void>();
    const seen: unknown[] = [];
    const start = async (user: SimulatedUser): Promise<void> => {
      const producer = user.producer({ lingerMs: 200 });
      await producer.send({ topic: "orders", partition: 0, value: "before" });
      const consumer = user.consumer({ autoOffsetReset: "earliest" });
      await consumer.assign(PARTITIONS);
      const batch = await consumer.poll();
      seen.push(batch?.recordCount);
      producer.write({ topic: "orders", partition: 0, value: "not sent" });
      void user.sleep(100_000);
      await elsewhere; // settled by somebody else, after its death
      seen.push("goes on");
      try {
        producer.write({ topic: "orders", partition: 0, value: "after death" });
      } catch (error) {
        seen.push(error);
      }
      user.disk.set("a", 1); // throws too
    };
    const { cluster, code } = begun({ name: "reader", start, restartAfterMs: Number.POSITIVE_INFINITY });
    await code.advance(400);
    expect(seen).toEqual([1]);
    expect([...cluster.liveLeases()]).toHaveLength(1);
    cluster.kill({ client: "reader" });
    expect([...cluster.liveLeases()]).toEqual([]);
    resolve();
    await code.advance(500);
    expect(seen).toEqual([1, "goes on", expect.objectContaining({ code: "CLOSED" })]);
    expect(code.haveEnded).toBe(true);
    const topicId = cluster.image.topicByName("orders")?.id ?? 0;
    const ends = cluster.brokerIds.map((broker) => cluster.replica(broker, topicId, 0)?.logEndOffset);
    expect(ends).toEqual([1, 1, 1]);
    expect(await code.end()).toBeUndefined();
  });

  test("in mid-turn hears of nothing that this turn brought", async () => {
    const heard: string[] = [];
    const start = async (user: SimulatedUser): Promise<void> => {
      await user.sleep(10);
      heard.push(`life ${user.life} woke up`);
    };
    const { cluster, code } = begun({ name: "sleeper", start });
    await code.advance(5);
    const endpoint = cluster.runtime.endpoint(code.endpointOf("sleeper") ?? -1);
    if (endpoint) endpoint.port.losesNextFlush = true;
    await code.advance(500);
    expect(heard).toEqual(["life 1 woke up"]);
    expect(code.livesOf("sleeper")).toBe(2);
    expect(await code.end()).toBeUndefined();
  });

  test("in the turn that brought its batch takes none, and holds nothing", async () => {
    const heard: number[] = [];
    const start = async (user: SimulatedUser): Promise<void> => {
      const consumer = user.consumer({ autoOffsetReset: "earliest" });
      await consumer.assign(PARTITIONS);
      await consumer.poll();
      heard.push(user.life);
    };
    const writer = { name: "writer", start: (user: SimulatedUser) => user.sleep(40).then(() => sendNumbers(user, 1)) };
    const { cluster, code } = begun({ name: "reader", start }, writer);
    let isDoomed = true;
    cluster.onFrame.push((_, to, { kind }, body) => {
      if (!isDoomed || to !== code.endpointOf("reader") || kind.number !== FETCH_RESPONSE.number) return;
      if ((body as FetchResponse).partitions.every(({ references }) => references.length === 0)) return;
      const endpoint = cluster.runtime.endpoint(to);
      if (endpoint) endpoint.port.losesNextFlush = true;
      isDoomed = false;
    });
    await code.advance(90);
    expect(isDoomed).toBe(false);
    expect(code.endpointOf("reader")).toBeUndefined();
    expect([...cluster.liveLeases()]).toEqual([]);
    await code.advance(500);
    expect(heard).toEqual([1]);
    expect(await code.end()).toBeUndefined();
  });

  test("does not fail the run with what it throws later", async () => {
    const { promise: elsewhere, reject } = Promise.withResolvers<void>();
    const start = async (user: SimulatedUser): Promise<void> => {
      if (user.life > 0) return;
      await Promise.all([elsewhere, user.sleep(10_000)]);
    };
    const { cluster, code } = begun({ name: "billing", start });
    await code.advance(50);
    cluster.kill({ client: "billing" });
    reject(new Error("too late"));
    await code.advance(500);
    expect(code.haveEnded).toBe(true);
    expect(await code.end()).toBeUndefined();
  });
});
