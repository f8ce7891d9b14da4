import { describe, expect, it } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import { FRAME_BODY_BYTES_MAX, TOPICS_PER_REQUEST_MAX } from "../../../src/base/limits.ts";
import { CREATE_TOPICS_RESPONSE, type CreateTopicsRequest } from "../../../src/message/kinds.ts";
import type { MetadataImage } from "../../../src/metadata/image.ts";
import { answered } from "../../../src/supervisor/answers.ts";
import { createTopics } from "../../../src/supervisor/create-topics.ts";
import { clusterWith, newTopic, partitionState } from "./fixture.ts";

const DEFAULTS = { partitions: 2, replicationFactor: 3 };

function create(topics: CreateTopicsRequest["topics"], image = clusterWith({}), change = {}) {
  return createTopics({ requestId: "client-1", topics, validateOnly: false, ...change }, image, DEFAULTS);
}

function replayed(image: MetadataImage, decision: ReturnType<typeof create>): MetadataImage {
  for (const entry of decision.records) image.replay(entry);
  return image;
}

describe("creating topics", () => {
  it("records the topic, its partitions and the answer", () => {
    const { records, response } = create([newTopic("delays", 1, 2, { "min.insync.replicas": "2" })]);
    const configs = new Map([["min.insync.replicas", "2"]]);
    const state = partitionState({ topicId: 2, replicas: [2, 3], isr: [2, 3], leader: 2, highWatermarkSlot: 2 });
    expect(records).toEqual([
      { type: "topicCreated", topicId: 2, name: "delays", configs },
      { type: "partitionChanged", state },
      answered("client-1", CREATE_TOPICS_RESPONSE, response),
    ]);
    const created = { name: "delays", error: ErrorCode.NONE, message: "", topicId: 2, partitions: 1 };
    expect(response).toEqual({ error: ErrorCode.NONE, message: "", topics: [{ ...created, replicationFactor: 2 }] });
  });

  it("uses the cluster's defaults for -1", () => {
    expect(create([newTopic("delays")]).response.topics).toMatchObject([{ partitions: 2, replicationFactor: 3 }]);
  });

  it("answers each topic by itself in the order of the request", () => {
    const { records, response } = create([newTopic("flights"), newTopic("delays"), newTopic("")]);
    const errors = response.topics.map((topic) => topic.error);
    expect(errors).toEqual([ErrorCode.TOPIC_ALREADY_EXISTS, ErrorCode.NONE, ErrorCode.INVALID_TOPIC_EXCEPTION]);
    expect(records.filter((entry) => entry.type === "topicCreated")).toHaveLength(1);
  });

  it("gives a retry the first answer and no records", () => {
    const image = clusterWith({});
    const first = create([newTopic("delays")], image);
    const retry = create([newTopic("delays")], replayed(image, first));
    expect(retry.records).toEqual([]);
    expect(retry.response).toMatchObject(first.response);
  });

  it("creates nothing when it only validates", () => {
    const { records, response } = create([newTopic("delays")], clusterWith({}), { validateOnly: true });
    expect(records).toEqual([]);
    expect(response.topics).toMatchObject([{ error: ErrorCode.NONE, partitions: 2 }]);
  });

  it("records nothing when no topic is valid", () => {
    expect(create([newTopic("flights")]).records).toEqual([]);
  });

  it.each([
    ["without an id", { requestId: "" }],
    ["with an id that is too long", { requestId: "x".repeat(129) }],
    ["with too many topics", { topics: Array(TOPICS_PER_REQUEST_MAX + 1).fill(newTopic("a")) }],
  ])("refuses a request %s as a whole", (_, change) => {
    const { records, response } = create([newTopic("delays")], clusterWith({}), change);
    expect(records).toEqual([]);
    expect(response).toMatchObject({ error: ErrorCode.INVALID_REQUEST, topics: [] });
  });

  it("refuses an id that was used by a request of another kind", () => {
    const image = clusterWith({});
    image.replay({ type: "requestAnswered", requestId: "client-1", kind: 35, response: new Uint8Array(0) });
    expect(create([newTopic("delays")], image).response.error).toBe(ErrorCode.INVALID_REQUEST);
  });

  it("answers within a frame body whatever the names and configs are", () => {
    const hostile = Array.from({ length: TOPICS_PER_REQUEST_MAX }, () => newTopic("\u20ac".repeat(500)));
    const { response } = create(hostile);
    const entry = answered("id", CREATE_TOPICS_RESPONSE, response);
    expect(entry.type === "requestAnswered" && entry.response.length).toBeLessThan(FRAME_BODY_BYTES_MAX);
  });
});

describe("a topic is refused", () => {
  const { INVALID_TOPIC_EXCEPTION, INVALID_PARTITIONS, INVALID_REPLICATION_FACTOR, INVALID_CONFIG } = ErrorCode;
  it.each([
    ["with an empty name", newTopic(""), INVALID_TOPIC_EXCEPTION, "empty string"],
    ["named '.'", newTopic("."), INVALID_TOPIC_EXCEPTION, "'.' or '..'"],
    ["named '..'", newTopic(".."), INVALID_TOPIC_EXCEPTION, "'.' or '..'"],
    ["with a name of 250 characters", newTopic("a".repeat(250)), INVALID_TOPIC_EXCEPTION, "249"],
    ["with a blank in its name", newTopic("a b"), INVALID_TOPIC_EXCEPTION, "ASCII alphanumerics"],
    ["that exists", newTopic("flights"), ErrorCode.TOPIC_ALREADY_EXISTS, "already exists"],
    ["with no partitions", newTopic("a", 0), INVALID_PARTITIONS, "-1 for the default"],
    ["with negative partitions", newTopic("a", -2), INVALID_PARTITIONS, "non-positive"],
    ["with more partitions than are left", newTopic("a", 1_000), INVALID_PARTITIONS, "999 that are left"],
    ["with replication factor 0", newTopic("a", 1, 0), INVALID_REPLICATION_FACTOR, "larger than 0"],
    ["with more replicas than alive brokers", newTopic("a", 1, 4), INVALID_REPLICATION_FACTOR, "only 3 broker(s)"],
    ["with an unknown config", newTopic("a", 1, 1, { colour: "red" }), INVALID_CONFIG, "colour"],
    ["with a bad value", newTopic("a", 1, 1, { "min.insync.replicas": "0" }), INVALID_CONFIG, "at least 1"],
  ])("%s", (_, topic, error, words) => {
    const { records, response } = create([topic]);
    expect(records).toEqual([]);
    expect(response.topics).toMatchObject([{ error, message: expect.stringContaining(words), topicId: 0 }]);
  });

  it("when it is in the request twice", () => {
    const { response } = create([newTopic("a"), newTopic("a")]);
    expect(response.topics.map((topic) => topic.error)).toEqual(Array(2).fill(ErrorCode.INVALID_REQUEST));
  });

  it("when its name differs from another only in '.' and '_'", () => {
    const { response } = create([newTopic("a.b"), newTopic("a_b")]);
    const errors = response.topics.map((topic) => topic.error);
    expect(errors).toEqual([ErrorCode.NONE, ErrorCode.INVALID_TOPIC_EXCEPTION]);
  });

  it("when a config is given twice", () => {
    const entry = { name: "min.insync.replicas", value: "1" };
    const { response } = create([{ ...newTopic("a"), configs: [entry, entry] }]);
    expect(response.topics[0]?.error).toBe(INVALID_CONFIG);
  });
});
