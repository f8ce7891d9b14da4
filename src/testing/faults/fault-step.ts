/** A partition of a scenario's topic. */
export interface PartitionPlace {
  readonly topic: string;
  readonly partition: number;
}

/** Whom a fault is for. Roles are looked up at the moment of the fault; nothing happens when nobody has the role. */
export type Target =
  | "supervisor"
  | { readonly broker: number }
  /** Whoever leads the partition. */
  | { readonly leaderOf: PartitionPlace }
  /** The first in-sync replica that follows. */
  | { readonly followerOf: PartitionPlace }
  /** A client by the name that the scenario gave it. */
  | { readonly client: string };

/** What a disk, or memory in its place, does wrong: see `docs/simulation.md`, storage. */
export type StorageFaultKind = "appendFull" | "appendFails" | "syncFails" | "bitRot";

/**
 * One fault, as plain data: it can be drawn from a seed, written by hand, printed, left out by the shrinker, and given to a
 * simulated cluster or to one on real threads. Times are in ms (virtual ones in a simulation). All faults end healed.
 */
export type FaultAction =
  /** A crash; "inTurn": at the end of its next turn, before it publishes what it sent. A client does not come back. */
  | {
      readonly fault: "kill";
      readonly target: Target;
      readonly when?: "now" | "inTurn"; // default "now"
      readonly restartAfterMs?: number; // default 100
    }
  /** A planned end and a new start (controlled shutdown). */
  | { readonly fault: "restart"; readonly target: Target }
  /** It takes no turns, as a stopped process. */
  | { readonly fault: "pause"; readonly target: Target; readonly forMs: number }
  /** It is stuck within a turn, and goes on with what it had read before; after a while the supervisor has it terminated. */
  | { readonly fault: "hang"; readonly target: Target; readonly forMs: number }
  /** Every message in this direction takes so much longer. */
  | {
      readonly fault: "slow";
      readonly from: Target;
      readonly to: Target;
      readonly byMs: number;
      readonly forMs: number;
    }
  /** Nothing passes between the two sides until it is healed; then what was sent arrives, as links lose nothing. */
  | {
      readonly fault: "partition";
      readonly sides: readonly [readonly Target[], readonly Target[]];
      readonly forMs: number;
    }
  /** The next request of this kind to the broker's storage goes wrong; bit rot flips a bit of what is stored. */
  | { readonly fault: "storage"; readonly target: Target; readonly kind: StorageFaultKind }
  /** Somebody takes all free memory of the arena. */
  | { readonly fault: "fillArena"; readonly forMs: number };

/** A fault and its moment, counted from the beginning of the faulty part. */
export type FaultStep = { readonly atMs: number } & FaultAction;

/** Steps in the order of their moments. */
export type FaultSchedule = readonly FaultStep[];
