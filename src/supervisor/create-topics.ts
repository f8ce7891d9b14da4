import { ErrorCode } from "../base/errors.ts";
import {
  ANSWER_MESSAGE_CHARACTERS_MAX,
  CONFIG_VALUE_CHARACTERS_MAX,
  PARTITIONS_PER_CLUSTER_MAX,
  TOPIC_NAME_CHARACTERS_MAX,
} from "../base/limits.ts";
import { CREATE_TOPICS_RESPONSE, type CreateTopicsRequest, type CreateTopicsResponse } from "../message/kinds.ts";
import type { MetadataImage } from "../metadata/image.ts";
import type { MetadataRecord } from "../metadata/records.ts";
import { topicConfigProblem } from "../metadata/topic-config.ts";
import { collisionKey, topicNameProblem } from "../metadata/topic-name.ts";
import { requestProblem } from "./admin-operation.ts";
import { answered, earlierAnswer, printable } from "./answers.ts";
import { newAssignmentProblem } from "./assignment.ts";
import { NewPartitions } from "./new-partitions.ts";
import type { Decision, Problem } from "./operation.ts";

/** What -1 in a request means. */
export interface TopicDefaults {
  readonly partitions: number;
  readonly replicationFactor: number;
}

type NewTopic = CreateTopicsRequest["topics"][number];
type CreatedTopic = CreateTopicsResponse["topics"][number];

/**
 * Creates each topic that is valid and answers each one by itself, in the order of the request (KIP-4). The answer of a
 * request that created something is remembered by its id; one that created nothing may be asked again without harm.
 */
export function createTopics(
  request: CreateTopicsRequest,
  image: MetadataImage,
  defaults: TopicDefaults,
): Decision<CreateTopicsResponse> {
  const earlier = earlierAnswer(image, request.requestId, CREATE_TOPICS_RESPONSE);
  if (earlier !== undefined && earlier !== "otherKind") return { records: [], response: earlier };
  const problem = requestProblem(request.requestId, request.topics.length, earlier === "otherKind");
  if (problem !== undefined) {
    return { records: [], response: { error: ErrorCode.INVALID_REQUEST, message: problem, topics: [] } };
  }
  const creation = new Creation(image, defaults, request.topics);
  const response = {
    error: ErrorCode.NONE,
    message: "",
    topics: request.topics.map((topic) => creation.create(topic)),
  };
  if (request.validateOnly || creation.records.length === 0) return { records: [], response };
  return { records: [...creation.records, answered(request.requestId, CREATE_TOPICS_RESPONSE, response)], response };
}

/** The topics of one request: checks each against the image and those before it, and places its replicas. */
class Creation {
  readonly records: MetadataRecord[] = [];
  readonly #image: MetadataImage;
  readonly #defaults: TopicDefaults;
  readonly #partitions: NewPartitions;
  readonly #nameCounts = new Map<string, number>();
  readonly #collisions = new Map<string, string>();
  #nextTopicId: number;

  constructor(image: MetadataImage, defaults: TopicDefaults, topics: readonly NewTopic[]) {
    this.#image = image;
    this.#defaults = defaults;
    this.#partitions = new NewPartitions(image);
    this.#nextTopicId = image.nextTopicId;
    for (const { name } of topics) this.#nameCounts.set(name, (this.#nameCounts.get(name) ?? 0) + 1);
    for (const { name } of image.topics.values()) this.#collisions.set(collisionKey(name), name);
  }

  create(topic: NewTopic): CreatedTopic {
    const { partitions, replicationFactor } = this.#shapeOf(topic);
    const problem =
      this.#nameProblem(topic.name) ??
      this.#partitionsProblem(partitions) ??
      (topic.assignment.length > 0 ? this.#assignmentProblem(topic) : this.#replicationProblem(replicationFactor)) ??
      configsProblem(topic.configs);
    if (problem !== undefined) {
      const name = printable(topic.name, TOPIC_NAME_CHARACTERS_MAX);
      const message = printable(problem.message, ANSWER_MESSAGE_CHARACTERS_MAX);
      return { name, error: problem.error, message, topicId: 0, partitions: 0, replicationFactor: 0 };
    }
    const topicId = this.#nextTopicId++;
    this.#record(topic, topicId, partitions, replicationFactor);
    return { name: topic.name, error: ErrorCode.NONE, message: "", topicId, partitions, replicationFactor };
  }

  #shapeOf({ partitions, replicationFactor, assignment }: NewTopic) {
    const [first] = assignment;
    if (first !== undefined) return { partitions: assignment.length, replicationFactor: first.replicas.length };
    return {
      partitions: partitions === -1 ? this.#defaults.partitions : partitions,
      replicationFactor: replicationFactor === -1 ? this.#defaults.replicationFactor : replicationFactor,
    };
  }

  #record(topic: NewTopic, topicId: number, partitions: number, replicationFactor: number): void {
    const configs = new Map(topic.configs.map((entry) => [entry.name, entry.value]));
    this.records.push({ type: "topicCreated", topicId, name: topic.name, configs });
    for (let partition = 0; partition < partitions; partition++) {
      const replicas = topic.assignment[partition]?.replicas;
      const state = replicas
        ? this.#partitions.assign(topicId, partition, replicas)
        : this.#partitions.place(topicId, partition, replicationFactor);
      this.records.push({ type: "partitionChanged", state });
    }
    this.#collisions.set(collisionKey(topic.name), topic.name);
  }

  #assignmentProblem({ partitions, replicationFactor, assignment }: NewTopic): Problem | undefined {
    if (partitions !== -1 || replicationFactor !== -1) {
      const message =
        "Replication factor and number of partitions must be -1 (left out) when a replica assignment is given.";
      return { error: ErrorCode.INVALID_REQUEST, message };
    }
    const size = assignment[0]?.replicas.length ?? 0;
    for (const { replicas } of assignment) {
      const problem = newAssignmentProblem(replicas, size, this.#image);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }

  #nameProblem(name: string): Problem | undefined {
    const invalid = topicNameProblem(name);
    if (invalid !== undefined) return { error: ErrorCode.INVALID_TOPIC_EXCEPTION, message: invalid };
    if ((this.#nameCounts.get(name) ?? 0) > 1) {
      const message = `Duplicate topic name: '${name}' is in the request more than once.`;
      return { error: ErrorCode.INVALID_REQUEST, message };
    }
    const holder = this.#collisions.get(collisionKey(name));
    if (holder === undefined) return undefined;
    if (holder === name || this.#image.topicByName(name) !== undefined) {
      return { error: ErrorCode.TOPIC_ALREADY_EXISTS, message: `Topic '${name}' already exists.` };
    }
    const message = `Topic '${name}' collides with existing topic: ${holder}. '.' and '_' count as the same character.`;
    return { error: ErrorCode.INVALID_TOPIC_EXCEPTION, message };
  }

  #partitionsProblem(partitions: number): Problem | undefined {
    const error = ErrorCode.INVALID_PARTITIONS;
    if (partitions <= 0) {
      const message =
        "Number of partitions was set to an invalid non-positive value. Use 1 or more, or -1 for the default.";
      return { error, message };
    }
    const free = this.#partitions.freeCount;
    if (partitions <= free) return undefined;
    const message = `${partitions} partitions are more than the ${free} that are left of the cluster's ${PARTITIONS_PER_CLUSTER_MAX}. Use fewer.`;
    return { error, message };
  }

  #replicationProblem(replicationFactor: number): Problem | undefined {
    const error = ErrorCode.INVALID_REPLICATION_FACTOR;
    if (replicationFactor <= 0) {
      return { error, message: "Replication factor must be larger than 0, or -1 to use the default value." };
    }
    const alive = this.#partitions.brokerCount;
    if (replicationFactor <= alive) return undefined;
    const message =
      `The target replication factor of ${replicationFactor} cannot be reached because only ${alive} broker(s) are ` +
      "alive. Use a lower one, or wait until the other brokers have registered.";
    return { error, message };
  }
}

function configsProblem(configs: NewTopic["configs"]): Problem | undefined {
  const names = new Set<string>();
  for (const { name, value } of configs) {
    const problem = names.has(name)
      ? `Configuration ${name} is given more than once.`
      : value.length > CONFIG_VALUE_CHARACTERS_MAX
        ? `Invalid value for configuration ${name}: it has more than ${CONFIG_VALUE_CHARACTERS_MAX} characters.`
        : topicConfigProblem(name, value);
    if (problem !== undefined) return { error: ErrorCode.INVALID_CONFIG, message: problem };
    names.add(name);
  }
  return undefined;
}
