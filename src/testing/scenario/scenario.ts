import type { FaultKind } from "../faults/draw-faults.ts";
import type { FaultSchedule } from "../faults/fault-step.ts";
import type { Check } from "../user-code/check.ts";
import type { UserPlan } from "../user-code/simulated-user.ts";
import type { TopicPlan } from "../users/sim-admin.ts";

/** Faults that are drawn from the seed. Where nothing else keeps acknowledged records, one replica of each keeps its data. */
export interface FaultDraw {
  /** What happens, by weight. "kill" is of brokers, "killClient" of a load's clients and of users that are mortal. */
  readonly kinds: readonly FaultKind[];
  /** Pause between two faults in ms, at most. */
  readonly gapMsMax: number;
}

/**
 * Who writes and reads each topic of a scenario, with every record checked: a record of anybody else there (a user's) was
 * never sent, and fails the run.
 */
export interface Load {
  readonly producers?: number; // default 2
  readonly consumers?: number; // default 2
  /**
   * Of all producers together, at most; default 1,000. In a simulation a producer has batches of 1 KiB and a buffer of 64 KiB,
   * so that large records come more slowly.
   */
  readonly recordsPerSecond?: number;
  readonly recordBytes?: number; // default 100
  readonly lingerMs?: number; // default 5
  /** -1: all; default. */
  readonly acks?: -1 | 0 | 1;
  readonly idempotent?: boolean; // default true with acks -1
}

/**
 * A cluster, who uses it and what goes wrong: data, so that one description runs in a simulation (where one seed decides
 * the rest) and on real threads, can be printed, and can be made smaller.
 */
export interface Scenario {
  readonly brokers?: number; // default 3
  /** "directory": what is acknowledged is on disks, and a crash keeps it. */
  readonly storage?: "memory" | "directory"; // default "memory"
  readonly topics: readonly TopicPlan[];
  /** Without it nobody but the scenario's own users writes and reads. */
  readonly load?: Load;
  /** Code of its own, each as a process: in a simulation alone. */
  readonly users?: readonly UserPlan[];
  /** What must hold of what the users do. */
  readonly checks?: readonly Check[];
  /** Length of the faulty part in ms (virtual ones in a simulation); afterwards everything is healed, and must end. */
  readonly durationMs: number;
  /** Written by hand, or drawn from the seed; default none. */
  readonly faults?: FaultSchedule | FaultDraw;
  /** Virtual ms after the faults in which everything must end; default 60,000. */
  readonly deadlineMs?: number;
}
