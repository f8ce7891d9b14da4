import type { SharedArenaSource } from "../arena/arena.ts";

/** What every thread of a cluster is told at its start. Structured-cloneable. */
export interface ClusterConfig {
  readonly brokers: number;
  readonly storage: "memory";
  readonly arenaBytes: number;
  readonly brokerRestartDelayMs: number;
  readonly brokerSessionTimeoutMs: number;
  readonly brokerTerminateTimeoutMs: number;
  readonly replicaLagTimeMaxMs: number;
  readonly leaderImbalanceCheckIntervalMs: number;
  readonly leaseMsMax: number;
  readonly defaultReplicationFactor: number;
  readonly defaultPartitions: number;
  /** Where threads send what they have to say; without it they write to standard error. */
  readonly logChannel?: string;
}

/** Goes through `workerData` or `postMessage`, as often as one likes: another worker attaches with it. */
export interface ClusterHandle {
  readonly kind: "millrace-cluster";
  readonly memory: SharedArenaSource;
  readonly guardianThread: number;
  readonly config: ClusterConfig;
}

/** Endpoints above the brokers are for clients. */
export function firstClientEndpoint(config: ClusterConfig): number {
  return config.brokers + 1;
}

/** The config as `describeConfigs` gives it for a broker: by Kafka's names, where Kafka has one. */
export function brokerConfigsOf(config: ClusterConfig): ReadonlyMap<string, string> {
  return new Map([
    ["auto.leader.rebalance.enable", `${config.leaderImbalanceCheckIntervalMs > 0}`],
    ["broker.session.timeout.ms", `${config.brokerSessionTimeoutMs}`],
    ["default.replication.factor", `${config.defaultReplicationFactor}`],
    ["millrace.arena.bytes", `${config.arenaBytes}`],
    ["millrace.broker.restart.delay.ms", `${config.brokerRestartDelayMs}`],
    ["millrace.broker.terminate.timeout.ms", `${config.brokerTerminateTimeoutMs}`],
    ["millrace.leader.imbalance.check.interval.ms", `${config.leaderImbalanceCheckIntervalMs}`],
    ["millrace.lease.max.ms", `${config.leaseMsMax}`],
    ["num.partitions", `${config.defaultPartitions}`],
    ["replica.lag.time.max.ms", `${config.replicaLagTimeMaxMs}`],
  ]);
}
