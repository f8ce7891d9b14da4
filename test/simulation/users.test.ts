// Programs of users that do all kinds of things with all clients, and die in the middle of them: no seed may end in
// anything but their own ends.
import { describe, expect, test } from "vitest";
import { json, MillraceError, string } from "../../src/index.ts";
import { type Check, type Scenario, SimulatedCluster, type SimulatedUser } from "../../src/testing/index.ts";

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed);
const SERDES = { key: string(), value: json<{ readonly from: string; readonly number: number }>() };
const PARTITIONS = [0, 1, 2];

/** Writes without waiting for each record, in several ways at once, and begins again where its disk says. */
async function writer(user: SimulatedUser): Promise<void> {
  const compression = user.random.pick(["none", "gzip", "zstd"] as const);
  const producer = user.producer({ ...SERDES, compression, lingerMs: user.random.between(0, 9), batchBytes: 1_024 });
  const inFlight: Promise<unknown>[] = [];
  for (let number = user.disk.get<number>("next") ?? 0; number < 120; number++) {
    const record = { topic: "events", key: user.name, value: { from: user.name, number } };
    if (user.random.chance(1, 3)) inFlight.push(producer.send(record));
    else if (!producer.write(record)) await producer.ready();
    if (user.random.chance(1, 10)) {
      await producer.flush();
      user.disk.set("next", number + 1);
    }
    if (user.random.chance(1, 2)) await user.sleep(user.random.between(0, 8));
  }
  await Promise.all(inFlight);
  await producer.close();
}

/** Holds what it has not read, keeps batches for a while, pauses and seeks, and closes and opens consumers. */
async function reader(user: SimulatedUser): Promise<void> {
  for (;;) {
    await using consumer = user.consumer({ ...SERDES, autoOffsetReset: "earliest", hold: true, verify: true });
    await consumer.assign(PARTITIONS.map((partition) => ({ topic: "events", partition })));
    for (let polls = user.random.between(1, 30); polls > 0; polls--) {
      const batch = await consumer.poll({ timeoutMs: user.random.between(0, 40) });
      let count = 0;
      for (const { value } of batch ?? []) if (value !== null) count++;
      if (batch) expect(count).toBe(batch.recordCount);
      await user.sleep(user.random.between(0, 15)); // with the batch in its hands
      const [place] = consumer.assignment();
      if (place === undefined || !user.random.chance(1, 8)) continue;
      consumer.pause([place]);
      await consumer.seekToBeginning([place]);
      consumer.resume([place]);
    }
    if (user.random.chance(1, 4)) await user.sleep(50);
  }
}

/** Creates topics, uses them and deletes them. A call of a life before may have been done; brokers may be missing. */
async function administrator(user: SimulatedUser): Promise<void> {
  await using producer = user.producer();
  for (let topic = 0; ; topic++) {
    const name = `side-${user.life}-${topic}`;
    try {
      await user.admin.createTopics([{ topic: name, partitions: 2, replicationFactor: 2 }]);
      await producer.send({ topic: name, value: "x" });
      const [description] = await user.admin.describeTopics([name]);
      expect(description?.partitions).toHaveLength(2);
      await user.admin.deleteTopics([name]);
    } catch (error) {
      if (!(error instanceof MillraceError) || error.code !== "INVALID_REPLICATION_FACTOR") throw error;
    }
    await user.sleep(user.random.between(1, 60));
  }
}

const EVERYTHING_IS_THERE: Check = {
  name: "every number of every writer was committed",
  atEnd: ({ records }) => {
    const seen = new Map(["ada", "grace"].map((name) => [name, new Set<number>()]));
    for (const { value } of records("events", SERDES)) if (value) seen.get(value.from)?.add(value.number);
    for (const numbers of seen.values()) expect(numbers.size).toBe(120);
  },
};

const KINDS = ["kill", "kill", "killClient", "killClient", "killClient", "pause", "hang", "slow", "restart"] as const;

function scenarioOf(seed: number): Scenario {
  const service = { service: true, mortal: true };
  return {
    storage: seed % 2 === 0 ? "memory" : "directory",
    topics: [{ topic: "events", partitions: 3, reclaim: "consumed" }],
    users: [
      { name: "ada", start: writer, mortal: true },
      { name: "grace", start: writer, mortal: true, restartAfterMs: 5 },
      { name: "reader", start: reader, ...service },
      { name: "auditor", start: reader, ...service, restartAfterMs: 0 },
      { name: "admin", start: administrator, ...service },
    ],
    checks: [EVERYTHING_IS_THERE],
    faults: { kinds: KINDS, gapMsMax: 40 },
    durationMs: 600,
    deadlineMs: 20_000,
  };
}

describe("users' programs", () => {
  test.each(SEEDS)("live through everything with seed %i", async (seed) => {
    const { lives } = await SimulatedCluster.run(seed, scenarioOf(seed));
    expect(Object.keys(lives)).toHaveLength(5);
  });

  test("do the same again", async () => {
    const [first, second] = [
      await SimulatedCluster.run(1, scenarioOf(1)),
      await SimulatedCluster.run(1, scenarioOf(1)),
    ];
    expect(second).toEqual(first);
    expect(first?.lives["reader"]).toBeGreaterThan(1);
  });
});
