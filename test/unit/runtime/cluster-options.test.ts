import { describe, expect, it } from "vitest";
import { type ClusterOptions, readClusterOptions } from "../../../src/runtime/cluster-options.ts";

function refusal(options: unknown): unknown {
  try {
    readClusterOptions(options as ClusterOptions);
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("options of a cluster", () => {
  it("are complete without any", () => {
    expect(readClusterOptions({})).toEqual({
      brokers: 3,
      storage: "memory",
      arenaBytes: 536_870_912,
      brokerRestartDelayMs: 100,
      brokerSessionTimeoutMs: 2_000,
      brokerTerminateTimeoutMs: 10_000,
      replicaLagTimeMaxMs: 10_000,
      leaderImbalanceCheckIntervalMs: 5_000,
      leaseMsMax: 30_000,
      defaultReplicationFactor: 3,
      defaultPartitions: 1,
    });
  });

  it.each([[null], [3], ["memory"], [[]]])("are an object: %s is refused", (options) => {
    expect(refusal(options)).toMatchObject({ code: "INVALID_OPTION", message: expect.stringMatching(/are an object/) });
  });

  it("replicate by default as often as there are brokers, three times at most", () => {
    expect(readClusterOptions({ brokers: 2 }).defaultReplicationFactor).toBe(2);
    expect(readClusterOptions({ brokers: 5 }).defaultReplicationFactor).toBe(3);
  });

  it("refuse an arena in which the brokers' rings leave no room for logs, and say which would do", () => {
    expect(readClusterOptions({ brokers: 3, arenaBytes: 16 * 2 ** 20 }).brokers).toBe(3);
    expect(refusal({ brokers: 4, arenaBytes: 16 * 2 ** 20 })).toMatchObject({
      code: "INVALID_OPTION",
      message: expect.stringMatching(/arenaBytes.*4 brokers.*take 4 MiB.*at least 18 MiB/),
    });
    expect(refusal({ brokers: 31, arenaBytes: 256 * 2 ** 20 })).toMatchObject({ code: "INVALID_OPTION" });
    expect(readClusterOptions({ brokers: 31 }).arenaBytes).toBe(512 * 2 ** 20);
  });

  it("never end a silent broker before they fence it", () => {
    expect(readClusterOptions({ brokerSessionTimeoutMs: 60_000 }).brokerTerminateTimeoutMs).toBe(60_000);
  });

  it.each([
    [{ brokrs: 3 }, "brokrs"],
    [{ storage: "disk" }, "storage"],
    [{ brokers: 0 }, "brokers"],
    [{ brokers: 32 }, "brokers"],
    [{ brokers: 1.5 }, "brokers"],
    [{ brokers: "3" }, "brokers"],
    [{ brokers: Number.NaN }, "brokers"],
    [{ arenaBytes: 1_000 }, "arenaBytes"],
    [{ brokerRestartDelayMs: -1 }, "brokerRestartDelayMs"],
    [{ brokerRestartDelayMs: 2 ** 31 }, "brokerRestartDelayMs"],
    [{ brokerSessionTimeoutMs: 999 }, "brokerSessionTimeoutMs"],
    [{ brokerSessionTimeoutMs: 3_000, brokerTerminateTimeoutMs: 2_999 }, "brokerTerminateTimeoutMs"],
    [{ replicaLagTimeMaxMs: 0 }, "replicaLagTimeMaxMs"],
    [{ brokers: 2, defaultReplicationFactor: 3 }, "defaultReplicationFactor"],
    [{ defaultPartitions: 1_001 }, "defaultPartitions"],
  ])("are refused by name: %j", (options, name) => {
    expect(refusal(options)).toMatchObject({ code: "INVALID_OPTION", message: expect.stringContaining(name) });
  });
});
