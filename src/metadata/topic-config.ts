import { BATCH_BYTES_MAX, MESSAGE_BYTES_DEFAULT } from "../base/limits.ts";
import type { TopicState } from "./image.ts";

type ConfigType = "integer" | "boolean" | "word" | "list";

interface TopicConfig {
  readonly name: string;
  readonly type: ConfigType;
  readonly default: string;
  /** What Kafka accepts; whether it works here is `works`. */
  readonly low?: number;
  readonly high?: number;
  readonly words?: readonly string[];
  /** "default": the behaviour of other values is not there yet, so they are refused instead of being ignored. */
  readonly works: "any" | "default";
  /** What else to do where only the default works. */
  readonly instead?: string;
}

/** Topic configs with Kafka's names, types, ranges and defaults (org.apache.kafka.common.config.TopicConfig). */
const TOPIC_CONFIGS: readonly TopicConfig[] = [
  { name: "cleanup.policy", type: "list", default: "delete", words: ["delete", "compact"], works: "default" },
  {
    name: "compression.type",
    type: "word",
    default: "producer",
    words: ["producer", "uncompressed", "gzip", "snappy", "lz4", "zstd"],
    works: "default",
    instead: "set `compression` on the producer: brokers keep batches as they come",
  },
  {
    name: "max.message.bytes",
    type: "integer",
    default: `${MESSAGE_BYTES_DEFAULT}`,
    low: 0,
    high: BATCH_BYTES_MAX,
    works: "any",
  },
  {
    name: "message.timestamp.type",
    type: "word",
    default: "CreateTime",
    words: ["CreateTime", "LogAppendTime"],
    works: "any",
  },
  // The default of a topic with retention of its own is "none" (`reclaimOf`).
  {
    name: "millrace.reclaim",
    type: "word",
    default: "oldest",
    words: ["oldest", "consumed", "none"],
    works: "any",
  },
  { name: "min.insync.replicas", type: "integer", default: "1", low: 1, high: 2_147_483_647, works: "any" },
  { name: "retention.bytes", type: "integer", default: "-1", low: -1, works: "any" },
  { name: "retention.ms", type: "integer", default: "604800000", low: -1, works: "any" },
  {
    // Memory gives chunks their size: taken, shown, and decides nothing before logs lie in files. So does segment.ms.
    name: "segment.bytes",
    type: "integer",
    default: "1073741824",
    low: 1_048_576,
    high: 2_147_483_647,
    works: "any",
  },
  { name: "segment.ms", type: "integer", default: "604800000", low: 1, works: "any" },
  { name: "unclean.leader.election.enable", type: "boolean", default: "false", works: "any" },
];

const BY_NAME: ReadonlyMap<string, TopicConfig> = new Map(TOPIC_CONFIGS.map((config) => [config.name, config]));

/** Why a topic config cannot be set, with what to do; undefined when it can. */
export function topicConfigProblem(name: string, value: string): string | undefined {
  const config = BY_NAME.get(name);
  if (config === undefined) return `Unknown topic config name: ${name}. Known are ${[...BY_NAME.keys()].join(", ")}.`;
  const problem = valueProblem(config, value);
  if (problem !== undefined) return `Invalid value ${value} for configuration ${name}: ${problem}`;
  if (config.works === "default" && value !== config.default) {
    const advice = config.instead ?? `leave it out, or set it to its default ${config.default}`;
    return `Configuration ${name} does not work with ${value} yet: ${advice}.`;
  }
  return undefined;
}

function valueProblem(config: TopicConfig, value: string): string | undefined {
  const words = config.words ?? [];
  switch (config.type) {
    case "integer":
      return integerProblem(config, value);
    case "boolean":
      return value === "true" || value === "false" ? undefined : "Expected value to be either true or false.";
    case "word":
      return words.includes(value) ? undefined : `String must be one of: ${words.join(", ")}.`;
    case "list":
      return value.split(",").every((word) => words.includes(word.trim()))
        ? undefined
        : `String must be one of: ${words.join(", ")}.`;
  }
}

function integerProblem(config: TopicConfig, value: string): string | undefined {
  const number = Number(value);
  if (!/^-?[0-9]+$/.test(value) || !Number.isSafeInteger(number)) return "Not a whole number.";
  const { low = Number.MIN_SAFE_INTEGER, high = Number.MAX_SAFE_INTEGER } = config;
  if (number < low) return `Value must be at least ${low}.`;
  return number > high ? `Value must be at most ${high}.` : undefined;
}

/** The default of a topic config; undefined when there is no config of this name. */
export function configDefault(name: string): string | undefined {
  return BY_NAME.get(name)?.default;
}

export function isListConfig(name: string): boolean {
  return BY_NAME.get(name)?.type === "list";
}

/** Every config of a topic: what was set, else the default. */
export function effectiveConfigs(topic: Pick<TopicState, "configs">): ReadonlyMap<string, string> {
  return new Map(TOPIC_CONFIGS.map((config) => [config.name, topic.configs.get(config.name) ?? config.default]));
}

/** The value in force of an integer config. */
export function integerConfig(topic: Pick<TopicState, "configs">, name: IntegerConfigName): number {
  return Number(topic.configs.get(name) ?? BY_NAME.get(name)?.default);
}

/** The value in force of a boolean config. */
export function booleanConfig(topic: Pick<TopicState, "configs">, name: "unclean.leader.election.enable"): boolean {
  return (topic.configs.get(name) ?? BY_NAME.get(name)?.default) === "true";
}

export type IntegerConfigName =
  | "max.message.bytes"
  | "min.insync.replicas"
  | "retention.bytes"
  | "retention.ms"
  | "segment.bytes";
