import type { FaultAction, FaultSchedule } from "../faults/fault-step.ts";
import type { TopicPlan } from "../users/sim-admin.ts";

/** Faults that are drawn from the seed. Where nothing else keeps acknowledged records, one replica of each keeps its data. */
export interface FaultDraw {
  /** What happens, by weight ("kill", "hang" and "storage" are of brokers, "pause" is of anyone). */
  readonly kinds: readonly FaultAction["fault"][];
  /** Pause between two faults in ms, at most. */
  readonly gapMsMax: number;
}

/** Who writes and reads each topic of a scenario, with every record checked. */
export interface Load {
  readonly producers?: number; // default 2
  readonly consumers?: number; // default 2
  /** Of all producers together; default 1,000. */
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
  /** Length of the faulty part in ms (virtual ones in a simulation); afterwards everything is healed, and must end. */
  readonly durationMs: number;
  /** Written by hand, or drawn from the seed; default none. */
  readonly faults?: FaultSchedule | FaultDraw;
}
