import { expect, test } from "vitest";
import { FAULT_KINDS, Faults } from "../../../src/testing/faults/faults.ts";
import { SimulatedCluster } from "../../../src/testing/simulated-cluster.ts";
import { Workload } from "../../../src/testing/users/workload.ts";

// An endpoint works out when its next turn is due once, and again only when it is told that something happened.
test.each([1, 2, 3, 4])("no endpoint is late for work that nobody told it of (seed %i)", (seed) => {
  const storage = seed % 2 === 0 ? "directory" : "memory";
  const cluster = new SimulatedCluster({ seed, storage, writeMsMax: seed % 3, linkBytesMax: 2_048 });
  const workload = new Workload(cluster, {
    topic: "t",
    partitions: 2,
    durationMs: 500,
    padding: 300,
    clientsDie: true,
  });
  new Faults(cluster, { durationMs: 500, gapMsMax: 20, kinds: FAULT_KINDS });
  workload.begin();
  const { runtime } = cluster;
  const end = runtime.time.now + 800;
  while (runtime.step(end))
    for (const endpoint of runtime.endpoints()) {
      const kept = endpoint.nextAt();
      endpoint.mayBeDue();
      if (endpoint.nextAt() !== kept)
        expect.fail(
          `step ${runtime.steps}: endpoint ${endpoint.endpoint} said ${kept}, and is due at ${endpoint.nextAt()}`,
        );
    }
  workload.finish();
});
