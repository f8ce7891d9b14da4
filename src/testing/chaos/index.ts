// millrace/testing/threads: scenarios on real threads. Apart from millrace/testing, which needs no threads and no native code.
export type { FaultAction, FaultSchedule, FaultStep, PartitionPlace, Target } from "../faults/fault-step.ts";
export type { Anomaly, AnomalyKind } from "../history/history-event.ts";
export type { FaultDraw, Load, Scenario } from "../scenario/scenario.ts";
export type { TopicPlan } from "../users/sim-admin.ts";
export type { ChaosOptions } from "./chaos-options.ts";
export type { ChaosProgress, ChaosReport } from "./chaos-report.ts";
export { runOnThreads } from "./run-on-threads.ts";
