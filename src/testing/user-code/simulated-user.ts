import type { Random } from "../../base/random.ts";
import type { Admin, Bytes, Consumer, ConsumerOptions, Producer, ProducerOptions } from "../../client/api.ts";
import type { UserDisk } from "./user-disk.ts";

/**
 * What a user's code has of a simulated cluster: the clients that `Cluster` gives, and the clock, the chance and the disk of
 * its process. All of it ends with the process: after a kill no promise of it settles any more, what is called returns a
 * promise that never settles, or throws MillraceError CLOSED.
 */
export interface SimulatedUser {
  readonly name: string;
  /** How often it was started before: 0 in its first life. */
  readonly life: number;
  /** Virtual ms since the run began. */
  readonly now: number;
  /** The virtual wall clock in ms since 1970, as in the timestamps of records. */
  readonly wallTime: number;
  /** Drawn from the seed: the only chance that repeats. */
  readonly random: Random;
  /** What survives the process, as a file or a database does. */
  readonly disk: UserDisk;
  readonly admin: Admin;
  /** As `Cluster.producer`. Throws MillraceError INVALID_OPTION. */
  producer<K = Bytes | string, V = Bytes | string>(options?: ProducerOptions<K, V>): Producer<K, V>;
  /** As `Cluster.consumer`. Throws MillraceError INVALID_OPTION. */
  consumer<K = Bytes, V = Bytes>(options?: ConsumerOptions<K, V>): Consumer<K, V>;
  /** Resolves after so many virtual ms. Throws MillraceError INVALID_OPTION for what is no time. */
  sleep(ms: number): Promise<void>;
  /** A line of the timeline that a failed run prints. */
  note(text: string): void;
}

/** A user of a scenario: code that runs as a process of its own would. */
export interface UserPlan {
  /** By which faults and checks name it. */
  readonly name: string;
  /** Its program. What it throws fails the run. */
  readonly start: (user: SimulatedUser) => Promise<void>;
  /** It runs for ever: the run does not wait for its end. Default false. */
  readonly service?: boolean;
  /** A killed one starts anew after so many virtual ms, with its disk; Infinity: never. Default 100. */
  readonly restartAfterMs?: number;
  /** Faults that are drawn from the seed may kill it ("killClient"); default false. */
  readonly mortal?: boolean;
}
