import { Cluster } from "../../src/index.ts";

// From nothing to the first acknowledged record: Cluster.start (three brokers), a topic with replication factor 3, one
// send with acks=all. Within one process, so that Node's own start does not count.

export interface StartResult {
  readonly name: "start";
  readonly rounds: number;
  readonly clusterMedianMs: number;
  readonly firstRecordMedianMs: number;
  readonly firstRecordMaxMs: number;
}

export async function runStart(rounds: number): Promise<StartResult> {
  const cluster: number[] = [];
  const firstRecord: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    await using started = await Cluster.start({ brokers: 3, arenaBytes: 64 * 1024 * 1024 });
    cluster.push(performance.now() - startedAt);
    await started.admin.createTopics([{ topic: "first", partitions: 1, replicationFactor: 3 }]);
    await started.producer({ lingerMs: 0 }).send({ topic: "first", value: "record" });
    firstRecord.push(performance.now() - startedAt);
  }
  return {
    name: "start",
    rounds,
    clusterMedianMs: median(cluster),
    firstRecordMedianMs: median(firstRecord),
    firstRecordMaxMs: Math.max(...firstRecord),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
