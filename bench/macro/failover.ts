import { Cluster, type Producer } from "../../src/index.ts";

// How long writes stand still when a leader dies: kill of the broker that leads most partitions, to the next record
// acknowledged by a partition that it led. Paced load, acks=all, replication factor 3, three brokers.

export interface FailoverOptions {
  readonly kills: number;
  readonly recordsPerSecond: number;
}

export interface FailoverResult {
  readonly name: "failover";
  readonly kills: number;
  readonly recordsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

const PARTITIONS = 6;
const TICK_MS = 5;
const VALUE = new Uint8Array(100);

/** Writes at a fixed rate until stopped; one probe record per partition and tick tells when it was acknowledged. */
class PacedLoad {
  readonly #producer: Producer;
  readonly #perTick: number;
  readonly #timer: ReturnType<typeof setInterval>;
  /** Called at each acknowledgement of a probe. */
  onAcknowledged: (partition: number, sentAt: number) => void = () => {};

  constructor(producer: Producer, recordsPerSecond: number) {
    this.#producer = producer;
    this.#perTick = Math.round((recordsPerSecond * TICK_MS) / 1000);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  #tick(): void {
    const sentAt = performance.now();
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const probe = this.#producer.send({ topic: "load", partition, value: VALUE });
      probe.then(() => this.onAcknowledged(partition, sentAt)).catch(() => {}); // a failed probe is no acknowledgement
    }
    for (let count = PARTITIONS; count < this.#perTick; count++)
      if (!this.#producer.write({ topic: "load", partition: count % PARTITIONS, value: VALUE })) return;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

async function leadersOf(cluster: Cluster): Promise<Map<number, number[]>> {
  const [topic] = await cluster.admin.describeTopics(["load"]);
  const led = new Map<number, number[]>();
  for (const { partition, leader } of topic?.partitions ?? []) led.set(leader, [...(led.get(leader) ?? []), partition]);
  return led;
}

/** Resolves when every partition has its full ISR again, so that each kill meets a healthy cluster. */
async function healed(cluster: Cluster): Promise<void> {
  for (;;) {
    const [topic] = await cluster.admin.describeTopics(["load"]);
    if (topic?.partitions.every(({ isr, leader }) => isr.length === 3 && leader > 0)) return;
    await new Promise((resolve) => setTimeout(resolve, 10)); // then it looks again
  }
}

async function killOnce(cluster: Cluster, load: PacedLoad): Promise<number> {
  const led = [...(await leadersOf(cluster))].sort((a, b) => b[1].length - a[1].length);
  const [leader, partitions] = led[0] as [number, number[]];
  const waiting = new Set(partitions);
  const killedAt = performance.now();
  const recovered = new Promise<number>((resolve) => {
    load.onAcknowledged = (partition, sentAt) => {
      if (sentAt < killedAt || !waiting.delete(partition)) return;
      if (waiting.size === 0) resolve(performance.now() - killedAt);
    };
  });
  await cluster.broker(leader).kill();
  return recovered;
}

export async function runFailover(options: FailoverOptions): Promise<FailoverResult> {
  await using cluster = await Cluster.start({ brokers: 3, arenaBytes: 3 * 1024 ** 3 });
  await cluster.admin.createTopics([{ topic: "load", partitions: PARTITIONS, replicationFactor: 3 }]);
  const producer = cluster.producer({ acks: "all", lingerMs: 1 });
  const load = new PacedLoad(producer, options.recordsPerSecond);
  const stoodStill: number[] = [];
  try {
    for (let kill = 0; kill < options.kills; kill++) {
      await healed(cluster);
      stoodStill.push(await killOnce(cluster, load));
    }
  } finally {
    load.stop();
  }
  const sorted = stoodStill.sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { name: "failover", ...options, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: sorted.at(-1) ?? 0 };
}
