import { expect, test } from "vitest";
import { CODEC_NAMES } from "../../src/record/codec.ts";
import { simulate } from "../../src/testing/simulate.ts";
import { SimulatedCluster } from "../../src/testing/simulated-cluster.ts";
import { Workload } from "../../src/testing/users/workload.ts";

const SEEDS = 10;

test.each(CODEC_NAMES)("every invariant holds and everything ends with %s", (compression) => {
  let faults = 0;
  for (let seed = 0; seed < SEEDS; seed++) faults += simulate(seed, { compression }).faults;
  expect(faults).toBeGreaterThan(SEEDS);
});

test("in such a run batches are compressed in other threads, too", () => {
  const cluster = new SimulatedCluster({ seed: 7 });
  const options = { topic: "t", partitions: 1, durationMs: 500, padding: 3_000 };
  const workload = new Workload(cluster, { ...options, compression: "gzip" });
  workload.begin();
  cluster.advance(800);
  workload.finish();
  const elsewhere = workload.producers.map(({ client }) => client.compressedElsewhere);
  expect(Math.min(...elsewhere)).toBeGreaterThan(5);
});
