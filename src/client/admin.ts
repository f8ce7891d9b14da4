import { MillraceError } from "../base/errors.ts";
import type { ActorRef } from "../base/ids.ts";
import type { TopicState } from "../metadata/image.ts";
import { effectiveConfigs } from "../metadata/topic-config.ts";
import { AdminActor } from "./admin-actor.ts";
import type { Admin, ClusterDescription, NewTopic, TopicDescription } from "./api.ts";
import type { ClientEngine } from "./engine.ts";
import { EARLIEST, LATEST } from "./offset-lookups.ts";
import { checkNames } from "./options.ts";
import { OwedCalls } from "./owed-calls.ts";
import { closedError, reasonError } from "./waiters.ts";

/** The user's side of an admin client. Descriptions come from this endpoint's metadata image. */
export class EngineAdmin implements Admin {
  readonly #engine: ClientEngine;
  readonly #actor: AdminActor;
  readonly #ref: ActorRef;
  readonly #unsubscribe: () => void;
  readonly #calls: OwedCalls;
  #closedBy: MillraceError | undefined;

  constructor(engine: ClientEngine) {
    this.#engine = engine;
    this.#actor = new AdminActor(engine);
    this.#ref = engine.spawn(this.#actor);
    this.#calls = new OwedCalls(engine, this.#ref);
    this.#unsubscribe = engine.onClose((reason) => this.#end(reasonError(reason, "admin")));
    this.#engine.enter(this.#ref, (context) => this.#actor.start(context));
  }

  async createTopics(topics: readonly NewTopic[]): Promise<void> {
    this.#assertOpen();
    if (topics.length === 0) return;
    const requests = topics.map((topic) => {
      checkNames("a new topic", topic, ["topic", "partitions", "replicationFactor", "configs"]);
      const configs = Object.entries(topic.configs ?? {}).map(([name, value]) => ({ name, value: String(value) }));
      const { topic: name, partitions = 1, replicationFactor = -1 } = topic;
      if (typeof name !== "string" || name === "") throw invalid('a new topic has a name: { topic: "flights" }');
      if (!isCount(partitions)) throw invalid(`partitions of ${name} is a whole number from 1`);
      if (replicationFactor !== -1 && !isCount(replicationFactor))
        throw invalid(`replicationFactor of ${name} is a whole number from 1`);
      return { name, partitions, replicationFactor, configs, assignment: [] };
    });
    await this.#calls.run<void>((resolve, reject, context) => {
      this.#actor.createTopics(requests, (error) => (error ? reject(error) : resolve()), context);
    });
  }

  async listTopics(): Promise<readonly string[]> {
    this.#assertOpen();
    return Array.from(this.#engine.image.topics.values(), ({ name }) => name).sort();
  }

  async describeTopics(topics: readonly string[]): Promise<readonly TopicDescription[]> {
    this.#assertOpen();
    return topics.map((topic) => describe(this.#topic(topic)));
  }

  async describeCluster(): Promise<ClusterDescription> {
    this.#assertOpen();
    const brokers = Array.from(this.#engine.image.brokers.values(), ({ id, fenced, epoch }) => ({
      id,
      alive: !fenced,
      epoch,
    }));
    return { brokers: brokers.sort((left, right) => left.id - right.id) };
  }

  async listOffsets(
    topic: string,
    at: "earliest" | "latest" | number,
  ): Promise<readonly { partition: number; offset: number }[]> {
    this.#assertOpen();
    const timestamp = at === "earliest" ? EARLIEST : at === "latest" ? LATEST : at;
    if (
      typeof timestamp !== "number" ||
      !Number.isSafeInteger(timestamp) ||
      (timestamp < 0 && typeof at === "number")
    ) {
      throw invalid('listOffsets takes "earliest", "latest" or a timestamp in whole ms since 1970');
    }
    const { id: topicId, partitions } = this.#topic(topic);
    const lookups = partitions.map(({ partition }) =>
      this.#calls.run<{ partition: number; offset: number }>((resolve, reject, context) => {
        const found = (offset: number): void => resolve({ partition, offset });
        this.#actor.lookUpOffset({ topicId, partition, timestamp, found, failed: reject }, context);
      }),
    );
    return Promise.all(lookups);
  }

  async close(): Promise<void> {
    if (this.#closedBy) return;
    this.#end(closedError("admin"));
    this.#unsubscribe();
    this.#engine.stop(this.#ref);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #topic(name: string): TopicState {
    const topic = this.#engine.image.topicByName(name);
    if (topic) return topic;
    throw new MillraceError("UNKNOWN_TOPIC_OR_PARTITION", `there is no topic ${name}: create it first`);
  }

  #end(error: MillraceError): void {
    this.#closedBy = error;
    this.#calls.rejectAll(error);
  }

  #assertOpen(): void {
    if (this.#closedBy) throw this.#closedBy;
  }
}

function describe(topic: TopicState): TopicDescription {
  const partitions = topic.partitions.map(({ partition, leader, leaderEpoch, replicas, isr }) => ({
    partition,
    leader,
    leaderEpoch,
    replicas,
    isr,
  }));
  return { topic: topic.name, topicId: topic.id, configs: Object.fromEntries(effectiveConfigs(topic)), partitions };
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 1;
}

function invalid(message: string): MillraceError {
  return new MillraceError("INVALID_OPTION", message);
}
