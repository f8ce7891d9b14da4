// millrace/testing: the cluster in one thread, under a virtual clock and one seed.
export type { FaultKind, FaultOptions } from "./faults.ts";
export { Faults } from "./faults.ts";
export type { Invariant } from "./invariants/invariant.ts";
export type { OperationKind } from "./operations.ts";
export type { TopicPlan } from "./sim-admin.ts";
export type { SimClient } from "./sim-client.ts";
export type { SimulationPlan, SimulationResult } from "./simulate.ts";
export { simulate } from "./simulate.ts";
export type { SimulatedClusterOptions } from "./simulated-cluster.ts";
export { SimulatedCluster } from "./simulated-cluster.ts";
export { SimulationFailure } from "./simulation-failure.ts";
export type { WorkloadOptions } from "./workload.ts";
export { Workload } from "./workload.ts";
