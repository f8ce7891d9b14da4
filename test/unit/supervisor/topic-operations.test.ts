import { describe, expect, it } from "vitest";
import { ErrorCode, errorName } from "../../../src/base/errors.ts";
import { PARTITIONS_PER_CLUSTER_MAX, TOPICS_PER_REQUEST_MAX } from "../../../src/base/limits.ts";
import { type AdminResponse, ConfigOperation } from "../../../src/message/kinds.ts";
import type { MetadataImage } from "../../../src/metadata/image.ts";
import { alterConfigs } from "../../../src/supervisor/alter-configs.ts";
import { createPartitions } from "../../../src/supervisor/create-partitions.ts";
import { createTopics } from "../../../src/supervisor/create-topics.ts";
import { deleteTopics } from "../../../src/supervisor/delete-topics.ts";
import type { Decision } from "../../../src/supervisor/operation.ts";
import { clusterWith, NOTHING_LOST, newTopic } from "./fixture.ts";

const REQUEST = { requestId: "client-1", validateOnly: false };

function codes({ response }: Decision<AdminResponse>): string[] {
  return response.results.map(({ error }) => errorName(error));
}

function replayed(decision: Decision<unknown>, image: MetadataImage): MetadataImage {
  for (const entry of decision.records) image.replay(entry);
  return image;
}

describe("deleting topics", () => {
  it("does what can be done, and forgets name and partitions but never the id", () => {
    const image = clusterWith({}, { partition: 1 });
    const decision = deleteTopics({ requestId: "client-1", topics: ["none", "flights", "flights"] }, image);
    expect(codes(decision)).toEqual(["UNKNOWN_TOPIC_OR_PARTITION", "NONE", "INVALID_REQUEST"]);
    replayed(decision, image);
    expect(image.topicByName("flights")).toBeUndefined();
    expect(image.partition(1, 0)).toBeUndefined();
    expect(image.nextTopicId).toBe(2);
    expect(decision.response.metadataVersion).toBe(image.version);
  });

  it("gives a retry the first answer, also when a topic of that name is there again", () => {
    const image = clusterWith({});
    const request = { requestId: "client-1", topics: ["flights"] };
    const first = deleteTopics(request, image);
    replayed(first, image);
    const again = { requestId: "client-2", topics: [newTopic("flights")], validateOnly: false };
    replayed(createTopics(again, image, { partitions: 1, replicationFactor: 1 }), image);
    const retry = deleteTopics(request, image);
    expect(retry.records).toEqual([]);
    expect(retry.response).toMatchObject(first.response);
    expect(image.topicByName("flights")?.id).toBe(2);
  });

  it.each([
    ["without an id", { requestId: "", topics: ["flights"] }],
    ["with too many topics", { requestId: "a", topics: Array(TOPICS_PER_REQUEST_MAX + 1).fill("flights") }],
  ])("refuses a request %s as a whole", (_, request) => {
    const { records, response } = deleteTopics(request, clusterWith({}));
    expect(records).toEqual([]);
    expect(response).toMatchObject({ error: ErrorCode.INVALID_REQUEST, results: [] });
  });
});

describe("creating partitions", () => {
  function grow(totalCount: number, assignment: number[][] = [], image = clusterWith({ replicas: [1, 2] })) {
    const topics = [{ topic: "flights", totalCount, assignment: assignment.map((replicas) => ({ replicas })) }];
    return { image, decision: createPartitions({ ...REQUEST, topics }, image) };
  }

  it("places them with as many replicas as the first has", () => {
    const { image, decision } = grow(3);
    expect(codes(decision)).toEqual(["NONE"]);
    const partitions = replayed(decision, image).topicByName("flights")?.partitions ?? [];
    expect(partitions.map(({ replicas }) => replicas.length)).toEqual([2, 2, 2]);
    expect(new Set(partitions.map(({ highWatermarkSlot }) => highWatermarkSlot)).size).toBe(3);
  });

  it("takes the replicas that the user names; dead ones are not in sync", () => {
    const image = clusterWith({ replicas: [1, 2] });
    image.replay({ type: "brokerFenced", brokerId: 3, brokerEpoch: 2, reason: "" });
    const { decision } = grow(2, [[3, 1]], image);
    const state = replayed(decision, image).partition(1, 1);
    expect(state).toMatchObject({ replicas: [3, 1], isr: [1], leader: 1 });
  });

  it.each([
    ["no more than there are", 1, [], "INVALID_PARTITIONS"],
    ["fewer", 0, [], "INVALID_PARTITIONS"],
    ["more than a cluster may have", PARTITIONS_PER_CLUSTER_MAX + 1, [], "INVALID_PARTITIONS"],
    ["another number of assignments", 3, [[1, 2]], "INVALID_REPLICA_ASSIGNMENT"],
    ["another number of replicas", 2, [[1]], "INVALID_REPLICA_ASSIGNMENT"],
    ["a broker that is not known", 2, [[1, 9]], "INVALID_REPLICA_ASSIGNMENT"],
    ["a broker twice", 2, [[1, 1]], "INVALID_REPLICA_ASSIGNMENT"],
  ])("refuses %s", (_, totalCount, assignment, code) => {
    const { decision } = grow(totalCount, assignment);
    expect(codes(decision)).toEqual([code]);
    expect(decision.records).toEqual([]);
    expect(decision.response.results[0]?.message).not.toBe("");
  });
});

describe("creating topics with assigned replicas", () => {
  function create(assignment: number[][], change = {}) {
    const topic = { ...newTopic("placed"), assignment: assignment.map((replicas) => ({ replicas })), ...change };
    return createTopics({ ...REQUEST, topics: [topic] }, clusterWith({}), { partitions: 1, replicationFactor: 3 });
  }

  it("makes one partition for each list", () => {
    const { response } = create([
      [3, 1],
      [2, 3],
    ]);
    expect(response.topics).toMatchObject([{ error: ErrorCode.NONE, partitions: 2, replicationFactor: 2 }]);
  });

  it.each([
    ["lists of different lengths", [[1, 2], [3]], {}, ErrorCode.INVALID_REPLICA_ASSIGNMENT],
    ["an empty list", [[]], {}, ErrorCode.INVALID_REPLICA_ASSIGNMENT],
    ["a number of partitions beside it", [[1]], { partitions: 1 }, ErrorCode.INVALID_REQUEST],
  ])("refuses %s", (_, assignment, change, error) => {
    expect(create(assignment, change).response.topics).toMatchObject([{ error }]);
  });
});

describe("changing configs", () => {
  const { SET, DELETE, APPEND } = ConfigOperation;
  type Change = [name: string, operation: ConfigOperation, value?: string];

  function alter(changes: Change[], image = clusterWith({})) {
    const topic = {
      topic: "flights",
      changes: changes.map(([name, operation, value = ""]) => ({ name, operation, value })),
    };
    const decision = alterConfigs({ ...REQUEST, topics: [topic] }, image, NOTHING_LOST);
    return { decision, configs: replayed(decision, image).topicByName("flights")?.configs, image };
  }

  it("sets and takes back", () => {
    const { image, configs } = alter([["min.insync.replicas", SET, "2"]]);
    expect(configs).toEqual(new Map([["min.insync.replicas", "2"]]));
    const topics = [{ topic: "flights", changes: [{ name: "min.insync.replicas", operation: DELETE, value: "" }] }];
    replayed(alterConfigs({ requestId: "b", validateOnly: false, topics }, image, NOTHING_LOST), image);
    expect(image.topicByName("flights")?.configs.size).toBe(0);
  });

  it.each<[string, Change[], string]>([
    ["an unknown name", [["none", SET, "1"]], "INVALID_CONFIG"],
    ["an unknown name to delete", [["none", DELETE]], "INVALID_CONFIG"],
    ["a value out of range", [["min.insync.replicas", SET, "0"]], "INVALID_CONFIG"],
    ["a word for what is no list", [["min.insync.replicas", APPEND, "1"]], "INVALID_CONFIG"],
    ["a value of any length", [["cleanup.policy", SET, "delete,".repeat(100)]], "INVALID_CONFIG"],
    [
      "the same name twice",
      [
        ["min.insync.replicas", SET, "1"],
        ["min.insync.replicas", DELETE],
      ],
      "INVALID_REQUEST",
    ],
    [
      "all changes of a topic when one is wrong",
      [
        ["min.insync.replicas", SET, "2"],
        ["none", SET, "1"],
      ],
      "INVALID_CONFIG",
    ],
  ])("refuses %s", (_, changes, code) => {
    const { decision, configs } = alter(changes);
    expect(codes(decision)).toEqual([code]);
    expect(configs?.size).toBe(0);
  });

  it("that allow unclean elections elect at once where nobody leads", () => {
    const image = clusterWith({ isr: [3], leader: -1, leaderEpoch: 4 });
    image.replay({ type: "brokerFenced", brokerId: 3, brokerEpoch: 2, reason: "" });
    alter([["unclean.leader.election.enable", SET, "true"]], image);
    expect(image.partition(1, 0)).toMatchObject({ leader: 1, isr: [1], leaderEpoch: 5 });
  });

  it("record nothing when nothing changes", () => {
    expect(alter([["min.insync.replicas", DELETE]]).decision.records).toEqual([]);
  });
});
