import { expect, test } from "vitest";
import { readClusterOptions } from "../../../src/runtime/cluster-options.ts";
import { brokerConfigsOf } from "../../../src/runtime/config.ts";

test("describeConfigs of a broker shows every number that the cluster was started with", () => {
  const { brokers, storage, ...numbers } = readClusterOptions({
    brokers: 3,
    arenaBytes: 64 * 1024 * 1024 + 65_536,
    brokerRestartDelayMs: 101,
    brokerSessionTimeoutMs: 2_001,
    brokerTerminateTimeoutMs: 10_001,
    replicaLagTimeMaxMs: 10_002,
    leaderImbalanceCheckIntervalMs: 5_001,
    leaseMsMax: 30_001,
    defaultReplicationFactor: 2,
    defaultPartitions: 7,
  });
  const shown = [...brokerConfigsOf({ brokers, storage, ...numbers }).values()];
  for (const [name, value] of Object.entries(numbers)) expect(shown, name).toContain(`${value}`);
});
