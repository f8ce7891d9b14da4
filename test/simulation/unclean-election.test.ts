import { describe, expect, test } from "vitest";
import type { ReplicaRules } from "../../src/replica/rules.ts";
import { History } from "../../src/testing/history/history.ts";
import { SimulatedCluster } from "../../src/testing/simulated-cluster.ts";
import { SimConsumer } from "../../src/testing/users/sim-consumer.ts";
import { SimProducer } from "../../src/testing/users/sim-producer.ts";

// An unclean election cuts below what consumers were shown: the only truncation that does.

describe("a consumer that holds what an unclean election takes away", () => {
  /** What the users noticed, after the old leader has put other records in the place of those that a consumer holds. */
  function play(storage: "memory" | "directory", rules: Partial<ReplicaRules> = {}): readonly string[] {
    const topic = "lossy";
    const cluster = new SimulatedCluster({
      seed: 1,
      storage,
      rules,
      brokers: 2,
      brokerSessionTimeoutMs: 100,
      delayMsMax: 1,
      noticeMsMax: 1,
      metadataDelayMsMax: 1,
    });
    const until = (condition: () => boolean, what: string): void => cluster.runUntil(condition, 3_000, what);
    const configs = { "unclean.leader.election.enable": "true" };
    cluster.createTopic({ topic, partitions: 1, replicationFactor: 2, configs });
    cluster.settled();
    const state = () => {
      const found = cluster.image.topicByName(topic);
      const [partition] = found?.partitions ?? [];
      if (found === undefined || partition === undefined) throw new Error("the partition is there");
      return partition;
    };
    const replica = (broker: number) => cluster.replica(broker, state().topicId, 0);
    const [a = 0, b = 0] = state().replicas;

    const history = new History();
    const producer = new SimProducer({ client: cluster.client(), history, topic, name: "before" });
    const sendAndAwait = (writer: SimProducer, count: number): void => {
      writer.send(0, count);
      writer.flush();
      until(() => writer.unfinished === 0, `${writer.name} is told of its records`);
    };
    sendAndAwait(producer, 5);
    cluster.settled();
    // A alone has, commits and shows the next ones.
    cluster.pause({ broker: b });
    until(() => !state().isr.includes(b), "B is out of the ISR");
    sendAndAwait(producer, 5);
    const consumer = new SimConsumer({ client: cluster.client(), history, topic, partitions: [0], name: "holder" });
    const readTo = (offset: number): void => {
      const isThere = () => {
        consumer.poll(100); // holds everything
        return consumer.position(topic, 0) === offset;
      };
      until(isThere, `the consumer is at ${offset}`);
    };
    readTo(10);
    // B leads without them, and gets others.
    cluster.pause({ broker: a });
    until(() => state().leader !== a, "A is fenced");
    cluster.resume({ broker: b });
    until(() => state().leader === b && replica(b)?.role === "leader", "B leads");
    expect(replica(b)?.logEndOffset).toBe(5);
    const writer = new SimProducer({ client: cluster.client(), history, topic, name: "instead" });
    sendAndAwait(writer, 5);
    cluster.resume({ broker: a });
    until(() => state().isr.includes(a), "A has what B has");
    expect(replica(a)?.logEndOffset).toBe(10);
    consumer.poll(0); // looks at what it holds, and gives it back
    return history.failures;
  }

  for (const storage of ["memory", "directory"] as const) {
    test(`holds the same bytes until it gives them back (${storage})`, () => {
      expect(play(storage)).toEqual([]);
    });

    test(`reads other bytes when a truncation writes over what was shown (${storage})`, () => {
      expect(play(storage, { keepShownBytes: false })).toEqual([
        "holder: bytes under a lease changed, in the run from offset 0 on",
      ]);
    });
  }
});
