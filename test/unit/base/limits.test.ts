import { describe, expect, it } from "vitest";
import { ACTOR_GENERATION_MASK, ACTOR_SLOT_BITS, partitionKey } from "../../../src/base/ids.ts";
import * as limits from "../../../src/base/limits.ts";
import { REPLICA_LIMITS } from "../../../src/replica/replica-limits.ts";

describe("the limits", () => {
  it("are positive safe integers", () => {
    for (const [name, value] of Object.entries(limits)) {
      if (typeof value !== "number" || name.endsWith("_SHARE")) continue;
      expect(Number.isSafeInteger(value) && value > 0, name).toBe(true);
    }
  });

  it("of shares are parts of one, and leave followers what leaders may not take", () => {
    for (const [name, value] of Object.entries(limits))
      if (name.startsWith("ARENA_") && name.endsWith("_SHARE"))
        expect(typeof value === "number" && value > 0 && value < 1, name).toBe(true);
    expect(limits.ARENA_TAILS_SHARE + limits.ARENA_LEADERS_SHARE).toBeLessThan(1);
    expect(limits.ARENA_RECLAIM_SHARE).toBeLessThan(limits.ARENA_LEADERS_SHARE);
  });

  it("fit into each other", () => {
    expect(limits.ENDPOINTS_MAX, "two 32-bit masks").toBeLessThanOrEqual(64);
    expect(limits.FRAME_BODY_BYTES_MAX, "a 16-bit length").toBeLessThan(65_536);
    expect(limits.FRAME_BODY_BYTES_MAX).toBeLessThanOrEqual(limits.CONTROL_RING_BYTES / 2);
    expect(
      limits.DATA_RING_BYTES / limits.PARCEL_RING_SHARE + limits.FRAME_BODY_BYTES_MAX,
      "a frame with the largest attachment that is no parcel fits behind a pad",
    ).toBeLessThanOrEqual(limits.DATA_RING_BYTES / 2);
    expect(
      limits.BATCH_BYTES_DEFAULT,
      "batches go in frames, unless somebody asks for larger ones",
    ).toBeLessThanOrEqual(limits.DATA_RING_BYTES / limits.PARCEL_RING_SHARE);
    expect(limits.PARCEL_BYTES_PER_LINK_MAX, "the largest batch goes").toBeGreaterThanOrEqual(limits.BATCH_BYTES_MAX);
    expect(limits.BATCH_BYTES_DEFAULT).toBeLessThanOrEqual(limits.MESSAGE_BYTES_DEFAULT);
    expect(limits.MESSAGE_BYTES_DEFAULT).toBeLessThanOrEqual(limits.BATCH_BYTES_MAX);
    expect(limits.BATCH_BYTES_MAX * 6, "on its way to three replicas").toBeLessThan(limits.ARENA_BYTES_DEFAULT / 8);
    expect(limits.ARENA_BYTES_MIN).toBeLessThanOrEqual(limits.ARENA_BYTES_DEFAULT);
    expect(limits.ARENA_BYTES_DEFAULT).toBeLessThanOrEqual(limits.ARENA_BYTES_MAX);
    expect(limits.METADATA_LOG_BYTES, "the log is a part of the smallest arena").toBeLessThan(limits.ARENA_BYTES_MIN);
  });

  it("let one fetch session hold every partition of a cluster", () => {
    expect(limits.PARTITIONS_PER_CLUSTER_MAX).toBeLessThanOrEqual(REPLICA_LIMITS.sessionPartitionsMax);
  });

  it("let an answer to the largest create request fit in a frame body", () => {
    const bytesPerTopic = limits.TOPIC_NAME_CHARACTERS_MAX + limits.ANSWER_MESSAGE_CHARACTERS_MAX + 64;
    expect(limits.TOPICS_PER_REQUEST_MAX * bytesPerTopic).toBeLessThan(limits.FRAME_BODY_BYTES_MAX);
  });
});

describe("ids", () => {
  it("give every partition a key of its own that is a safe integer", () => {
    const keys = [
      partitionKey(0, 0),
      partitionKey(0, 1_048_575),
      partitionKey(1, 0),
      partitionKey(2 ** 31 - 1, 1_048_575),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.every(Number.isSafeInteger)).toBe(true);
  });

  it("of actors fill 32 bits with slot and generation", () => {
    expect(2 ** ACTOR_SLOT_BITS * (ACTOR_GENERATION_MASK + 1)).toBe(2 ** 32);
  });
});
