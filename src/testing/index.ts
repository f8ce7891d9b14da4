// millrace/testing: the cluster in one thread, under a virtual clock and one seed.

export type { SimulatedClusterOptions } from "./cluster/cluster-options.ts";
export type { Coverage, RareEvent } from "./coverage/coverage.ts";
export { RARE_EVENTS } from "./coverage/coverage.ts";
export type { FaultDrawOptions, FaultKind } from "./faults/draw-faults.ts";
export { drawFaults } from "./faults/draw-faults.ts";
export { FaultInjector } from "./faults/fault-injector.ts";
export type {
  FaultAction,
  FaultSchedule,
  FaultStep,
  PartitionPlace,
  StorageFaultKind,
  Target,
} from "./faults/fault-step.ts";
export { HistoryChecker } from "./history/history-checker.ts";
export type { Anomaly, AnomalyKind, HistoryEvent } from "./history/history-event.ts";
export type { HistoryPage } from "./history/history-recorder.ts";
export { HistoryReader, HistoryRecorder } from "./history/history-recorder.ts";
export type { ConsumerRules, HistoryRules, ProducerRules, TopicRules } from "./history/history-rules.ts";
export type { Invariant } from "./invariants/invariant.ts";
export type { Replay } from "./machine/simulation-failure.ts";
export { SimulationFailure } from "./machine/simulation-failure.ts";
export type { ScenarioResult } from "./scenario/run-scenario.ts";
export type { FaultDraw, Load, Scenario } from "./scenario/scenario.ts";
export type { ShrinkBudget } from "./shrink/shrink.ts";
export type { ShrunkScenario } from "./shrink/shrink-scenario.ts";
export { shrinkScenario } from "./shrink/shrink-scenario.ts";
export type { ShrunkSeed } from "./shrink/shrink-seed.ts";
export { shrinkSeed } from "./shrink/shrink-seed.ts";
export type { SimulationPlan, SimulationResult } from "./simulate.ts";
export { simulate } from "./simulate.ts";
export { SimulatedCluster } from "./simulated-cluster.ts";
export { StreamsExpectationError } from "./streams/expectation-error.ts";
export type { TestInputTopic, TestInputTopicOptions } from "./streams/test-input-topic.ts";
export type { ExpectedRecord, TestOutputTopic } from "./streams/test-output-topic.ts";
export type { TestRecord, TestRecordInput } from "./streams/test-record.ts";
export type { TopologyTestDriverOptions } from "./streams/topology-test-driver.ts";
export { TopologyTestDriver } from "./streams/topology-test-driver.ts";
export type { Check, CheckView, RecordOptions } from "./user-code/check.ts";
export type { SimulatedUser, UserPlan } from "./user-code/simulated-user.ts";
export type { SpawnedActor } from "./user-code/spawned-actor.ts";
export type { UserDisk } from "./user-code/user-disk.ts";
export type { OperationKind } from "./users/operations.ts";
export type { TopicPlan } from "./users/sim-admin.ts";
export type { SimClient } from "./users/sim-client.ts";
export type { WorkloadOptions } from "./users/workload.ts";
export { Workload } from "./users/workload.ts";
