import type { ReplicaRules } from "../../replica/rules.ts";
import type { SimRuntimeOptions } from "../machine/sim-runtime.ts";

export interface SimulatedClusterOptions extends SimRuntimeOptions {
  readonly brokers?: number; // default 3
  /** "memory": a crash empties the broker. "directory": a crash loses at most what was not synced. */
  readonly storage?: "memory" | "directory"; // default "memory"
  /** Whether acknowledged means synced; default: with a directory. */
  readonly flushEveryBatch?: boolean;
  /** How long a log's storage takes for an append or truncation, at most; default 0: it finishes them at once. */
  readonly writeMsMax?: number;
  readonly replicaLagTimeMaxMs?: number; // default 200
  readonly brokerSessionTimeoutMs?: number; // default 2,000
  readonly brokerTerminateTimeoutMs?: number; // default 10,000
  /** How often leadership goes back to the preferred replicas; default 0: never, so that scenarios choose their leaders. */
  readonly leaderImbalanceCheckIntervalMs?: number;
  /** Mutants: rules of replication broken on purpose. */
  readonly rules?: Partial<ReplicaRules>;
  /** A mutant's disks say that they have synced, and have not. */
  readonly honourSyncs?: boolean; // default true
}
