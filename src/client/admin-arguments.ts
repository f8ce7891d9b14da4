import { MillraceError } from "../base/errors.ts";
import { CONFIG_VALUE_CHARACTERS_MAX, TOPIC_NAME_CHARACTERS_MAX } from "../base/limits.ts";
import {
  type AlterConfigsRequest,
  type AlterReassignmentsRequest,
  ConfigOperation,
  type CreatePartitionsRequest,
  ElectionType,
} from "../message/kinds.ts";
import { openSignal } from "./abort.ts";
import type { TopicRequests } from "./admin-requests.ts";
import type {
  ConfigResource,
  NewPartitions,
  NewTopic,
  OffsetQuery,
  OffsetSpec,
  Reassignment,
  RecordsToDelete,
  TopicConfigChanges,
  TopicPartition,
  ValidateOptions,
} from "./api.ts";
import { EARLIEST, LATEST } from "./offset-lookups.ts";
import { checkNames } from "./options.ts";
import { checkPartitions } from "./partition-arguments.ts";

// What users say to an admin, checked: every function throws MillraceError INVALID_OPTION, and for names and values that
// are longer than any may be INVALID_TOPIC_EXCEPTION and INVALID_CONFIG. Other rules are the supervisor's.

const OPERATIONS = {
  set: ConfigOperation.SET,
  delete: ConfigOperation.DELETE,
  append: ConfigOperation.APPEND,
  subtract: ConfigOperation.SUBTRACT,
} as const;

export function topicRequests(topics: readonly NewTopic[]): TopicRequests {
  return listOf("createTopics", topics).map((topic) => {
    checkNames("a new topic", topic, ["topic", "partitions", "replicationFactor", "replicaAssignment", "configs"]);
    const { topic: name, partitions = -1, replicationFactor = -1, replicaAssignment } = topic;
    checkName(name);
    if (partitions !== -1 && !isCount(partitions)) throw invalid(`partitions of ${name} must be a whole number from 1`);
    if (replicationFactor !== -1 && !isCount(replicationFactor))
      throw invalid(`replicationFactor of ${name} must be a whole number from 1`);
    const configs = configsOf(name, topic.configs);
    return { name, partitions, replicationFactor, configs, assignment: assignmentOf(name, replicaAssignment) };
  });
}

export function growths(topics: readonly NewPartitions[]): CreatePartitionsRequest["topics"] {
  return listOf("createPartitions", topics).map((growth) => {
    checkNames("an increase of partitions", growth, ["topic", "totalCount", "replicaAssignment"]);
    const { topic, totalCount, replicaAssignment } = growth;
    checkName(topic);
    if (!isCount(totalCount)) throw invalid(`totalCount of ${topic} must be a whole number from 1`);
    return { topic, totalCount, assignment: assignmentOf(topic, replicaAssignment) };
  });
}

export function configChanges(topics: readonly TopicConfigChanges[]): AlterConfigsRequest["topics"] {
  return listOf("incrementalAlterConfigs", topics).map((one) => {
    checkNames("changes of configs", one, ["topic", "configs"]);
    checkName(one.topic);
    const changes = listOf(`configs of ${one.topic}`, one.configs).map((change) => {
      checkNames("a change of a config", change, ["name", "operation", "value"]);
      const { name, operation = "set", value } = change;
      if (typeof name !== "string" || name === "") throw invalid(`a config of ${one.topic} has a name`);
      checkConfigLength(one.topic, "name", name);
      if (!Object.hasOwn(OPERATIONS, operation))
        throw invalid(`operation of ${name} is one of ${Object.keys(OPERATIONS).join(", ")}, not ${String(operation)}`);
      if ((operation === "delete") !== (value === undefined))
        throw invalid(`${name} has a value, except with the operation "delete"`);
      return { name, operation: OPERATIONS[operation], value: configValue(one.topic, value ?? "") };
    });
    return { topic: one.topic, changes };
  });
}

export function reassignments(partitions: readonly Reassignment[]): AlterReassignmentsRequest["partitions"] {
  return checkPartitions("alterPartitionReassignments", partitions, "replicas").map(
    ({ topic, partition, replicas }) => {
      checkName(topic);
      if (replicas === null) return { topic, partition, replicas: [] };
      const ids = replicaList(`${topic}-${partition}`, replicas);
      if (ids.length === 0) throw invalid(`replicas of ${topic}-${partition} names at least one broker; null cancels`);
      return { topic, partition, replicas: ids };
    },
  );
}

export function topicPartitions(call: string, partitions: readonly TopicPartition[]): TopicPartition[] {
  return checkPartitions(call, partitions).map(({ topic, partition }) => {
    checkName(topic);
    return { topic, partition };
  });
}

export function electionType(type: unknown): ElectionType {
  if (type === "preferred") return ElectionType.PREFERRED;
  if (type === "unclean") return ElectionType.UNCLEAN;
  throw invalid(`electLeaders takes "preferred" or "unclean", not ${String(type)}`);
}

export function offsetQueries(queries: readonly OffsetQuery[]): (TopicPartition & { timestamp: number })[] {
  return checkPartitions("listOffsets", queries, "at").map(({ topic, partition, at }) => {
    return { topic, partition, timestamp: timestampAt(at) };
  });
}

export function recordsToDelete(partitions: readonly RecordsToDelete[]): (TopicPartition & { deleteBelow: number })[] {
  return checkPartitions("deleteRecords", partitions, "offset").map(({ topic, partition, offset }) => {
    if (offset === "latest") return { topic, partition, deleteBelow: -1 };
    if (Number.isSafeInteger(offset) && offset >= 0) return { topic, partition, deleteBelow: offset };
    throw invalid('deleteRecords takes offsets that are whole numbers from 0, or "latest"');
  });
}

export function configResources(resources: readonly ConfigResource[]): readonly ConfigResource[] {
  return listOf("describeConfigs", resources).map((resource) => {
    checkNames("a resource of describeConfigs", resource, ["topic", "broker"]);
    const { topic, broker } = resource as { readonly topic?: unknown; readonly broker?: unknown };
    if (typeof topic === "string" && broker === undefined) return { topic };
    if (topic === undefined && typeof broker === "number") return { broker };
    throw invalid("describeConfigs takes { topic: name } or { broker: id }");
  });
}

/** Throws ABORTED, too, for a signal that is aborted already. */
export function validateOptions(call: string, options: ValidateOptions = {}): ValidateWish {
  checkNames(`options of ${call}`, options, ["validateOnly", "signal"]);
  const { validateOnly = false, signal } = options;
  if (typeof validateOnly !== "boolean")
    throw invalid(`validateOnly must be true or false, not ${String(validateOnly)}`);
  return { validateOnly, signal: openSignal(call, signal) };
}

interface ValidateWish {
  readonly validateOnly: boolean;
  readonly signal: AbortSignal | undefined;
}

/** The number that a leader is asked with. */
export function timestampAt(at: OffsetSpec): number {
  if (at === "earliest") return EARLIEST;
  if (at === "latest") return LATEST;
  if (typeof at === "number" && Number.isSafeInteger(at) && at >= 0) return at;
  throw invalid('listOffsets takes "earliest", "latest" or a timestamp in whole ms since 1970');
}

export function topicNames(call: string, topics: readonly string[]): readonly string[] {
  for (const name of listOf(call, topics)) {
    if (typeof name !== "string") throw invalid(`${call} takes a list of names: ["flights"]`);
    checkName(name);
  }
  return topics;
}

function listOf<Item>(call: string, items: readonly Item[]): readonly Item[] {
  if (!Array.isArray(items)) throw invalid(`${call} takes a list`);
  return items;
}

function configsOf(topic: string, configs: NewTopic["configs"] = {}): { name: string; value: string }[] {
  if (typeof configs !== "object" || configs === null || Symbol.iterator in configs)
    throw invalid(`configs of ${topic} must be an object: { "min.insync.replicas": "2" }`);
  return Object.entries(configs).map(([name, value]) => {
    checkConfigLength(topic, "name", name);
    return { name, value: configValue(topic, value) };
  });
}

function configValue(topic: string, value: unknown): string {
  const text = String(value);
  checkConfigLength(topic, "value", text);
  return text;
}

function checkConfigLength(topic: string, part: "name" | "value", text: string): void {
  if (text.length <= CONFIG_VALUE_CHARACTERS_MAX) return;
  const message = `a config of ${topic} has a ${part} of ${text.length} characters: ${CONFIG_VALUE_CHARACTERS_MAX} at most`;
  throw new MillraceError("INVALID_CONFIG", message);
}

function assignmentOf(name: string, assignment: NewTopic["replicaAssignment"]): { replicas: number[] }[] {
  return listOf(`replicaAssignment of ${name}`, assignment ?? []).map((replicas) => ({
    replicas: replicaList(name, replicas),
  }));
}

function replicaList(name: string, replicas: readonly number[]): number[] {
  const ids = listOf(`replicas of ${name}`, replicas);
  if (!ids.every((id) => Number.isInteger(id) && id >= 0 && id <= 2 ** 31 - 1))
    throw invalid(`replicas of ${name} is a list of broker ids`);
  return ids.slice();
}

function checkName(name: unknown): void {
  if (typeof name !== "string" || name === "") throw invalid('a topic has a name: { topic: "flights" }');
  if (name.length <= TOPIC_NAME_CHARACTERS_MAX) return;
  const message = `a topic has a name of ${name.length} characters: ${TOPIC_NAME_CHARACTERS_MAX} at most`;
  throw new MillraceError("INVALID_TOPIC_EXCEPTION", message);
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 2 ** 31 - 1;
}

function invalid(message: string): MillraceError {
  return new MillraceError("INVALID_OPTION", message);
}
