// One cluster under paced load whose leaders are killed one after another, each time when every replica is in sync again.
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { Cluster } from "../../src/index.ts";
import { answer, job } from "../harness/side.ts";
import { TOPIC } from "./load.ts";
import { PacedLoad } from "./paced-load.ts";
import type { Verified, VerifyData } from "./verify-worker.ts";

export interface FailoverJob {
  /** Kills of which the time is not counted: the code of a failover gets warm. Their records are verified, too. */
  readonly warmKills: number;
  readonly kills: number;
  readonly recordsPerSecond: number;
}

export interface FailoverAnswer extends Verified {
  /** From each kill to the next acknowledged write on the partition whose leader it was. */
  readonly targetMs: readonly number[];
  /** From each kill to the next acknowledged write on the last one of all partitions that the broker led. */
  readonly allMs: readonly number[];
  readonly acknowledged: number;
  readonly failed: number;
}

const PARTITIONS = 6;
const ARENA_BYTES = 3 * 1024 ** 3;
const HEAL_TIMEOUT_MS = 60_000;

const { warmKills, kills, recordsPerSecond } = job<FailoverJob>();
const cluster = await Cluster.start({ brokers: 3, arenaBytes: ARENA_BYTES });
await cluster.admin.createTopics([{ topic: TOPIC, partitions: PARTITIONS, replicationFactor: 3 }]);
const producer = cluster.producer({ acks: "all", lingerMs: 1 });
const verifyData: VerifyData = { handle: cluster.handle, partitions: PARTITIONS };
const verifier = new Worker(new URL("./verify-worker.ts", import.meta.url), { workerData: verifyData });

/** The leader of each partition, once every replica of all is in sync. */
async function healed(): Promise<readonly number[]> {
  const deadline = performance.now() + HEAL_TIMEOUT_MS;
  for (;;) {
    const [topic] = await cluster.admin.describeTopics([TOPIC]);
    const states = topic?.partitions ?? [];
    if (states.every(({ isr, leader }) => isr.length === 3 && leader > 0)) return states.map(({ leader }) => leader);
    if (performance.now() > deadline) throw new Error(`not in sync again: ${JSON.stringify(states)}`);
    await sleep(5);
  }
}

async function killOnce(load: PacedLoad, target: number): Promise<{ targetMs: number; allMs: number }> {
  const leaders = await healed();
  const leader = leaders[target] as number;
  const waiting = new Set<number>();
  for (const [partition, led] of leaders.entries()) if (led === leader) waiting.add(partition);
  let targetMs = 0;
  const killedAt = performance.now();
  const recovered = new Promise<number>((resolve) => {
    load.onAcknowledged = (partition, sentAt) => {
      if (sentAt < killedAt || !waiting.delete(partition)) return;
      const tookMs = performance.now() - killedAt;
      if (partition === target) targetMs = tookMs;
      if (waiting.size === 0) resolve(tookMs);
    };
  });
  await cluster.broker(leader).kill();
  const allMs = await recovered;
  return { targetMs, allMs };
}

const load = new PacedLoad(producer, PARTITIONS, recordsPerSecond);
const measured: { targetMs: number; allMs: number }[] = [];
for (let kill = -warmKills; kill < kills; kill++) {
  const took = await killOnce(load, (kill + warmKills) % PARTITIONS);
  if (kill >= 0) measured.push(took);
}
load.stop();
await producer.flush();
verifier.postMessage(load.written);
const [verified] = (await once(verifier, "message")) as [Verified];
await once(verifier, "exit");
const { recordsAcknowledged: acknowledged, recordsFailed: failed } = producer.metrics;
answer({
  targetMs: measured.map(({ targetMs }) => targetMs),
  allMs: measured.map(({ allMs }) => allMs),
  acknowledged,
  failed,
  ...verified,
} satisfies FailoverAnswer);
await cluster.close();
