import type { Actor, ActorContext, Message, Received, Signal } from "../actor/actor.ts";
import type { HighWatermarks } from "../arena/memory.ts";
import { assert } from "../base/assert.ts";
import { ErrorCode } from "../base/errors.ts";
import type { EndpointId } from "../base/ids.ts";
import type { MessageKind } from "../message/kind.ts";
import {
  type AdminResponse,
  ALTER_CONFIGS_REQUEST,
  ALTER_CONFIGS_RESPONSE,
  ALTER_PARTITION_REQUEST,
  ALTER_PARTITION_RESPONSE,
  ALTER_REASSIGNMENTS_REQUEST,
  ALTER_REASSIGNMENTS_RESPONSE,
  type AlterPartitionRequest,
  CONTROLLED_SHUTDOWN_REQUEST,
  CONTROLLED_SHUTDOWN_RESPONSE,
  CREATE_PARTITIONS_REQUEST,
  CREATE_PARTITIONS_RESPONSE,
  CREATE_TOPICS_REQUEST,
  CREATE_TOPICS_RESPONSE,
  type CreateTopicsRequest,
  DELETE_TOPICS_REQUEST,
  DELETE_TOPICS_RESPONSE,
  ELECT_LEADERS_REQUEST,
  ELECT_LEADERS_RESPONSE,
  INIT_PRODUCER_ID_REQUEST,
  INIT_PRODUCER_ID_RESPONSE,
  type InitProducerIdRequest,
  RECLAIM_REPORT,
  REGISTER_BROKER_REQUEST,
  REGISTER_BROKER_RESPONSE,
  type ReclaimReport,
  type RegisterBrokerRequest,
  SET_HOLD_REQUEST,
  type SetHoldRequest,
} from "../message/kinds.ts";
import type { BrokerState, MetadataImage } from "../metadata/image.ts";
import type { MetadataLog } from "../metadata/log.ts";
import { alterConfigs } from "./alter-configs.ts";
import { alterReassignments } from "./alter-reassignments.ts";
import type { BrokerDeath } from "./broker-died.ts";
import type { BrokerThreads } from "./broker-threads.ts";
import { controlledShutdown } from "./controlled-shutdown.ts";
import { type AdminDecision, Controller } from "./controller.ts";
import { createPartitions } from "./create-partitions.ts";
import type { TopicDefaults } from "./create-topics.ts";
import { deleteTopics } from "./delete-topics.ts";
import { electLeaders } from "./elect-leaders.ts";
import { type Beat, FailureDetector, type FailureDetectorOptions } from "./failure-detector.ts";
import { Holders } from "./holders.ts";
import { PlannedEnds } from "./planned-ends.ts";

export interface SupervisorOptions {
  /**
   * The replay of everything that is in `log`. Records are replayed on it as soon as they are appended: whoever else
   * feeds it from the log goes on at `image.version`.
   */
  readonly image: MetadataImage;
  readonly log: MetadataLog;
  readonly incarnation: number;
  /** Ids of the brokers that may register; each is also its endpoint. */
  readonly brokers: readonly number[];
  /** Their threads, which may fall silent. */
  readonly threads: BrokerThreads;
  readonly failureDetection?: FailureDetectorOptions;
  /** Default: 1 partition, replication factor min(3, brokers). */
  readonly defaults?: Partial<TopicDefaults>;
  readonly highWatermarks: Pick<HighWatermarks, "load">;
  /** What the cluster was started with, by Kafka's names; default: nothing. */
  readonly brokerConfigs?: ReadonlyMap<string, string>;
  /** How often partitions are handed back to their preferred replica, in ms; 0: never. Default 5,000. */
  readonly leaderImbalanceCheckIntervalMs?: number;
  /** Mutants of the simulation: requests of another epoch are not refused. Default true. */
  readonly fencesByEpoch?: boolean;
}

/** Kafka's is 300 s; here a hand-over costs one round trip between threads, and a broker is back within 0.2 s. */
const LEADER_IMBALANCE_CHECK_INTERVAL_MS = 5_000;
const REBALANCE_TAG = 3;

/** A death that did not fit in the metadata log is tried again after this long. */
const DEATH_RETRY_MS = 1_000;
const DEATH_RETRY_TAG = 1;
const SAMPLE_TAG = 2;
const PLANNED_ENDS_TAG = 4;
const REPLICATION_FACTOR_DEFAULT = 3;

const ADMIN_OPERATIONS: ReadonlyMap<number, AdminHandler> = new Map([
  handler(DELETE_TOPICS_REQUEST, DELETE_TOPICS_RESPONSE, deleteTopics),
  handler(CREATE_PARTITIONS_REQUEST, CREATE_PARTITIONS_RESPONSE, createPartitions),
  handler(ALTER_CONFIGS_REQUEST, ALTER_CONFIGS_RESPONSE, alterConfigs),
  handler(ELECT_LEADERS_REQUEST, ELECT_LEADERS_RESPONSE, electLeaders),
  handler(ALTER_REASSIGNMENTS_REQUEST, ALTER_REASSIGNMENTS_RESPONSE, alterReassignments),
  handler(CONTROLLED_SHUTDOWN_REQUEST, CONTROLLED_SHUTDOWN_RESPONSE, controlledShutdown),
]);

interface AdminHandler {
  readonly answer: MessageKind<AdminResponse>;
  readonly decide: AdminDecision<unknown>;
}

function handler<Request>(
  request: MessageKind<Request>,
  answer: MessageKind<AdminResponse>,
  decide: AdminDecision<Request>,
): [number, AdminHandler] {
  return [request.number, { answer, decide: decide as AdminDecision<unknown> }];
}

/**
 * The root actor of endpoint 0, owned by the supervisor's thread: the only writer of the metadata log. Lives as long as
 * its endpoint; a successor gets the replayed image and a higher incarnation.
 * In: the local note "start" once, RegisterBroker, AlterPartition, CreateTopics and InitProducerId requests, those of
 * `ADMIN_OPERATIONS`, and the deaths of the brokers' endpoints; their threads' beats, which it samples. Out: one answer per
 * request, the wish to end a silent thread or one that shuts down; everything else it says through the log.
 */
export class SupervisorActor implements Actor {
  readonly #controller: Controller;
  readonly #incarnation: number;
  readonly #brokers: ReadonlySet<number>;
  readonly #threads: BrokerThreads;
  readonly #detector: FailureDetector;
  readonly #rebalanceMs: number;
  readonly #holders: Holders;
  readonly #plannedEnds: PlannedEnds;
  readonly #watched = new Map<EndpointId, number>();
  readonly #unrecorded = new Map<number, BrokerDeath>();
  #isStarted = false;
  #awaitsRetry = false;
  #looksForEnds = false;

  constructor(options: SupervisorOptions) {
    const brokerCount = options.brokers.length;
    const replicationFactor = Math.min(REPLICATION_FACTOR_DEFAULT, brokerCount);
    const defaults = { partitions: 1, replicationFactor, ...options.defaults };
    const { image, log, highWatermarks, brokerConfigs = new Map(), fencesByEpoch = true } = options;
    this.#controller = new Controller({ image, log, defaults, highWatermarks, brokerConfigs, fencesByEpoch });
    this.#rebalanceMs = options.leaderImbalanceCheckIntervalMs ?? LEADER_IMBALANCE_CHECK_INTERVAL_MS;
    this.#holders = new Holders(this.#controller);
    this.#incarnation = options.incarnation;
    this.#brokers = new Set(options.brokers);
    this.#threads = options.threads;
    this.#plannedEnds = new PlannedEnds(options.threads);
    this.#detector = new FailureDetector(options.failureDetection);
  }

  receive(message: Message, context: ActorContext): void {
    this.#start(context);
    if (message.type === "message") this.#answer(message, context);
    else this.#hear(message, context);
  }

  /** Deaths between two incarnations of the supervisor were seen by nobody: registrations are compared with who is alive. */
  #start(context: ActorContext): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#controller.start(this.#incarnation);
    context.setTimer(this.#detector.sampleMs, SAMPLE_TAG);
    this.#rebalanceLater(context);
    for (const broker of Array.from(this.#controller.image.brokers.values())) {
      if (broker.fenced) continue;
      if (context.incarnationOf(broker.endpoint) === broker.incarnation) this.#watch(broker, context);
      else this.#fence(broker, "it died while there was no supervisor", context);
    }
    this.#holders.start(context);
    this.#retryDeathsLater(context);
    this.#endAsPlanned(context);
  }

  #answer(message: Received, context: ActorContext): void {
    const { kind, body } = message;
    switch (kind.number) {
      case REGISTER_BROKER_REQUEST.number: {
        const response = this.#register(body as RegisterBrokerRequest, message.from, context);
        reply(message, REGISTER_BROKER_RESPONSE, response, context);
        break;
      }
      case ALTER_PARTITION_REQUEST.number: {
        const response = this.#controller.alterPartition(body as AlterPartitionRequest);
        reply(message, ALTER_PARTITION_RESPONSE, response, context);
        break;
      }
      case CREATE_TOPICS_REQUEST.number: {
        const response = this.#controller.createTopics(body as CreateTopicsRequest);
        reply(message, CREATE_TOPICS_RESPONSE, response, context);
        break;
      }
      case INIT_PRODUCER_ID_REQUEST.number: {
        const response = this.#controller.initProducerId(body as InitProducerIdRequest);
        reply(message, INIT_PRODUCER_ID_RESPONSE, response, context);
        break;
      }
      case SET_HOLD_REQUEST.number:
        this.#holders.answer(message as Received<SetHoldRequest>, context);
        break;
      case RECLAIM_REPORT.number: {
        const { brokerId, topics } = body as ReclaimReport;
        const counts = topics.map(({ topicId, records, bytes }) => ({ topicId, records, bytes }));
        this.#controller.recordsReclaimed(brokerId, counts);
        break;
      }
      default: {
        const operation = ADMIN_OPERATIONS.get(kind.number);
        assert(operation, `the supervisor gets only its own requests, not ${kind.name}`);
        reply(message, operation.answer, this.#controller.administer(operation.decide, body), context);
        this.#endAsPlanned(context);
      }
    }
  }

  #register(request: RegisterBrokerRequest, endpoint: EndpointId, context: ActorContext) {
    const { brokerId, incarnation, hasLog, damaged } = request;
    if (!this.#brokers.has(brokerId) || brokerId !== endpoint) {
      return { error: ErrorCode.INVALID_REQUEST, brokerEpoch: 0 };
    }
    const response = this.#controller.registerBroker({ brokerId, incarnation, hasLog, damaged, endpoint });
    const broker = this.#controller.image.brokers.get(brokerId);
    if (response.error === ErrorCode.NONE && broker !== undefined) this.#watch(broker, context);
    return response;
  }

  #hear(signal: Signal, context: ActorContext): void {
    if (signal.type === "endpointDied") this.#endpointDied(signal.endpoint, signal.incarnation, context);
    else if (signal.type === "timer" && signal.tag === DEATH_RETRY_TAG) this.#retryDeaths(context);
    else if (signal.type === "timer" && signal.tag === SAMPLE_TAG) this.#lookForSilence(context);
    else if (signal.type === "timer" && signal.tag === REBALANCE_TAG) this.#rebalance(context);
    else if (signal.type === "timer" && signal.tag === PLANNED_ENDS_TAG) {
      this.#looksForEnds = false;
      this.#endAsPlanned(context);
      this.#plannedEnds.look(context.now);
    }
  }

  /** A thread that has not taken its first turn is starting, not silent. */
  #lookForSilence(context: ActorContext): void {
    context.setTimer(this.#detector.sampleMs, SAMPLE_TAG);
    const { image } = this.#controller;
    const beats: Beat[] = [];
    for (const brokerId of this.#brokers) {
      const incarnation = context.incarnationOf(brokerId);
      const beat = this.#threads.beatOf(brokerId);
      if (incarnation !== undefined && beat !== 0) beats.push({ brokerId, incarnation, beat });
    }
    for (const verdict of this.#detector.sample(context.now, beats, image)) {
      const broker = image.brokers.get(verdict.brokerId);
      const reason = `it was silent for ${Math.round(verdict.silentMs)} ms`;
      if (verdict.action === "terminate") this.#threads.terminate(verdict);
      else if (broker !== undefined) this.#fence(broker, reason, context);
    }
  }

  #endAsPlanned(context: ActorContext): void {
    const { image } = this.#controller;
    const delayMs = this.#plannedEnds.begin(context.now, image, (endpoint) => context.incarnationOf(endpoint));
    if (delayMs === undefined || this.#looksForEnds) return;
    this.#looksForEnds = true;
    context.setTimer(delayMs, PLANNED_ENDS_TAG);
  }

  #rebalance(context: ActorContext): void {
    this.#controller.rebalanceLeaders(); // what did not fit in the log is tried again at the next check
    this.#rebalanceLater(context);
  }

  #rebalanceLater(context: ActorContext): void {
    if (this.#rebalanceMs > 0) context.setTimer(this.#rebalanceMs, REBALANCE_TAG);
  }

  #endpointDied(endpoint: EndpointId, incarnation: number, context: ActorContext): void {
    // -1: nobody was alive when the watch was set.
    if (incarnation < 0 || (this.#watched.get(endpoint) ?? 0) <= incarnation) this.#watched.delete(endpoint);
    for (const broker of Array.from(this.#controller.image.brokers.values())) {
      if (broker.endpoint !== endpoint || broker.fenced) continue;
      // The notice may be about an older incarnation than the one that has registered meanwhile.
      const isDead = incarnation >= broker.incarnation || context.incarnationOf(endpoint) !== broker.incarnation;
      const reason = broker.shuttingDown ? "its thread ended as planned" : "its thread died";
      if (isDead) this.#fence(broker, reason, context);
    }
    this.#holders.endpointDied(endpoint, incarnation);
    this.#retryDeathsLater(context);
  }

  #watch(broker: BrokerState, context: ActorContext): void {
    if (this.#watched.get(broker.endpoint) === broker.incarnation) return;
    this.#watched.set(broker.endpoint, broker.incarnation);
    context.watch(broker.endpoint);
  }

  #fence(broker: BrokerState, reason: string, context: ActorContext): void {
    const death = { brokerId: broker.id, brokerEpoch: broker.epoch, reason };
    if (this.#controller.brokerDied(death)) return;
    this.#unrecorded.set(broker.id, death);
    this.#retryDeathsLater(context);
  }

  /** Deaths of brokers and of holders that did not fit in the metadata log. */
  #retryDeathsLater(context: ActorContext): void {
    if (this.#awaitsRetry || (this.#unrecorded.size === 0 && !this.#holders.owesRecords)) return;
    this.#awaitsRetry = true;
    context.setTimer(DEATH_RETRY_MS, DEATH_RETRY_TAG);
  }

  #retryDeaths(context: ActorContext): void {
    this.#awaitsRetry = false;
    this.#holders.retry();
    for (const [brokerId, death] of Array.from(this.#unrecorded)) {
      if (this.#controller.brokerDied(death)) this.#unrecorded.delete(brokerId);
    }
    this.#retryDeathsLater(context);
  }
}

function reply<B>(message: Received, kind: MessageKind<B>, response: B, context: ActorContext): void {
  if (message.replyTo !== undefined) context.reply(message.replyTo, kind, response);
}
