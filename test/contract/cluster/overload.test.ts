import { describe, expect, it } from "vitest";
import { Arena } from "../../../src/arena/arena.ts";
import { RING_HEAD, RING_TAIL, WORD_BYTES } from "../../../src/arena/layout.ts";
import type { Cluster } from "../../../src/index.ts";
import { firstClientEndpoint } from "../../../src/runtime/config.ts";
import { liveBytes } from "../../support/live-bytes.ts";
import { corrupt, eventually, leaderOf, startCluster } from "./support.ts";

/** An answer to a produce request, with room to spare. */
const ANSWER_BYTES_MAX = 256;

/** Blocks this thread until no answer of broker 1 fits any more into the ring to it. */
function blockUntilFull({ handle }: Cluster): void {
  const { layout, memory } = Arena.open(handle.memory);
  const header = layout.ringHeaderAddress(1, firstClientEndpoint(handle.config), "control");
  const position = (offset: number) => Atomics.load(memory.words, (header + offset) / WORD_BYTES);
  const nap = new Int32Array(new SharedArrayBuffer(4));
  const deadline = performance.now() + 30_000;
  for (;;) {
    const waitingBytes = (position(RING_TAIL) - position(RING_HEAD)) | 0;
    if (waitingBytes > layout.controlRingBytes - ANSWER_BYTES_MAX) return;
    if (performance.now() > deadline) throw new Error(`only ${waitingBytes} bytes of answers came`);
    Atomics.wait(nap, 0, 0, 5);
  }
}

describe("a cluster in trouble", () => {
  it("answers more requests than its answers fit into the ring of a client that is blocked", async () => {
    await using cluster = await startCluster({ brokers: 1, brokerSessionTimeoutMs: 60_000 });
    const partitions = 250;
    await cluster.admin.createTopics([{ topic: "burst", partitions }]);
    await using producer = cluster.producer({ acks: 1, lingerMs: 0, batchBytes: 1_024, maxInFlight: 12 });
    await producer.send({ topic: "burst", value: "the rings are there" });
    await cluster.broker(1).pause();
    for (let round = 0; round < 12; round++)
      for (let partition = 0; partition < partitions; partition++)
        producer.write({ topic: "burst", partition, value: "x" });
    await eventually(
      () => (producer.metrics.batchesSent > 2_500 ? true : undefined),
      () => producer.metrics,
    );
    const resumed = cluster.broker(1).resume();
    blockUntilFull(cluster); // the client takes no turn
    await resumed;
    await producer.flush();
    expect(producer.metrics).toMatchObject({ recordsAcknowledged: 12 * partitions + 1, recordsFailed: 0 });
  });

  it("carries five million writes of a loop that never waits, within bounded memory", {
    timeout: 120_000,
  }, async () => {
    await using cluster = await startCluster({ brokers: 1, arenaBytes: 256 * 1024 * 1024 });
    await cluster.admin.createTopics([{ topic: "loop" }]);
    const bufferBytes = 4 * 1024 * 1024;
    await using producer = cluster.producer({ acks: 1, bufferBytes });
    const value = new Uint8Array(2);
    const records = 5_000_000;
    const before = liveBytes();
    let bufferedMost = 0;
    let liveMost = 0;
    for (let index = 0; index < records; index++) {
      producer.write({ topic: "loop", partition: 0, value });
      if (index % 65_536 === 0) bufferedMost = Math.max(bufferedMost, producer.metrics.bufferedBytes);
      if (index % 500_000 === 499_999) liveMost = Math.max(liveMost, liveBytes());
    }
    await producer.flush();
    expect(producer.metrics).toMatchObject({ recordsAcknowledged: records, recordsFailed: 0 });
    expect(bufferedMost).toBeLessThanOrEqual(bufferBytes);
    expect(liveMost - before).toBeLessThan(16 * 1024 * 1024); // 3 bytes a record; the log lies in the arena
    expect(await cluster.admin.listOffsets("loop", "latest")).toEqual([{ partition: 0, offset: records }]);
  });

  it("takes a client that failed out of the mesh, and ends its calls with the reason", async () => {
    await using cluster = await startCluster({ brokers: 1 });
    await cluster.admin.createTopics([{ topic: "calls" }]);
    const consumer = cluster.consumer();
    await consumer.assign([{ topic: "calls", partition: 0 }]);
    const events = cluster.events();
    const outcome = consumer.poll({ timeoutMs: 60_000 }).then(
      () => "a batch",
      (error: Error) => error.message,
    );
    const self = firstClientEndpoint(cluster.handle.config);
    const { endpoints } = Arena.open(cluster.handle.memory);
    corrupt(cluster.handle.memory, self);
    expect(await outcome).toMatch(/unknown type 250/);
    expect(await events.next()).toEqual({ done: true, value: undefined });
    expect(() => cluster.events()).toThrow(/unknown type 250/);
    await eventually(
      () => (endpoints.hasEnded(self, 1) ? true : undefined), // its row is free again
      () => ({ isAlive: endpoints.isAlive(self, 1) }),
      5_000,
    );
  });

  it("closes in bounded time though a record can reach no leader, and says so to whoever waits for it", async () => {
    const cluster = await startCluster({ brokers: 2 });
    await cluster.admin.createTopics([{ topic: "lost", replicationFactor: 1 }]);
    const producer = cluster.producer();
    await producer.send({ topic: "lost", value: "before" });
    await cluster.broker(await leaderOf(cluster, "lost", 0)).kill({ restart: false });
    const outcome = producer.send({ topic: "lost", value: "after" }).catch((error: { code?: string }) => error.code);
    await cluster.close({ timeoutMs: 200 });
    expect(await outcome).toBe("CLOSED");
  });

  it("starts a broker again whose actors failed", async () => {
    await using cluster = await startCluster({ brokers: 1 });
    const events = cluster.events();
    corrupt(cluster.handle.memory, 1);
    const seen: string[] = [];
    for await (const event of events) {
      seen.push(event.type);
      if (event.type === "brokerRegistered") break;
    }
    expect(seen).toEqual(["brokerDied", "brokerRegistered"]);
  });
});
