import { describe, expect, it } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import * as limits from "../../../src/base/limits.ts";
import { InPlaceWriter } from "../../../src/generated/protobuf-runtime.js";
import type { MessageKind } from "../../../src/message/kind.ts";
import * as kinds from "../../../src/message/kinds.ts";

/** Far beyond what a cluster in one process gets to: four trillion records in a partition, 8,000 elections, 16,000 topics. */
const OFFSET = 2 ** 42;
const EPOCH = 8_000;
const TOPIC_ID = 16_000;
const UINT32_MAX = 2 ** 32 - 1;

function bodyBytes<B>(kind: MessageKind<B>, body: B): number {
  const bytes = new Uint8Array(4 * limits.FRAME_BODY_BYTES_MAX);
  const writer = new InPlaceWriter().aim(bytes, 0, bytes.length);
  kind.encode(body, writer);
  return writer.pos;
}

function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

describe("the largest messages fit in a frame body", () => {
  it("a fetch request that names every partition", () => {
    const position = {
      topicId: TOPIC_ID,
      fetchOffset: OFFSET,
      lastFetchedEpoch: EPOCH,
      currentLeaderEpoch: EPOCH,
      logStartOffset: OFFSET,
    };
    const moved = many(limits.SESSION_PARTITIONS_MAX, (partition) => ({ ...position, partition }));
    const session = {
      sessionId: UINT32_MAX,
      sessionEpoch: UINT32_MAX,
      maxBytes: UINT32_MAX,
      forgotten: [],
      corrupt: many(limits.CORRUPT_PARTITIONS_MAX, (partition) => ({ topicId: TOPIC_ID, partition: 900 + partition })),
    };
    const body = { role: kinds.FetcherRole.FOLLOWER, brokerId: 31, brokerEpoch: OFFSET, ...session, moved };
    expect(bodyBytes(kinds.FETCH_REQUEST, body)).toBeLessThanOrEqual(limits.FRAME_BODY_BYTES_MAX);
  });

  it("a registration whose logs are all damaged", () => {
    const damaged = many(limits.PARTITIONS_PER_CLUSTER_MAX, (partition) => ({
      topicId: UINT32_MAX,
      partition,
      offset: OFFSET,
    }));
    const body = { brokerId: 31, incarnation: UINT32_MAX, hasLog: true, damaged };
    expect(bodyBytes(kinds.REGISTER_BROKER_REQUEST, body)).toBeLessThanOrEqual(limits.FRAME_BODY_BYTES_MAX);
  });

  it("a fetch answer with as many partitions and references as there may be", () => {
    const references = [{ address: limits.ARENA_BYTES_MAX, length: limits.BATCH_BYTES_MAX }];
    const part = { topicId: TOPIC_ID, error: ErrorCode.NONE, highWatermark: OFFSET, logStartOffset: OFFSET };
    const partitions = many(limits.ANSWER_PARTITIONS_MAX, (partition) => ({
      ...part,
      partition,
      attachmentBytes: limits.BATCH_BYTES_MAX,
      references: partition < limits.ANSWER_REFERENCES_MAX ? references : [],
      diverging: { epoch: EPOCH, endOffset: OFFSET },
    }));
    const body = { error: ErrorCode.NONE, partitions };
    expect(bodyBytes(kinds.FETCH_RESPONSE, body)).toBeLessThanOrEqual(limits.FRAME_BODY_BYTES_MAX);
  });

  it("an answer to an admin request of as many topics as it may name", () => {
    const result = {
      topic: "n".repeat(limits.TOPIC_NAME_CHARACTERS_MAX),
      partition: limits.PARTITIONS_PER_CLUSTER_MAX,
      error: ErrorCode.METADATA_FULL,
      message: "m".repeat(limits.ANSWER_MESSAGE_CHARACTERS_MAX),
    };
    const results = many(limits.TOPICS_PER_REQUEST_MAX, () => result);
    const answer = { error: ErrorCode.NONE, message: "", metadataVersion: OFFSET, results };
    expect(bodyBytes(kinds.DELETE_TOPICS_RESPONSE, answer)).toBeLessThanOrEqual(limits.FRAME_BODY_BYTES_MAX);
    const { topic: name, ...rest } = result;
    const topics = results.map(() => ({
      ...rest,
      name,
      topicId: UINT32_MAX,
      partitions: 1_000,
      replicationFactor: 31,
    }));
    const created = { error: ErrorCode.NONE, message: "", topics };
    expect(bodyBytes(kinds.CREATE_TOPICS_RESPONSE, created)).toBeLessThanOrEqual(limits.FRAME_BODY_BYTES_MAX);
  });

  it("a hold of every partition, and a report of what was reclaimed", () => {
    const partitions = many(limits.PARTITIONS_PER_CLUSTER_MAX, (partition) => ({ topicId: UINT32_MAX, partition }));
    const hold = { holdId: UINT32_MAX, clientId: "c".repeat(1_000), partitions };
    expect(bodyBytes(kinds.SET_HOLD_REQUEST, hold)).toBeLessThanOrEqual(limits.FRAME_BODY_BYTES_MAX);
    const most = Number.MAX_SAFE_INTEGER;
    const topics = many(limits.RECLAIM_REPORT_TOPICS_MAX, () => ({ topicId: UINT32_MAX, records: most, bytes: most }));
    const report = bodyBytes(kinds.RECLAIM_REPORT, { brokerId: UINT32_MAX, topics });
    expect(report).toBeLessThanOrEqual(limits.FRAME_BODY_BYTES_MAX);
  });
});
