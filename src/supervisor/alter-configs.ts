import { ErrorCode } from "../base/errors.ts";
import { CONFIG_VALUE_CHARACTERS_MAX } from "../base/limits.ts";
import {
  type AdminResponse,
  ALTER_CONFIGS_RESPONSE,
  type AlterConfigsRequest,
  ConfigOperation,
} from "../message/kinds.ts";
import type { MetadataImage, TopicState } from "../metadata/image.ts";
import { configDefault, isListConfig, topicConfigProblem } from "../metadata/topic-config.ts";
import { answerEach, unknownTopic } from "./admin-operation.ts";
import { ChangeList } from "./change-list.ts";
import { NO_LEADER } from "./election.ts";
import type { Decision, LastHighWatermark, Problem } from "./operation.ts";
import { electedWithin } from "./unclean-election.ts";

type Change = AlterConfigsRequest["topics"][number]["changes"][number];

/**
 * Changes configs of topics one by one (KIP-339): all changes of a topic or none. A partition that waits for an unclean
 * election gets its leader as soon as its topic allows one.
 */
export function alterConfigs(
  request: AlterConfigsRequest,
  image: MetadataImage,
  lastHighWatermark: LastHighWatermark,
): Decision<AdminResponse> {
  const changes = new ChangeList(image);
  return answerEach({
    requestId: request.requestId,
    answer: ALTER_CONFIGS_RESPONSE,
    items: request.topics,
    validateOnly: request.validateOnly,
    changes,
    subject: ({ topic }) => ({ topic }),
    decide: ({ topic: name, changes: wanted }) => {
      const topic = image.topicByName(name);
      if (topic === undefined) return unknownTopic(name);
      const configs = new Map(topic.configs);
      const problem = applyAll(wanted, configs);
      if (problem !== undefined) return problem;
      if (sameConfigs(configs, topic.configs)) return undefined;
      changes.add({ type: "topicConfigsChanged", topicId: topic.id, configs });
      electUnderNewConfigs(changes, { ...topic, configs }, lastHighWatermark);
      return undefined;
    },
  });
}

function electUnderNewConfigs(changes: ChangeList, topic: TopicState, lastHighWatermark: LastHighWatermark): void {
  for (const state of topic.partitions) {
    if (state.leader !== NO_LEADER) continue;
    const elected = electedWithin(changes, state, lastHighWatermark, topic);
    if (elected !== undefined) changes.change(elected);
  }
}

function applyAll(wanted: readonly Change[], configs: Map<string, string>): Problem | undefined {
  const seen = new Set<string>();
  for (const change of wanted) {
    if (seen.has(change.name)) {
      const message = `Configuration ${change.name} is given more than once.`;
      return { error: ErrorCode.INVALID_REQUEST, message };
    }
    seen.add(change.name);
    const problem = apply(change, configs);
    if (problem !== undefined) return { error: ErrorCode.INVALID_CONFIG, message: problem };
  }
  return undefined;
}

function apply({ name, operation, value }: Change, configs: Map<string, string>): string | undefined {
  const byDefault = configDefault(name);
  if (byDefault === undefined) return topicConfigProblem(name, value);
  if (operation === ConfigOperation.DELETE) {
    configs.delete(name);
    return undefined;
  }
  if (value.length > CONFIG_VALUE_CHARACTERS_MAX) {
    return `Invalid value for configuration ${name}: it has more than ${CONFIG_VALUE_CHARACTERS_MAX} characters.`;
  }
  if (operation === ConfigOperation.SET) return set(name, value, configs);
  if (!isListConfig(name)) return `Can't append or subtract: configuration ${name} is not a list. Set it as a whole.`;
  const present = words(configs.get(name) ?? byDefault);
  const given = words(value);
  const next =
    operation === ConfigOperation.APPEND
      ? [...present, ...given.filter((word) => !present.includes(word))]
      : present.filter((word) => !given.includes(word));
  return set(name, next.join(","), configs);
}

function set(name: string, value: string, configs: Map<string, string>): string | undefined {
  const problem = topicConfigProblem(name, value);
  if (problem === undefined) configs.set(name, value);
  return problem;
}

function words(list: string): string[] {
  return list.split(",").map((word) => word.trim());
}

function sameConfigs(left: ReadonlyMap<string, string>, right: ReadonlyMap<string, string>): boolean {
  return left.size === right.size && [...left].every(([name, value]) => right.get(name) === value);
}
