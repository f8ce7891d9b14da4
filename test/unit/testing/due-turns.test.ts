import { expect, test } from "vitest";
import { drawFaults, FAULT_KINDS } from "../../../src/testing/faults/draw-faults.ts";
import { FaultInjector } from "../../../src/testing/faults/fault-injector.ts";
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
    reclaim: "oldest",
    clientsDie: true,
  });
  const places = [0, 1].map((partition) => ({ topic: "t", partition }));
  const kinds = [...FAULT_KINDS, "fillArena", "restart"] as const;
  const draw = { durationMs: 500, gapMsMax: 20, kinds, brokers: cluster.brokerIds, places };
  new FaultInjector(cluster, drawFaults(seed, draw), draw);
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
