// One measurement of one producer in this thread and, with consumers, a thread that reads along.
import { Worker } from "node:worker_threads";
import { Cluster } from "../../src/index.ts";
import { answer, job } from "../harness/side.ts";
import { spent, threadTimes } from "../harness/thread-times.ts";
import { arenaBytesFor, recordValue, TOPIC, timeOf } from "./load.ts";
import type { Milestone, ReaderData } from "./reader-worker.ts";
import { touchPages } from "./touch.ts";

export interface ProduceJob {
  readonly replicationFactor: number;
  readonly acks: 1 | "all";
  readonly partitions: number;
  /** In one thread of their own, each reading everything; 0: nobody reads. */
  readonly consumers: number;
  readonly records: number;
  /** Records come with their time, as those of the encode loop, instead of being stamped by the producer's clock. */
  readonly isStamped: boolean;
  /** Records before them that are not measured. */
  readonly warmRecords: number;
}

/** Milestones of a reading thread. Rejects when it fails. */
class Reading {
  readonly #worker: Worker;
  readonly #reached: Milestone[] = [];
  #wake: () => void = () => {};
  #error: Error | undefined;

  constructor(data: ReaderData) {
    this.#worker = new Worker(new URL("./reader-worker.ts", import.meta.url), { workerData: data });
    this.#worker.on("message", (milestone: Milestone) => {
      this.#reached.push(milestone);
      this.#wake();
    });
    this.#worker.on("error", (error: Error) => {
      this.#error = error;
      this.#wake();
    });
  }

  async next(): Promise<Milestone> {
    for (;;) {
      const milestone = this.#reached.shift();
      if (milestone !== undefined) return milestone;
      if (this.#error !== undefined) throw this.#error;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  ended(): Promise<unknown> {
    return this.#worker.threadId === -1
      ? Promise.resolve()
      : new Promise((resolve) => this.#worker.on("exit", resolve));
  }
}

const { replicationFactor, acks, partitions, consumers, isStamped, records, warmRecords } = job<ProduceJob>();
const arenaBytes = arenaBytesFor(records + warmRecords, replicationFactor);
const cluster = await Cluster.start({ brokers: 3, arenaBytes });
touchPages(cluster.handle.memory);
await cluster.admin.createTopics([{ topic: TOPIC, partitions, replicationFactor }]);
const producer = cluster.producer({ acks });
const milestones = [warmRecords, warmRecords + records];
const reading =
  consumers === 0 ? undefined : new Reading({ handle: cluster.handle, partitions, consumers, milestones });
const value = recordValue();

async function write(count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const partition = index % partitions;
    const record = isStamped
      ? { topic: TOPIC, partition, value, timestamp: timeOf(index) }
      : { topic: TOPIC, partition, value };
    if (!producer.write(record)) await producer.ready();
  }
  await producer.flush();
}

await write(warmRecords); // the code gets warm, the rings are made
const warm = await reading?.next();
const cpuBefore = process.cpuUsage();
const ownCpuBefore = process.threadCpuUsage();
const threadsBefore = threadTimes();
const startedAt = performance.now();
await write(records);
const writtenMs = performance.now() - startedAt;
const last = await reading?.next();
const elapsedMs = performance.now() - startedAt;
const threadsAfter = threadTimes();
const cpu = process.cpuUsage(cpuBefore);
const ownCpu = process.threadCpuUsage(ownCpuBefore);
await reading?.ended();
const perRecord = (us: number): number => (us * 1000) / records;
answer({
  recordsPerSecond: (records / elapsedMs) * 1000,
  acknowledgedPerSecond: (records / writtenMs) * 1000,
  deliveredPerSecond: ((records * consumers) / elapsedMs) * 1000,
  cpuNs: perRecord(cpu.user + cpu.system),
  systemCpuNs: perRecord(cpu.system),
  producerCpuNs: perRecord(ownCpu.user + ownCpu.system),
  brokersCpuNs: spent(threadsBefore, threadsAfter, "millrace-broker") / records,
  helpersCpuNs: spent(threadsBefore, threadsAfter, "V8Worker") / records, // garbage collection and compilation
  consumerCpuNs: perRecord((last?.cpuUs ?? 0) - (warm?.cpuUs ?? 0)),
  residentMb: process.memoryUsage.rss() / 1e6,
});
await cluster.close();
