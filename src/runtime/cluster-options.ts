import { arenaBytesMinFor } from "../arena/ring-sizes.ts";
import { MillraceError } from "../base/errors.ts";
import {
  ARENA_BYTES_DEFAULT,
  ARENA_BYTES_MAX,
  ARENA_BYTES_MIN,
  BROKERS_MAX,
  PARTITIONS_PER_CLUSTER_MAX,
} from "../base/limits.ts";
import type { Logger } from "./cluster-log.ts";
import type { ClusterConfig } from "./config.ts";

export interface ClusterOptions {
  /** Brokers with ids 1 to this; default 3. */
  readonly brokers?: number;
  /** Where logs live; only "memory" now: a broker that dies comes back empty and is filled by its peers. */
  readonly storage?: "memory";
  /**
   * The cluster's shared memory, which never grows; default 512 MiB, of which only touched pages cost. At least 16 MiB, and
   * what the rings between the brokers need: 16 MiB do for three of them, 268 MiB for 31.
   */
  readonly arenaBytes?: number;
  /** A dead broker is started again after this; default 100. */
  readonly brokerRestartDelayMs?: number;
  /**
   * A broker whose thread has taken no turn for this long is fenced and its leaders move (broker.session.timeout.ms).
   * Only time in which the supervisor itself ran counts. Default 2,000, at least 1,000: an idle thread shows twice a
   * second that it lives.
   */
  readonly brokerSessionTimeoutMs?: number;
  /**
   * The thread of a broker that is silent for this long is ended and started again, unless it alone has all of a
   * partition's records. Default 10,000; never less than brokerSessionTimeoutMs.
   */
  readonly brokerTerminateTimeoutMs?: number;
  /** A follower that has not caught up for this long leaves the ISR; default 10,000 (replica.lag.time.max.ms). */
  readonly replicaLagTimeMaxMs?: number;
  /**
   * How often leadership goes back to the first replica of each partition where that one is in sync
   * (leader.imbalance.check.interval.seconds, which is 300 in Kafka). Default 5,000; 0: never (auto.leader.rebalance.enable).
   */
  readonly leaderImbalanceCheckIntervalMs?: number;
  /**
   * While the arena is full, a consumer's batch that is held for longer than this is taken from it: its next use throws
   * BATCH_EXPIRED. Default 30,000.
   */
  readonly leaseMsMax?: number;
  /** For topics that do not say; default min(3, brokers). */
  readonly defaultReplicationFactor?: number;
  /** For topics that do not say; default 1. */
  readonly defaultPartitions?: number;
  /**
   * Gets what happens: events of the cluster, and what its threads have to say, when the event loop of the thread that
   * started the cluster is free. Without one only failures are written, to standard error and at once: of threads (one that
   * finds no room for a ring in the arena, or a follower whose leader's answers do not continue its log, says so once), and
   * of records that nobody else is told of.
   */
  readonly logger?: Logger;
}

const DURATION_MS_MAX = 2 ** 31 - 1;
const SESSION_TIMEOUT_MS = 2_000;
const SESSION_TIMEOUT_MS_MIN = 1_000;
const TERMINATE_TIMEOUT_MS = 10_000;

const KNOWN: ReadonlySet<string> = new Set([
  "brokers",
  "storage",
  "arenaBytes",
  "brokerRestartDelayMs",
  "brokerSessionTimeoutMs",
  "brokerTerminateTimeoutMs",
  "replicaLagTimeMaxMs",
  "leaderImbalanceCheckIntervalMs",
  "leaseMsMax",
  "defaultReplicationFactor",
  "defaultPartitions",
  "logger",
]);

/** Checks and completes the options of `Cluster.start`. Throws MillraceError INVALID_OPTION that names the option. */
export function readClusterOptions(options: ClusterOptions): ClusterConfig {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw invalid(`Cluster options are an object, not ${JSON.stringify(options)}.`);
  for (const name of Object.keys(options))
    if (!KNOWN.has(name)) throw invalid(`Unknown cluster option "${name}": known are ${[...KNOWN].join(", ")}.`);
  const storage = options.storage ?? "memory";
  if (storage !== "memory") throw invalid(`Cluster option storage must be "memory", not ${JSON.stringify(storage)}.`);
  checkLogger(options.logger);
  const brokers = integer(options, "brokers", 3, 1, BROKERS_MAX);
  const sessionMs = integer(
    options,
    "brokerSessionTimeoutMs",
    SESSION_TIMEOUT_MS,
    SESSION_TIMEOUT_MS_MIN,
    DURATION_MS_MAX,
  );
  const terminateMs = Math.max(TERMINATE_TIMEOUT_MS, sessionMs);
  return {
    brokers,
    storage,
    arenaBytes: arenaBytesOf(options, brokers),
    brokerRestartDelayMs: integer(options, "brokerRestartDelayMs", 100, 0, DURATION_MS_MAX),
    brokerSessionTimeoutMs: sessionMs,
    brokerTerminateTimeoutMs: integer(options, "brokerTerminateTimeoutMs", terminateMs, sessionMs, DURATION_MS_MAX),
    replicaLagTimeMaxMs: integer(options, "replicaLagTimeMaxMs", 10_000, 1, DURATION_MS_MAX),
    leaderImbalanceCheckIntervalMs: integer(options, "leaderImbalanceCheckIntervalMs", 5_000, 0, DURATION_MS_MAX),
    leaseMsMax: integer(options, "leaseMsMax", 30_000, 1, DURATION_MS_MAX),
    defaultReplicationFactor: integer(options, "defaultReplicationFactor", Math.min(3, brokers), 1, brokers),
    defaultPartitions: integer(options, "defaultPartitions", 1, 1, PARTITIONS_PER_CLUSTER_MAX),
  };
}

type IntegerOption = Exclude<keyof ClusterOptions, "storage" | "logger">;

function integer(options: ClusterOptions, name: IntegerOption, otherwise: number, low: number, high: number): number {
  const value = options[name] ?? otherwise;
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  throw invalid(`Cluster option ${name} must be a whole number from ${low} to ${high}, not ${JSON.stringify(value)}.`);
}

function arenaBytesOf(options: ClusterOptions, brokers: number): number {
  const arenaBytes = integer(options, "arenaBytes", ARENA_BYTES_DEFAULT, ARENA_BYTES_MIN, ARENA_BYTES_MAX);
  const least = arenaBytesMinFor(brokers);
  if (arenaBytes >= least.arenaBytes) return arenaBytes;
  const rings = `the rings between ${brokers} brokers, the supervisor and one client take ${mebibytes(least.ringBytes)} MiB`;
  const needed = `an arena of at least ${mebibytes(least.arenaBytes)} MiB is needed`;
  throw invalid(`Cluster option arenaBytes is too small at ${arenaBytes}: ${rings}, so ${needed}.`);
}

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}

function checkLogger(logger: unknown): void {
  if (logger === undefined) return;
  const methods = ["debug", "info", "warn", "error"];
  const missing = methods.filter((name) => typeof (logger as Record<string, unknown> | null)?.[name] !== "function");
  if (missing.length > 0) throw invalid(`Cluster option logger has no ${missing.join(", ")}: console is one.`);
}

function invalid(message: string): MillraceError {
  return new MillraceError("INVALID_OPTION", message);
}
