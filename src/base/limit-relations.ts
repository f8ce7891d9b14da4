import { assert } from "./assert.ts";
import * as limits from "./limits.ts";

/** The limits as numbers, so that a test can ask what would be with others. */
export type Limits = {
  readonly [Name in keyof typeof limits]: (typeof limits)[Name] extends number ? number : (typeof limits)[Name];
};

interface Relation {
  readonly why: string;
  readonly holds: (limits: Limits) => boolean;
}

// What a message takes for each of its parts beside texts: tags, lengths and numbers at their largest.
const RESULT_BYTES = 64;
const FETCH_POSITION_BYTES = 32;
const FETCHED_PARTITION_BYTES = 64;
const RECLAIMED_TOPIC_BYTES = 32;
const PARTITION_ID_BYTES = 16;
const DAMAGED_LOG_BYTES = 24;
/** A request or answer of one partition. */
const SMALL_FRAME_BYTES = 256;

const ARENA: readonly Relation[] = [
  { why: "inbound masks have 64 bits, owner words 6 for an endpoint", holds: (l) => l.ENDPOINTS_MAX <= 64 },
  {
    why: "there are endpoints for the supervisor and for as many clients as brokers",
    holds: (l) => 1 + 2 * l.BROKERS_MAX <= l.ENDPOINTS_MAX,
  },
  {
    why: "the default arena is neither smaller nor larger than arenas may be",
    holds: (l) => l.ARENA_BYTES_MIN <= l.ARENA_BYTES_DEFAULT && l.ARENA_BYTES_DEFAULT <= l.ARENA_BYTES_MAX,
  },
  {
    why: "addresses have 32 bits, and a shared memory 65,536 pages of 64 KiB",
    holds: (l) => l.ARENA_BYTES_MAX <= 2 ** 32,
  },
  {
    why: "unit numbers of the largest arena fit in 17 bits of a lease's row, which hold one more than the unit",
    holds: (l) => l.ARENA_BYTES_MAX / l.UNIT_BYTES < 2 ** 17 - 1,
  },
  {
    why: "reclaim begins before leaders stop, and last chunks fit in what leaders leave",
    holds: (l) => l.ARENA_RECLAIM_SHARE < l.ARENA_LEADERS_SHARE && l.ARENA_LEADERS_SHARE + l.ARENA_TAILS_SHARE < 1,
  },
  {
    why: "rings are made smaller before they keep a cluster from starting, and leave logs room before reclaim begins",
    holds: (l) => l.RINGS_ARENA_SHARE < l.RINGS_MOST_ARENA_SHARE && l.RINGS_MOST_ARENA_SHARE < l.ARENA_RECLAIM_SHARE,
  },
  {
    why: "the smallest data ring is as large as a control ring",
    holds: (l) => l.CONTROL_RING_BYTES <= l.DATA_RING_BYTES_MIN && l.DATA_RING_BYTES_MIN <= l.DATA_RING_BYTES,
  },
  { why: "the largest chunk is whole units", holds: (l) => l.CHUNK_BYTES_MAX % l.UNIT_BYTES === 0 },
  {
    why: "the largest batch in a buffer, in three logs and on its way to two is a small part of the default arena",
    holds: (l) => 6 * l.BATCH_BYTES_MAX <= l.ARENA_BYTES_DEFAULT / 8,
  },
  {
    why: "the metadata log is at most half of the smallest arena",
    holds: (l) => l.METADATA_LOG_BYTES <= l.ARENA_BYTES_MIN / 2,
  },
];

const FRAMES: readonly Relation[] = [
  { why: "a frame body's length has 16 bits", holds: (l) => l.FRAME_BODY_BYTES_MAX < 2 ** 16 },
  {
    why: "a frame with the largest body fits in a control ring, behind a pad",
    holds: (l) => l.FRAME_BODY_BYTES_MAX <= l.CONTROL_RING_BYTES / 2,
  },
  {
    why: "a frame with the largest body and attachment that is no parcel fits in a data ring, behind a pad",
    holds: (l) => l.DATA_RING_BYTES / l.PARCEL_RING_SHARE + l.FRAME_BODY_BYTES_MAX <= l.DATA_RING_BYTES / 2,
  },
  {
    why: "a batch of the default size is no parcel",
    holds: (l) => l.BATCH_BYTES_DEFAULT <= l.DATA_RING_BYTES / l.PARCEL_RING_SHARE,
  },
  { why: "the largest batch goes as a parcel", holds: (l) => l.PARCEL_BYTES_PER_LINK_MAX >= l.BATCH_BYTES_MAX },
  {
    why: "a topic takes batches of the producers' default size by default, and no larger ones than there may be",
    holds: (l) => l.BATCH_BYTES_DEFAULT <= l.MESSAGE_BYTES_DEFAULT && l.MESSAGE_BYTES_DEFAULT <= l.BATCH_BYTES_MAX,
  },
  {
    why: "batches of the default size are compressed off their producer's thread",
    holds: (l) => Math.max(...Object.values(l.COMPRESSION_OFFLOAD_BYTES_MIN)) <= l.BATCH_BYTES_DEFAULT,
  },
  {
    why: "every request that is open has a place for its answer, held back or in the mailbox",
    holds: (l) => l.ASKS_OPEN_MAX <= l.ANSWERS_HELD_MAX && l.ASKS_OPEN_MAX < l.MAILBOX_RESERVE,
  },
  {
    why: "the look-ups of one client leave half of a control ring to others",
    holds: (l) => l.OFFSET_LOOKUPS_IN_FLIGHT_MAX * SMALL_FRAME_BYTES <= l.CONTROL_RING_BYTES / 2,
  },
];

const REQUESTS: readonly Relation[] = [
  {
    why: "one fetch session names every partition of the cluster, and some as damaged, in one frame body",
    holds: (l) =>
      l.PARTITIONS_PER_CLUSTER_MAX <= l.SESSION_PARTITIONS_MAX &&
      l.SESSION_PARTITIONS_MAX * FETCH_POSITION_BYTES + l.CORRUPT_PARTITIONS_MAX * PARTITION_ID_BYTES <=
        l.FRAME_BODY_BYTES_MAX,
  },
  {
    why: "a registration whose logs are all damaged fits in a frame body",
    holds: (l) => l.PARTITIONS_PER_CLUSTER_MAX * DAMAGED_LOG_BYTES + SMALL_FRAME_BYTES <= l.FRAME_BODY_BYTES_MAX,
  },
  {
    why: "the largest answer of a fetch session fits in a frame body",
    holds: (l) => l.ANSWER_PARTITIONS_MAX * FETCHED_PARTITION_BYTES <= l.FRAME_BODY_BYTES_MAX,
  },
  {
    why: "a consumer has room for the references of an answer, and several consumers share an endpoint's leases",
    holds: (l) =>
      l.ANSWER_REFERENCES_MAX <= l.CONSUMER_RUNS_MAX && 2 * l.CONSUMER_RUNS_MAX <= l.LEASES_PER_ENDPOINT_MAX,
  },
  {
    why: "an answer to the largest admin request fits in a frame body",
    holds: (l) =>
      l.TOPICS_PER_REQUEST_MAX * (l.TOPIC_NAME_CHARACTERS_MAX + l.ANSWER_MESSAGE_CHARACTERS_MAX + RESULT_BYTES) <=
      l.FRAME_BODY_BYTES_MAX,
  },
  {
    why: "a report of what was reclaimed fits in a frame body",
    holds: (l) => l.RECLAIM_REPORT_TOPICS_MAX * RECLAIMED_TOPIC_BYTES <= l.FRAME_BODY_BYTES_MAX,
  },
  {
    why: "a hold of every partition fits in a frame body",
    holds: (l) => l.PARTITIONS_PER_CLUSTER_MAX * PARTITION_ID_BYTES <= l.FRAME_BODY_BYTES_MAX,
  },
  { why: "a producer's epoch has 15 bits in a batch", holds: (l) => l.PRODUCER_EPOCH_MAX < 2 ** 15 },
];

const METADATA: readonly Relation[] = [
  {
    why: "the largest answer and its request's id fit in a metadata record, and in what is remembered",
    holds: (l) =>
      l.FRAME_BODY_BYTES_MAX + l.ANSWER_RECORD_BYTES_MAX <= l.METADATA_RECORD_BYTES_MAX &&
      l.FRAME_BODY_BYTES_MAX <= l.ANSWER_BYTES_REMEMBERED_MAX,
  },
  {
    why: "a partition's record has room for five lists of all brokers, whose ids are one byte each",
    holds: (l) => 5 * l.BROKERS_MAX < l.PARTITION_RECORD_BYTES_MAX && l.BROKERS_MAX < 128,
  },
  {
    why: "every partition may be a topic with the longest name, beside a hold of all of them",
    holds: (l) =>
      l.PARTITIONS_PER_CLUSTER_MAX * (l.TOPIC_NAME_CHARACTERS_MAX + RESULT_BYTES + PARTITION_ID_BYTES) <=
      l.METADATA_DESCRIPTION_BYTES_MAX,
  },
  {
    // A registration may fence, tell of damage, empty and elect: three changes of each partition. The other large ones are creations.
    why: "whatever one operation appends fits behind the largest snapshot",
    holds: (l) =>
      l.PARTITIONS_PER_CLUSTER_MAX * (3 * l.PARTITION_RECORD_BYTES_MAX + 2 * DAMAGED_LOG_BYTES) +
        l.METADATA_DESCRIPTION_BYTES_MAX +
        l.METADATA_RECORD_BYTES_MAX <=
      l.METADATA_AREA_BYTES - l.METADATA_SNAPSHOT_BYTES_MAX,
  },
];

/** What must hold between the limits. */
export const LIMIT_RELATIONS: readonly Relation[] = [...ARENA, ...FRAMES, ...REQUESTS, ...METADATA];

/** Throws InvariantError where limits contradict each other; called as the arena's layout is loaded. */
export function assertLimits(values: Limits = limits): void {
  for (const { why, holds } of LIMIT_RELATIONS) assert(holds(values), `limits: ${why}`);
}
