import { describe, expect, it } from "vitest";
import { AdminError, type Cluster, type ClusterEvent } from "../../../src/index.ts";
import { eventually, leaderOf, readTopic, startCluster } from "./support.ts";

async function failureOf(call: Promise<unknown>): Promise<AdminError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof AdminError) return error;
  throw new Error(`an AdminError was expected, not ${String(error)}`);
}

async function partitionOf(cluster: Cluster, topic: string, partition = 0) {
  const [description] = await cluster.admin.describeTopics([topic]);
  const found = description?.partitions[partition];
  if (found === undefined) throw new Error(`${topic}-${partition} is there`);
  return found;
}

describe("the admin of a cluster", () => {
  it("deletes topics; one of the same name is another topic, also for producers that knew the first", async () => {
    await using cluster = await startCluster();
    const { admin } = cluster;
    await admin.createTopics([{ topic: "a", partitions: 2 }, { topic: "b" }]);
    await using producer = cluster.producer({ lingerMs: 0 });
    for (const value of ["1", "2", "3"]) await producer.send({ topic: "a", partition: 0, value });
    const error = await failureOf(admin.deleteTopics(["a", "none"]));
    expect(error).toMatchObject({ code: "UNKNOWN_TOPIC_OR_PARTITION", failures: [{ topic: "none" }] });
    expect(await admin.listTopics()).toEqual(["b"]);
    await expect(producer.send({ topic: "b", value: "other" })).resolves.toMatchObject({ offset: 0 });
    await admin.createTopics([{ topic: "a" }]);
    expect(await producer.send({ topic: "a", value: "new" })).toMatchObject({ partition: 0, offset: 0 });
    expect((await readTopic(cluster, "a", 1)).map(({ value }) => value)).toEqual(["new"]);
  });

  it("adds partitions, places replicas as told, and refuses what Kafka refuses", async () => {
    await using cluster = await startCluster();
    const { admin } = cluster;
    await admin.createTopics([
      {
        topic: "placed",
        replicaAssignment: [
          [3, 1],
          [2, 3],
        ],
      },
    ]);
    await admin.createPartitions([{ topic: "placed", totalCount: 3, replicaAssignment: [[1, 2]] }]);
    const [{ partitions } = { partitions: [] }] = await admin.describeTopics(["placed"]);
    expect(partitions.map(({ replicas }) => replicas)).toEqual([
      [3, 1],
      [2, 3],
      [1, 2],
    ]);
    await using producer = cluster.producer({ lingerMs: 0 });
    await expect(producer.send({ topic: "placed", partition: 2, value: "x" })).resolves.toMatchObject({ offset: 0 });
    const [{ configs } = { configs: [] }] = await admin.describeConfigs([{ broker: 2 }]);
    expect(configs).toContainEqual({ name: "num.partitions", value: "1", isDefault: false, isReadOnly: true });
    const calls = [
      [admin.createPartitions([{ topic: "placed", totalCount: 2 }]), "INVALID_PARTITIONS"],
      [admin.createTopics([{ topic: "bad", replicaAssignment: [[1, 9]] }]), "INVALID_REPLICA_ASSIGNMENT"],
      [admin.electLeaders("preferred", [{ topic: "placed", partition: 0 }]), "ELECTION_NOT_NEEDED"],
      [
        admin.alterPartitionReassignments([{ topic: "placed", partition: 0, replicas: null }]),
        "NO_REASSIGNMENT_IN_PROGRESS",
      ],
    ] as const;
    for (const [call, code] of calls) expect((await failureOf(call)).code).toBe(code);
  });

  it("changes configs of a topic that is written to, at once", async () => {
    await using cluster = await startCluster();
    const { admin } = cluster;
    await admin.createTopics([{ topic: "t", replicationFactor: 3 }]);
    await using producer = cluster.producer({ lingerMs: 0, deliveryTimeoutMs: 3_000 });
    await producer.send({ topic: "t", value: "x".repeat(5_000) });
    await admin.incrementalAlterConfigs([{ topic: "t", configs: [{ name: "max.message.bytes", value: "1000" }] }]);
    const [{ configs } = { configs: [] }] = await admin.describeConfigs([{ topic: "t" }]);
    expect(configs.find(({ name }) => name === "max.message.bytes")).toMatchObject({ value: "1000", isDefault: false });
    // The leader replays the change in its own time.
    await eventually(
      () =>
        producer.send({ topic: "t", value: "x".repeat(5_000) }).then(
          () => undefined,
          (error: { code: string }) => (/TOO_LARGE/.test(error.code) ? true : undefined),
        ),
      () => "the larger record is refused",
    );
    await admin.incrementalAlterConfigs([
      { topic: "t", configs: [{ name: "max.message.bytes", operation: "delete" }] },
    ]);
    await eventually(
      () =>
        producer.send({ topic: "t", value: "x".repeat(5_000) }).then(
          () => true,
          () => undefined,
        ),
      () => "the larger record is taken again",
    );
    const wrong = admin.incrementalAlterConfigs([{ topic: "t", configs: [{ name: "none", value: "1" }] }]);
    expect((await failureOf(wrong)).code).toBe("INVALID_CONFIG");
  });

  it("moves a partition to other brokers under load, and leadership to the preferred one", async () => {
    await using cluster = await startCluster({ brokers: 4 });
    const { admin } = cluster;
    await admin.createTopics([{ topic: "moving", replicaAssignment: [[1, 2]] }]);
    await using producer = cluster.producer({ lingerMs: 1 });
    const sends: Promise<unknown>[] = [];
    for (let index = 0; index < 200; index++) sends.push(producer.send({ topic: "moving", value: `${index}` }));
    await admin.alterPartitionReassignments([{ topic: "moving", partition: 0, replicas: [4, 3] }]);
    for (let index = 200; index < 400; index++) sends.push(producer.send({ topic: "moving", value: `${index}` }));
    await eventually(
      async () => ((await admin.listPartitionReassignments()).length === 0 ? true : undefined),
      () => "the reassignment ends",
    );
    expect(await partitionOf(cluster, "moving")).toMatchObject({ replicas: [4, 3] });
    await Promise.all(sends);
    const values = (await readTopic(cluster, "moving", 400)).map(({ value }) => Number(value));
    expect(values).toEqual(Array.from({ length: 400 }, (_, index) => index));
    await cluster.broker(4).kill();
    await eventually(
      async () => ((await leaderOf(cluster, "moving", 0)) === 3 ? true : undefined),
      () => "broker 3 takes over",
    );
    await cluster.settled();
    await admin.electLeaders("preferred");
    expect(await leaderOf(cluster, "moving", 0)).toBe(4);
  });

  it("elects an unclean leader when it is asked to", async () => {
    await using cluster = await startCluster({ brokers: 2 });
    const { admin } = cluster;
    const events: ClusterEvent[] = [];
    void (async () => {
      for await (const event of cluster.events()) events.push(event);
    })();
    await admin.createTopics([{ topic: "t", replicaAssignment: [[1, 2]] }]);
    await using producer = cluster.producer({ lingerMs: 0 });
    await producer.send({ topic: "t", partition: 0, value: "lost" });
    await cluster.broker(2).kill({ restart: false });
    await eventually(
      async () => ((await partitionOf(cluster, "t")).isr.length === 1 ? true : undefined),
      () => "broker 2 left the ISR",
    );
    await cluster.broker(1).kill();
    // Broker 2 may still have some of the data, for all that anybody knows.
    await eventually(
      async () => ((await partitionOf(cluster, "t")).dataLost ? true : undefined),
      () => events,
    );
    expect(await leaderOf(cluster, "t", 0)).toBe(-1);
    await admin.electLeaders("unclean");
    expect(await partitionOf(cluster, "t")).toMatchObject({ leader: 1, isr: [1], dataLost: false });
    expect(events.map(({ type }) => type)).toContain("dataLost");
  });
});
