// node test/contract/simulation/print-traces.ts FIRST COUNT: prints what must be the same on every machine and in every
// Node, a line for each seed: the trace, the timeline, and every batch of every log.
import { crc32cOfTable } from "../../../src/record/crc-table.ts";
import { clusterOptionsOf, ScenarioRun } from "../../../src/testing/scenario/run-scenario.ts";
import { drawSimulation } from "../../../src/testing/simulate.ts";
import { SimulatedCluster } from "../../../src/testing/simulated-cluster.ts";

const [first = 0, count = 1] = process.argv.slice(2).map(Number);
const encoder = new TextEncoder();

for (let seed = first; seed < first + count; seed++) {
  const plan = seed % 4 === 0 ? ({ compression: "zstd" } as const) : {};
  const { scenario, extras } = drawSimulation(seed, plan);
  const cluster = new SimulatedCluster(clusterOptionsOf(seed, scenario, extras));
  const run = new ScenarioRun(cluster, scenario, extras);
  run.begin();
  const result = run.finish();
  const logs = [...cluster.replicas()].flatMap((replica) =>
    Array.from(replica.batches(), ({ baseOffset, leaderEpoch, crc }) => [
      replica.brokerId,
      baseOffset,
      leaderEpoch,
      crc,
    ]),
  );
  const timeline = cluster.runtime.timeline.toString();
  console.log(JSON.stringify({ ...result, logs: digest(JSON.stringify(logs)), timeline: digest(timeline) }));
}

function digest(text: string): number {
  return crc32cOfTable(encoder.encode(text), 0, encoder.encode(text).length);
}
