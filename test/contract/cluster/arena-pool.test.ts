import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { resident } from "../../../bench/macro/resident.ts";
import { Arena } from "../../../src/arena/arena.ts";
import { POOLED_ARENAS_MAX } from "../../../src/base/limits.ts";
import type { Cluster } from "../../../src/index.ts";
import { arenaPool } from "../../../src/runtime/arena-pool.ts";
import { firstClientEndpoint } from "../../../src/runtime/config.ts";
import { liveBytes } from "../../support/live-bytes.ts";
import { readTopic, startCluster } from "./support.ts";

const MIB = 1024 * 1024;
const ARENA_BYTES_MIN = 32 * MIB;
const VALUE = "x".repeat(1_000);

/** Touches about 8 MiB of the arena. */
async function fill(cluster: Cluster, topic: string): Promise<void> {
  await cluster.admin.createTopics([{ topic, replicationFactor: 1 }]);
  const producer = cluster.producer({ acks: 1 });
  for (let count = 0; count < 8_000; count++) if (!producer.write({ topic, value: VALUE })) await producer.ready();
  await producer.flush();
}

function startWorker(name: string, { handle }: Cluster): Worker {
  return new Worker(new URL(name, import.meta.url), { workerData: { handle, count: 100, stay: false } });
}

function start(): Promise<Cluster> {
  return startCluster({ brokers: 1, arenaBytes: 64 * MIB });
}

describe("the memory of a closed cluster", () => {
  it("is the next one's, which finds nothing in it", async () => {
    const first = await start();
    await fill(first, "old");
    await first.close();
    await using second = await start();
    expect(second.handle.memory).toBe(first.handle.memory);
    expect(await second.admin.listTopics()).toEqual([]);
    await fill(second, "new");
    const records = await readTopic(second, "new", 8_000);
    expect(records.every(({ value }) => value === VALUE)).toBe(true);
    expect(second.stats().rescuedWakeups).toBe(0);
  });

  it("serves whatever is left in it: nobody reads a byte that was not written since", async () => {
    const arenaBytes = 72 * MIB; // larger than what other tests have left in the pool
    const memory = Arena.create({ bytes: arenaBytes, shared: true }).source as WebAssembly.Memory;
    new Uint8Array(memory.buffer).fill(0xff);
    arenaPool.give(memory);
    await using cluster = await startCluster({ brokers: 1, arenaBytes });
    expect(cluster.handle.memory).toBe(memory);
    await fill(cluster, "t");
    const records = await readTopic(cluster, "t", 8_000);
    expect(records.every(({ value }) => value === VALUE)).toBe(true);
  });

  it("serves a smaller cluster too, and one of several that are free at a time", async () => {
    const clusters = await Promise.all([start(), start()]);
    const memories = new Set(clusters.map(({ handle }) => handle.memory));
    expect(memories.size).toBe(2);
    await Promise.all(clusters.map((cluster) => cluster.close()));
    await using small = await startCluster({ brokers: 1, arenaBytes: 32 * MIB });
    expect(memories.has(small.handle.memory)).toBe(true);
    expect(small.stats().arena.totalBytes).toBeLessThanOrEqual(32 * MIB);
    await fill(small, "t");
  });

  it("is not used again while a thread is attached that has not noticed the end", async () => {
    const first = await start();
    const worker = startWorker("blocked-worker.ts", first);
    await once(worker, "message"); // attached, and blocked for good
    await first.close();
    await using second = await start();
    expect(second.handle.memory).not.toBe(first.handle.memory);
    await worker.terminate();
  });

  it("is used again after attached threads have left or ended", async () => {
    const first = await start();
    await first.admin.createTopics([{ topic: "attached" }]);
    const { endpoints } = Arena.open(first.handle.memory);
    const attached = firstClientEndpoint(first.handle.config) + 1;
    await once(startWorker("attach-worker.ts", first), "exit");
    await expect.poll(() => endpoints.hasEnded(attached, 1), { timeout: 10_000 }).toBe(true);
    const blocked = startWorker("blocked-worker.ts", first);
    await once(blocked, "message");
    await blocked.terminate();
    await expect.poll(() => endpoints.hasEnded(attached, 2), { timeout: 10_000 }).toBe(true);
    await first.close();
    await using second = await start();
    expect(second.handle.memory).toBe(first.handle.memory);
  });

  it("keeps a process that starts and closes 50 clusters in bounded memory", async () => {
    const rounds: { readonly arenasMb: number; readonly allMb: number }[] = [];
    const live: number[] = [];
    const memories = new Set<unknown>(); // keeps them, so that none of them is gone by a collection alone
    for (let round = 0; round < 50; round++) {
      const cluster = await start();
      memories.add(cluster.handle.memory);
      await fill(cluster, "t");
      await cluster.close();
      const { residentMb: allMb, largeMb: arenasMb } = resident(ARENA_BYTES_MIN);
      rounds.push({ arenasMb, allMb });
      if (round === 14 || round === 49) live.push(liveBytes() / 1e6);
    }
    const seen = `${rounds.map((figures) => Object.values(figures).map(Math.round).join("/")).join(" ")}, live ${live}`;
    const growthOf = (figure: "arenasMb" | "allMb"): number =>
      Math.min(...rounds.slice(-10).map((round) => round[figure])) -
      Math.max(...rounds.slice(5, 15).map((round) => round[figure]));
    expect(memories.size).toBeLessThanOrEqual(POOLED_ARENAS_MAX);
    expect(growthOf("arenasMb"), seen).toBeLessThan(16); // 8 MiB in each of 30 rounds would be 250
    expect((live[1] ?? 0) - (live[0] ?? 0), seen).toBeLessThan(1.5); // 75 KB in each round would be 2.6
    // What threads and allocators keep goes up and down: only what every thread would leave shows here.
    expect(growthOf("allMb"), seen).toBeLessThan(120);
  }, 300_000);
});
