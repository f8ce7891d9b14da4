import { describe, expect, it } from "vitest";
import { assertLimits, LIMIT_RELATIONS, type Limits } from "../../../src/base/limit-relations.ts";
import * as limits from "../../../src/base/limits.ts";

/** For each relation a change of one limit that breaks it. */
const BREAKS: readonly [string, Partial<Limits>][] = [
  ["inbound masks", { ENDPOINTS_MAX: 65 }],
  ["as many clients as brokers", { BROKERS_MAX: 32 }],
  ["default arena is neither", { ARENA_BYTES_DEFAULT: limits.ARENA_BYTES_MIN - 1 }],
  ["default arena is neither", { ARENA_BYTES_DEFAULT: limits.ARENA_BYTES_MAX + 1 }],
  ["addresses have 32 bits", { ARENA_BYTES_MAX: 2 ** 32 + limits.UNIT_BYTES }],
  ["17 bits of a lease's row", { UNIT_BYTES: limits.UNIT_BYTES / 2 }],
  ["reclaim begins before", { ARENA_RECLAIM_SHARE: limits.ARENA_LEADERS_SHARE }],
  ["reclaim begins before", { ARENA_TAILS_SHARE: 0.1 }],
  ["rings are made smaller", { RINGS_MOST_ARENA_SHARE: limits.RINGS_ARENA_SHARE }],
  ["smallest data ring", { DATA_RING_BYTES_MIN: limits.CONTROL_RING_BYTES / 2 }],
  ["largest chunk", { CHUNK_BYTES_MAX: limits.CHUNK_BYTES_MAX + 1 }],
  ["small part of the default arena", { BATCH_BYTES_MAX: 2 * limits.BATCH_BYTES_MAX }],
  ["half of the smallest arena", { METADATA_LOG_BYTES: limits.METADATA_LOG_BYTES + 8 }],
  ["length has 16 bits", { FRAME_BODY_BYTES_MAX: 2 ** 16 }],
  ["in a control ring", { CONTROL_RING_BYTES: limits.CONTROL_RING_BYTES / 2 }],
  ["in a data ring", { PARCEL_RING_SHARE: 2 }],
  ["default size is no parcel", { BATCH_BYTES_DEFAULT: limits.DATA_RING_BYTES / 4 + 1 }],
  ["largest batch goes", { PARCEL_BYTES_PER_LINK_MAX: limits.BATCH_BYTES_MAX - 1 }],
  ["a topic takes batches", { MESSAGE_BYTES_DEFAULT: limits.BATCH_BYTES_DEFAULT - 1 }],
  ["a topic takes batches", { MESSAGE_BYTES_DEFAULT: limits.BATCH_BYTES_MAX + 1 }],
  [
    "off their producer's thread",
    {
      COMPRESSION_OFFLOAD_BYTES_MIN: { ...limits.COMPRESSION_OFFLOAD_BYTES_MIN, zstd: limits.BATCH_BYTES_DEFAULT + 1 },
    },
  ],
  ["place for its answer", { ANSWERS_HELD_MAX: limits.ASKS_OPEN_MAX - 1 }],
  ["place for its answer", { MAILBOX_RESERVE: limits.ASKS_OPEN_MAX }],
  ["leave half of a control ring", { OFFSET_LOOKUPS_IN_FLIGHT_MAX: 129 }],
  ["names every partition", { SESSION_PARTITIONS_MAX: limits.PARTITIONS_PER_CLUSTER_MAX - 1 }],
  ["names every partition", { SESSION_PARTITIONS_MAX: 1_025 }],
  ["names every partition", { CORRUPT_PARTITIONS_MAX: 64 }],
  ["logs are all damaged", { PARTITIONS_PER_CLUSTER_MAX: 1_400 }],
  ["answer of a fetch session", { ANSWER_PARTITIONS_MAX: 513 }],
  ["room for the references", { ANSWER_REFERENCES_MAX: limits.CONSUMER_RUNS_MAX + 1 }],
  ["room for the references", { LEASES_PER_ENDPOINT_MAX: 2 * limits.CONSUMER_RUNS_MAX - 1 }],
  ["largest admin request", { TOPICS_PER_REQUEST_MAX: 60 }],
  ["what was reclaimed fits", { RECLAIM_REPORT_TOPICS_MAX: 1_025 }],
  ["hold of every partition", { FRAME_BODY_BYTES_MAX: 15_999 }],
  ["epoch has 15 bits", { PRODUCER_EPOCH_MAX: 2 ** 15 }],
  ["largest answer and its", { METADATA_RECORD_BYTES_MAX: limits.FRAME_BODY_BYTES_MAX }],
  ["largest answer and its", { ANSWER_BYTES_REMEMBERED_MAX: limits.FRAME_BODY_BYTES_MAX - 1 }],
  ["five lists of all brokers", { PARTITION_RECORD_BYTES_MAX: 5 * limits.BROKERS_MAX }],
  ["longest name", { METADATA_DESCRIPTION_BYTES_MAX: 300_000 }],
  ["behind the largest snapshot", { METADATA_SNAPSHOT_BYTES_MAX: limits.METADATA_AREA_BYTES - 1_000_000 }],
];

function broken(change: Partial<Limits>): string[] {
  return LIMIT_RELATIONS.filter(({ holds }) => !holds({ ...limits, ...change })).map(({ why }) => why);
}

describe("the relations of the limits", () => {
  it("hold", () => {
    expect(() => assertLimits()).not.toThrow();
  });

  it.each(BREAKS)("'%s' is noticed with %o", (part, change) => {
    expect(broken(change)).toEqual(expect.arrayContaining([expect.stringContaining(part)]));
    expect(() => assertLimits({ ...limits, ...change })).toThrow(/^limits: /);
  });

  it("are broken by one of these each", () => {
    const unbroken = LIMIT_RELATIONS.filter(({ why }) => !BREAKS.some(([part]) => why.includes(part)));
    expect(unbroken).toEqual([]);
    for (const [part] of BREAKS) expect(LIMIT_RELATIONS.filter(({ why }) => why.includes(part))).toHaveLength(1);
  });
});
