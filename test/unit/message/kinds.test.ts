import { describe, expect, it } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import { FRAME_BODY_BYTES_MAX } from "../../../src/base/limits.ts";
import { InPlaceReader, InPlaceWriter } from "../../../src/generated/protobuf-runtime.js";
import type { MessageKind } from "../../../src/message/kind.ts";
import * as kinds from "../../../src/message/kinds.ts";

const MAX = Number.MAX_SAFE_INTEGER;
const UINT32_MAX = 4_294_967_295;
const INT32_MAX = 2_147_483_647;
const INT32_MIN = -2_147_483_648;
const PARTITION = { topicId: UINT32_MAX, partition: 1_048_575 };
const TEXT = "h\u00e9llo \u{1f600} \u20ac";

interface Row<B = unknown> {
  readonly kind: MessageKind<B>;
  readonly large: B;
  readonly empty: B;
}

function row<B>(kind: MessageKind<B>, large: B, empty: B): Row {
  return { kind, large, empty } as Row;
}

const POSITION = {
  ...PARTITION,
  fetchOffset: MAX,
  lastFetchedEpoch: -1,
  currentLeaderEpoch: INT32_MAX,
  logStartOffset: -1,
};
const FETCHED = {
  ...PARTITION,
  error: ErrorCode.OFFSET_OUT_OF_RANGE,
  highWatermark: -1,
  logStartOffset: MAX,
  attachmentBytes: UINT32_MAX,
  references: [{ address: MAX, length: UINT32_MAX }],
  diverging: { epoch: INT32_MIN, endOffset: MAX },
};
const NEW_TOPIC = {
  name: TEXT,
  partitions: -1,
  replicationFactor: INT32_MAX,
  configs: [
    { name: TEXT, value: "" },
    { name: "", value: TEXT },
  ],
};

const RECLAIMED = { topicId: UINT32_MAX, records: MAX, bytes: MAX };
const ADMIN_RESPONSE = {
  error: ErrorCode.INVALID_REQUEST,
  message: TEXT,
  metadataVersion: MAX,
  results: [{ topic: TEXT, partition: -1, error: ErrorCode.NONE, message: "" }],
};
const NO_ADMIN_RESPONSE = { error: ErrorCode.NONE, message: "", metadataVersion: 0, results: [] };

const ROWS: readonly Row[] = [
  row(
    kinds.HOLD_POSITIONS,
    { holdId: UINT32_MAX, metadataVersion: MAX, positions: [{ ...PARTITION, offset: MAX }] },
    { holdId: 0, metadataVersion: 0, positions: [] },
  ),
  row(
    kinds.DELETE_RECORDS_REQUEST,
    { ...PARTITION, offset: -1, leaderEpoch: INT32_MIN, timeoutMs: UINT32_MAX },
    { topicId: 0, partition: 0, offset: 0, leaderEpoch: 0, timeoutMs: 0 },
  ),
  row(
    kinds.DELETE_RECORDS_RESPONSE,
    { error: ErrorCode.OFFSET_OUT_OF_RANGE, lowWatermark: MAX },
    { error: ErrorCode.NONE, lowWatermark: 0 },
  ),
  row(kinds.RECLAIM_REPORT, { brokerId: UINT32_MAX, topics: [RECLAIMED, RECLAIMED] }, { brokerId: 0, topics: [] }),
  row(
    kinds.SET_HOLD_REQUEST,
    { holdId: UINT32_MAX, partitions: [PARTITION, PARTITION], clientId: TEXT },
    { holdId: 0, partitions: [], clientId: "" },
  ),
  row(
    kinds.SET_HOLD_RESPONSE,
    { error: ErrorCode.METADATA_FULL, metadataVersion: MAX, message: TEXT },
    { error: ErrorCode.NONE, metadataVersion: 0, message: "" },
  ),
  row(
    kinds.PRODUCE_REQUEST,
    { ...PARTITION, acks: -1, leaderEpoch: INT32_MIN },
    { topicId: 0, partition: 0, acks: 0, leaderEpoch: 0 },
  ),
  row(
    kinds.PRODUCE_RESPONSE,
    {
      error: ErrorCode.STORAGE_FULL,
      baseOffset: MAX,
      logStartOffset: -MAX,
      leaderEpoch: -1,
      logAppendTime: -1,
      message: "full",
    },
    { error: ErrorCode.NONE, baseOffset: 0, logStartOffset: 0, leaderEpoch: 0, logAppendTime: -1 },
  ),
  row(
    kinds.FETCH_REQUEST,
    {
      role: kinds.FetcherRole.CONSUMER,
      brokerId: 63,
      brokerEpoch: MAX,
      sessionId: UINT32_MAX,
      sessionEpoch: UINT32_MAX,
      maxBytes: UINT32_MAX,
      moved: [POSITION, POSITION],
      forgotten: [PARTITION],
      corrupt: [PARTITION],
    },
    {
      role: kinds.FetcherRole.FOLLOWER,
      brokerId: 0,
      brokerEpoch: 0,
      sessionId: 0,
      sessionEpoch: 0,
      maxBytes: 0,
      moved: [],
      forgotten: [],
      corrupt: [],
    },
  ),
  row(
    kinds.FETCH_RESPONSE,
    { error: ErrorCode.FETCH_SESSION_ID_NOT_FOUND, partitions: [FETCHED, FETCHED] },
    { error: ErrorCode.NONE, partitions: [] },
  ),
  row(
    kinds.FETCH_REFUSAL,
    { error: ErrorCode.FETCH_SESSION_ID_NOT_FOUND, partitions: [] },
    { error: ErrorCode.NONE, partitions: [] },
  ),
  row(
    kinds.LIST_OFFSETS_REQUEST,
    { ...PARTITION, timestamp: MAX, currentLeaderEpoch: -1 },
    { topicId: 0, partition: 0, timestamp: -2, currentLeaderEpoch: 0 },
  ),
  row(
    kinds.LIST_OFFSETS_RESPONSE,
    { error: ErrorCode.OFFSET_NOT_AVAILABLE, offset: MAX, timestamp: -1, leaderEpoch: INT32_MAX },
    { error: ErrorCode.NONE, offset: 0, timestamp: 0, leaderEpoch: 0 },
  ),
  row(
    kinds.REGISTER_BROKER_REQUEST,
    { brokerId: 63, incarnation: UINT32_MAX, hasLog: true, damaged: [] },
    { brokerId: 0, incarnation: 0, hasLog: false, damaged: [] },
  ),
  row(
    kinds.REGISTER_BROKER_RESPONSE,
    { error: ErrorCode.DUPLICATE_BROKER_REGISTRATION, brokerEpoch: MAX },
    { error: ErrorCode.NONE, brokerEpoch: 0 },
  ),
  row(
    kinds.ALTER_PARTITION_REQUEST,
    {
      brokerId: 1,
      brokerEpoch: MAX,
      ...PARTITION,
      leaderEpoch: INT32_MAX,
      partitionEpoch: -1,
      newIsr: [{ brokerId: 1, brokerEpoch: MAX }],
      damagedOffset: MAX,
    },
    {
      brokerId: 0,
      brokerEpoch: 0,
      topicId: 0,
      partition: 0,
      leaderEpoch: 0,
      partitionEpoch: 0,
      newIsr: [],
      damagedOffset: -1,
    },
  ),
  row(
    kinds.ALTER_PARTITION_RESPONSE,
    { error: ErrorCode.INELIGIBLE_REPLICA, ...PARTITION, leaderEpoch: -1, partitionEpoch: INT32_MAX, isr: [1, 0, 3] },
    { error: ErrorCode.NONE, topicId: 0, partition: 0, leaderEpoch: 0, partitionEpoch: 0, isr: [] },
  ),
  row(
    kinds.CREATE_TOPICS_REQUEST,
    { requestId: TEXT, topics: [NEW_TOPIC, NEW_TOPIC], validateOnly: true },
    { requestId: "", topics: [], validateOnly: false },
  ),
  row(
    kinds.CREATE_TOPICS_RESPONSE,
    {
      error: ErrorCode.METADATA_FULL,
      message: TEXT,
      topics: [
        {
          name: TEXT,
          error: ErrorCode.INVALID_CONFIG,
          message: TEXT,
          topicId: UINT32_MAX,
          partitions: UINT32_MAX,
          replicationFactor: UINT32_MAX,
        },
      ],
    },
    { error: ErrorCode.NONE, message: "", topics: [] },
  ),
  row(
    kinds.INIT_PRODUCER_ID_REQUEST,
    { requestId: TEXT, producerId: MAX, producerEpoch: 32_767 },
    { requestId: "", producerId: 0, producerEpoch: 0 },
  ),
  row(
    kinds.INIT_PRODUCER_ID_RESPONSE,
    { error: ErrorCode.INVALID_PRODUCER_EPOCH, producerId: -1, producerEpoch: -1 },
    { error: ErrorCode.NONE, producerId: 0, producerEpoch: 0 },
  ),
  row(kinds.DELETE_TOPICS_REQUEST, { requestId: TEXT, topics: [TEXT, ""] }, { requestId: "", topics: [] }),
  row(kinds.DELETE_TOPICS_RESPONSE, ADMIN_RESPONSE, NO_ADMIN_RESPONSE),
  row(
    kinds.CREATE_PARTITIONS_REQUEST,
    {
      requestId: TEXT,
      topics: [{ topic: TEXT, totalCount: UINT32_MAX, assignment: [{ replicas: [1, 63] }, { replicas: [] }] }],
      validateOnly: true,
    },
    { requestId: "", topics: [], validateOnly: false },
  ),
  row(kinds.CREATE_PARTITIONS_RESPONSE, ADMIN_RESPONSE, NO_ADMIN_RESPONSE),
  row(
    kinds.ALTER_CONFIGS_REQUEST,
    {
      requestId: TEXT,
      topics: [{ topic: TEXT, changes: [{ name: TEXT, operation: kinds.ConfigOperation.SUBTRACT, value: TEXT }] }],
      validateOnly: true,
    },
    { requestId: "", topics: [], validateOnly: false },
  ),
  row(kinds.ALTER_CONFIGS_RESPONSE, ADMIN_RESPONSE, NO_ADMIN_RESPONSE),
  row(
    kinds.ELECT_LEADERS_REQUEST,
    {
      requestId: TEXT,
      electionType: kinds.ElectionType.UNCLEAN,
      partitions: [{ topic: TEXT, partition: UINT32_MAX }],
    },
    { requestId: "", electionType: kinds.ElectionType.PREFERRED, partitions: [] },
  ),
  row(kinds.ELECT_LEADERS_RESPONSE, ADMIN_RESPONSE, NO_ADMIN_RESPONSE),
  row(
    kinds.ALTER_REASSIGNMENTS_REQUEST,
    { requestId: TEXT, partitions: [{ topic: TEXT, partition: UINT32_MAX, replicas: [1, 2, 63] }] },
    { requestId: "", partitions: [] },
  ),
  row(kinds.ALTER_REASSIGNMENTS_RESPONSE, ADMIN_RESPONSE, NO_ADMIN_RESPONSE),
  row(
    kinds.CONTROLLED_SHUTDOWN_REQUEST,
    { requestId: TEXT, brokerId: 31, incarnation: UINT32_MAX, force: true },
    { requestId: "", brokerId: 0, incarnation: 0, force: false },
  ),
  row(kinds.CONTROLLED_SHUTDOWN_RESPONSE, ADMIN_RESPONSE, NO_ADMIN_RESPONSE),
  row(kinds.UNDELIVERED, { error: ErrorCode.ACTOR_STOPPED }, { error: ErrorCode.NONE }),
];

const GUARD = 0xee;

/** In place in shared memory at an odd position; the bytes around must not be touched. */
function roundTrip<B>(kind: MessageKind<B>, body: B): B {
  const bytes = new Uint8Array(new SharedArrayBuffer(2_048)).fill(GUARD);
  const writer = new InPlaceWriter().aim(bytes, 17, 2_000);
  kind.encode(body, writer);
  const end = writer.pos;
  expect(bytes.subarray(0, 17).every((byte) => byte === GUARD)).toBe(true);
  expect(bytes.subarray(end).every((byte) => byte === GUARD)).toBe(true);
  const decoded = kind.decode(new InPlaceReader().aim(bytes, 17, end - 17));
  bytes.fill(0);
  return decoded;
}

/** Decoded messages keep unset fields on their prototype: every field is read by name, as actors do. */
function read(expected: unknown, actual: unknown): unknown {
  if (Array.isArray(expected)) return (actual as unknown[]).map((element, index) => read(expected[index], element));
  if (typeof expected !== "object" || expected === null) return actual;
  const values = actual as Record<string, unknown>;
  return Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, read(value, values[name])]));
}

describe("a message between endpoints", () => {
  it.each(ROWS.map((entry) => [entry.kind.name, entry] as const))("%s keeps large values", (_, { kind, large }) => {
    expect(read(large, roundTrip(kind, large))).toEqual(large);
  });

  it.each(ROWS.map((entry) => [entry.kind.name, entry] as const))("%s keeps default values", (_, { kind, empty }) => {
    expect(read(empty, roundTrip(kind, empty))).toEqual(empty);
  });

  it.each(ROWS.map((entry) => [entry.kind.name, entry] as const))("%s is found by its number", (_, { kind }) => {
    expect(kinds.kindByNumber(kind.number)).toBe(kind);
    expect(kind.number).toBeGreaterThan(0);
    expect(kind.number).toBeLessThan(256);
  });

  it("is in this table whatever its kind", () => {
    const exported = Object.values(kinds).filter((value) => typeof value === "object" && "decode" in value);
    expect(new Set(ROWS.map(({ kind }) => kind))).toEqual(new Set(exported));
  });

  it("of an unused number has no kind", () => {
    expect(kinds.kindByNumber(0)).toBeUndefined();
    expect(kinds.kindByNumber(255)).toBeUndefined();
  });

  it("leaves an absent nested message undefined or null", () => {
    const partitions = [{ ...FETCHED, diverging: undefined }];
    const decoded = roundTrip(kinds.FETCH_RESPONSE, { error: ErrorCode.NONE, partitions });
    expect(decoded.partitions[0]?.diverging ?? undefined).toBeUndefined();
  });

  it("that does not fit is a RangeError and writes nothing behind its part", () => {
    const bytes = new Uint8Array(new SharedArrayBuffer(256)).fill(GUARD);
    const topics = Array(10).fill(NEW_TOPIC);
    const writer = new InPlaceWriter().aim(bytes, 0, 128);
    const body = { requestId: "a", topics, validateOnly: false };
    expect(() => kinds.CREATE_TOPICS_REQUEST.encode(body, writer)).toThrow(RangeError);
    expect(bytes.subarray(128).every((byte) => byte === GUARD)).toBe(true);
  });

  it("that is cut off or has a number beyond 2^53 - 1 is a RangeError for its reader", () => {
    const decode = (...bytes: number[]) =>
      kinds.REGISTER_BROKER_RESPONSE.decode(new InPlaceReader().aim(Uint8Array.from(bytes), 0, bytes.length));
    expect(() => decode(0x10, 0x80)).toThrow(RangeError);
    expect(() => decode(0x10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f)).toThrow(RangeError);
    expect(decode(0x10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f).brokerEpoch).toBe(MAX);
  });

  it("refuses 64-bit numbers that are not safe integers", () => {
    for (const brokerEpoch of [2 ** 53, -1, Number.NaN]) {
      const body = { error: ErrorCode.NONE, brokerEpoch };
      expect(() => roundTrip(kinds.REGISTER_BROKER_RESPONSE, body)).toThrow(RangeError);
    }
    for (const producerId of [2 ** 53, -(2 ** 53), Number.NaN]) {
      const body = { error: ErrorCode.NONE, producerId, producerEpoch: 0 };
      expect(() => roundTrip(kinds.INIT_PRODUCER_ID_RESPONSE, body)).toThrow(RangeError);
    }
  });

  it("of the largest answer to a create request fits in a frame body", () => {
    const bytes = new Uint8Array(FRAME_BODY_BYTES_MAX);
    const writer = new InPlaceWriter().aim(bytes, 0, bytes.length);
    const topic = { name: "a".repeat(249), error: 40, message: "b".repeat(256), topicId: UINT32_MAX };
    const topics = Array(50).fill({ ...topic, partitions: 10_000, replicationFactor: 61 });
    kinds.CREATE_TOPICS_RESPONSE.encode({ error: ErrorCode.NONE, message: "", topics }, writer);
    expect(writer.pos).toBeLessThan(FRAME_BODY_BYTES_MAX);
  });
});
