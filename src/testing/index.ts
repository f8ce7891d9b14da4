// millrace/testing: the cluster in one thread, under a virtual clock and one seed.
export type { FaultKind, FaultOptions } from "./faults/faults.ts";
export { Faults } from "./faults/faults.ts";
export type { Invariant } from "./invariants/invariant.ts";
export { SimulationFailure } from "./machine/simulation-failure.ts";
export type { SimulationPlan, SimulationResult } from "./simulate.ts";
export { simulate } from "./simulate.ts";
export type { SimulatedClusterOptions } from "./simulated-cluster.ts";
export { SimulatedCluster } from "./simulated-cluster.ts";
export type { OperationKind } from "./users/operations.ts";
export type { TopicPlan } from "./users/sim-admin.ts";
export type { SimClient } from "./users/sim-client.ts";
export type { WorkloadOptions } from "./users/workload.ts";
export { Workload } from "./users/workload.ts";
