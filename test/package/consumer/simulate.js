import { MillraceError } from "millrace";
import { SimulatedCluster, SimulationFailure, shrinkSeed, simulate, Workload } from "millrace/testing";

const cluster = new SimulatedCluster({ seed: 7, brokers: 3, storage: "directory" });
const workload = new Workload(cluster, { topic: "orders", partitions: 3, durationMs: 1_000 });
workload.begin();
cluster.kill({ broker: 1 });
cluster.advance(500);
cluster.start({ broker: 1 });
cluster.advance(500);
workload.finish();
console.log("simulated", typeof SimulationFailure, typeof MillraceError);

const broken = { rules: { acknowledge: "appended" } };
const seed = Array.from({ length: 40 }, (_, index) => index).find((candidate) => {
  try {
    return simulate(candidate, broken) === undefined;
  } catch (error) {
    return error instanceof SimulationFailure;
  }
});
const shrunk = await shrinkSeed(seed, broken);
console.log(shrunk.failure instanceof SimulationFailure, /millrace \d+\.\d+\.\d+/.exec(shrunk.report)?.[0]);
