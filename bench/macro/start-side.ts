// One start, in a process that has done nothing before; Node's own start and the import of the package do not count.
import { answer, job } from "../harness/side.ts";
import { endWorkers, startEmptyWorkers, threadsOf } from "./empty-workers.ts";

export interface StartJob {
  readonly what: "cluster" | "workers";
  readonly brokers: number;
  /** The module that a user would import. */
  readonly entry: string;
}

const { what, brokers, entry } = job<StartJob>();

async function startCluster(): Promise<{ startedMs: number; firstRecordMs: number }> {
  const { Cluster } = (await import(entry)) as typeof import("../../src/index.ts");
  const startedAt = performance.now();
  const cluster = await Cluster.start({ brokers });
  const startedMs = performance.now() - startedAt;
  await cluster.admin.createTopics([{ topic: "first", partitions: 1 }]);
  await cluster.producer({ lingerMs: 0 }).send({ topic: "first", value: "record" });
  const firstRecordMs = performance.now() - startedAt;
  await cluster.close();
  return { startedMs, firstRecordMs };
}

async function startWorkers(): Promise<{ startedMs: number }> {
  const startedAt = performance.now();
  const workers = await startEmptyWorkers(threadsOf(brokers));
  const startedMs = performance.now() - startedAt;
  await endWorkers(workers);
  return { startedMs };
}

answer(what === "cluster" ? await startCluster() : await startWorkers());
