import { describe, expect, it } from "vitest";
import { reclaimOf, retentionOf } from "../../../src/metadata/retention-config.ts";
import { effectiveConfigs, integerConfig, topicConfigProblem } from "../../../src/metadata/topic-config.ts";

describe("a topic config", () => {
  it("is accepted with its default, whatever works", () => {
    for (const [name, value] of effectiveConfigs({ configs: new Map() })) {
      expect(topicConfigProblem(name, value), name).toBeUndefined();
    }
  });

  it.each([
    ["min.insync.replicas", "2"],
    ["max.message.bytes", "0"],
    ["max.message.bytes", "8388608"],
    ["retention.ms", "1000"],
    ["retention.bytes", "-1"],
    ["segment.bytes", "1048576"],
    ["segment.ms", "1"],
    ["millrace.reclaim", "consumed"],
  ])("%s is accepted with %s", (name, value) => {
    expect(topicConfigProblem(name, value)).toBeUndefined();
  });

  it.each([
    ["colour", "red", "Unknown topic config name: colour. Known are cleanup.policy"],
    ["min.insync.replicas", "0", "at least 1"],
    ["min.insync.replicas", "two", "Not a whole number"],
    ["min.insync.replicas", "1.5", "Not a whole number"],
    ["min.insync.replicas", "", "Not a whole number"],
    ["min.insync.replicas", "2147483648", "at most 2147483647"],
    ["max.message.bytes", "8388609", "at most 8388608"],
    ["cleanup.policy", "forget", "must be one of: delete, compact"],
    ["cleanup.policy", "compact", "cleanup.policy does not work with compact yet"],
    ["compression.type", "brotli", "must be one of"],
    ["compression.type", "zstd", "does not work with zstd yet: set `compression` on the producer"],
    ["message.timestamp.type", "logappendtime", "must be one of: CreateTime, LogAppendTime"],
    ["millrace.reclaim", "newest", "must be one of: oldest, consumed, none"],
    ["retention.bytes", "-2", "at least -1"],
    ["segment.bytes", "1", "at least 1048576"],
    ["unclean.leader.election.enable", "yes", "true or false"],
  ])("%s is refused with %s", (name, value, words) => {
    expect(topicConfigProblem(name, value)).toContain(words);
  });

  it("in force is what was set, else the default", () => {
    const topic = { configs: new Map([["min.insync.replicas", "2"]]) };
    expect(Object.fromEntries(effectiveConfigs(topic))).toEqual({
      "cleanup.policy": "delete",
      "compression.type": "producer",
      "max.message.bytes": "1048588",
      "message.timestamp.type": "CreateTime",
      "millrace.reclaim": "oldest",
      "min.insync.replicas": "2",
      "retention.bytes": "-1",
      "retention.ms": "604800000",
      "segment.bytes": "1073741824",
      "segment.ms": "604800000",
      "unclean.leader.election.enable": "false",
    });
    expect(integerConfig(topic, "min.insync.replicas")).toBe(2);
    expect(integerConfig({ configs: new Map() }, "min.insync.replicas")).toBe(1);
    expect(integerConfig(topic, "retention.bytes")).toBe(-1);
  });

  it.each([
    { set: {}, reclaim: "oldest", retentionMs: -1 },
    { set: { "retention.ms": "1000" }, reclaim: "none", retentionMs: 1_000 },
    { set: { "retention.bytes": "1" }, reclaim: "none", retentionMs: -1 },
    { set: { "retention.ms": "1000", "millrace.reclaim": "oldest" }, reclaim: "oldest", retentionMs: 1_000 },
    { set: { "millrace.reclaim": "consumed" }, reclaim: "consumed", retentionMs: -1 },
  ])("of $set reclaims $reclaim and keeps records $retentionMs ms", ({ set, reclaim, retentionMs }) => {
    const topic = { configs: new Map(Object.entries(set)) };
    expect(reclaimOf(topic)).toBe(reclaim);
    expect(retentionOf(topic)).toMatchObject({ reclaim, retentionMs });
  });
});
