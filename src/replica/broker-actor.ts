import type { Actor, ActorContext, Message, Received } from "../actor/actor.ts";
import type { ArenaMemory, HighWatermarks } from "../arena/memory.ts";
import { ErrorCode } from "../base/errors.ts";
import { partitionKey } from "../base/ids.ts";
import { type FlushPolicy, Log } from "../log/log.ts";
import type { LogStorage } from "../log/storage.ts";
import {
  DELETE_RECORDS_REQUEST,
  DELETE_RECORDS_RESPONSE,
  type DeleteRecordsRequest,
  FETCH_REQUEST,
  type FetchRequest,
  HOLD_POSITIONS,
  type HoldPositions,
  LIST_OFFSETS_REQUEST,
  LIST_OFFSETS_RESPONSE,
  type ListOffsetsRequest,
  PRODUCE_REQUEST,
  PRODUCE_RESPONSE,
  type ProduceRequest,
  REGISTER_BROKER_RESPONSE,
  type RegisterBrokerResponse,
} from "../message/kinds.ts";
import type { BrokerState, MetadataImage, PartitionState, TopicState } from "../metadata/image.ts";
import { integerConfig } from "../metadata/topic-config.ts";
import type { Codecs } from "../record/codec.ts";
import type { Crc32c } from "../record/crc.ts";
import type { ArenaUse } from "./arena-reclaim.ts";
import { FetchSessions } from "./fetch-sessions.ts";
import type { BrokerDirectory, TopicLimits } from "./leader.ts";
import { refusedOffset } from "./list-offsets.ts";
import { LogKeeper } from "./log-keeper.ts";
import { type PartitionPlace, RecoveredLogs } from "./recovered-logs.ts";
import { Registration } from "./registration.ts";
import { ReplicaActor } from "./replica-actor.ts";
import { ReplicaFetcher } from "./replica-fetcher.ts";
import { REPLICA_LIMITS, type ReplicaLimits } from "./replica-limits.ts";
import type { ReplicaView } from "./replica-view.ts";
import { REPLICA_RULES, type ReplicaRules } from "./rules.ts";

const REGISTRATION_TIMER = 1;
const KEEPER_TIMER = 2;

export interface BrokerOptions {
  /** Also its endpoint. */
  readonly brokerId: number;
  readonly incarnation: number;
  /** It comes back with the logs that its previous incarnation had. */
  readonly hasLog: boolean;
  readonly memory: ArenaMemory;
  /** The endpoint's image; live, moves between turns. */
  readonly image: MetadataImage;
  readonly crc: Crc32c;
  readonly codecs: Codecs;
  /**
   * The storage of one replica's log: empty, or with what survived an earlier incarnation. `chunkBytesMax` is asked for
   * when a chunk begins.
   */
  openStorage(topicId: number, partition: number, chunkBytesMax: () => number): LogStorage;
  /** The logs that an earlier incarnation left. */
  readonly storedLogs?: Iterable<PartitionPlace>;
  /** Without it no log is reclaimed, and leaders append until the storage says no. */
  readonly arenaUse?: ArenaUse;
  readonly highWatermarks: Pick<HighWatermarks, "store">;
  /** Kafka's replica.lag.time.max.ms. */
  readonly replicaLagTimeMaxMs: number;
  readonly flush?: FlushPolicy; // "none"
  readonly rules?: Partial<ReplicaRules>;
  readonly limits?: Partial<ReplicaLimits>;
  /** What no answer tells and somebody should see: a line of text. */
  readonly warn?: (message: string) => void;
}

/**
 * A broker: the first actor of its endpoint (slot ROOT_ACTOR). Owned by the broker's thread, one per incarnation. It
 * registers with the supervisor, keeps a ReplicaActor for every partition whose replicas name it and a ReplicaFetcher for
 * every broker that it follows, and gives them the roles that the metadata says, but only while the metadata shows this
 * incarnation registered and not fenced.
 *
 * Messages in: ProduceRequest, ListOffsetsRequest (forwarded to the replica), FetchRequest (to its FetchSession),
 * RegisterBrokerResponse, metadata, deaths of endpoints. Messages out: RegisterBrokerRequest, refusals.
 */
export class BrokerActor implements Actor {
  readonly #options: BrokerOptions;
  readonly #rules: ReplicaRules;
  readonly #limits: ReplicaLimits;
  readonly #registration: Registration;
  readonly #brokers: BrokerDirectory;
  readonly #replicas = new Map<number, ReplicaActor>();
  #views: readonly ReplicaView[] | undefined; // the same, until one comes or goes
  readonly #fetchers = new Map<number, ReplicaFetcher>();
  readonly #fetcherOf = new Map<number, ReplicaFetcher>(); // by partition key
  readonly #applied = new Map<number, PartitionState>();
  readonly #configsOf = new Map<number, TopicState["configs"]>(); // by topic id, as they were applied
  readonly #sessions: FetchSessions;
  readonly #keeper: LogKeeper;
  #recovered: RecoveredLogs | undefined; // from the first message on
  /** Of its registration while that is in force. */
  #epoch: number | undefined;

  constructor(options: BrokerOptions) {
    this.#options = options;
    this.#rules = { ...REPLICA_RULES, ...options.rules };
    this.#limits = { ...REPLICA_LIMITS, ...options.limits };
    const { brokerId, incarnation, hasLog, image } = options;
    this.#registration = new Registration({ brokerId, incarnation, hasLog, limits: this.#limits }, REGISTRATION_TIMER);
    this.#sessions = new FetchSessions(this.#limits, (key) => this.#replicas.get(key));
    this.#keeper = new LogKeeper(
      {
        brokerId,
        image,
        limits: this.#limits,
        rules: this.#rules,
        use: options.arenaUse,
        replicas: () => this.#replicas.values(),
        replica: (topicId, partition) => this.#replicas.get(partitionKey(topicId, partition)),
      },
      KEEPER_TIMER,
    );
    this.#brokers = {
      epochOf: (id) => {
        const broker = image.brokers.get(id);
        return broker === undefined || broker.fenced ? undefined : broker.epoch;
      },
      isShuttingDown: (id) => image.brokers.get(id)?.shuttingDown === true,
    };
  }

  /** The replicas of this broker, for invariants and statistics. */
  get replicas(): readonly ReplicaView[] {
    this.#views ??= [...this.#replicas.values()];
    return this.#views;
  }

  /** Whether it has the right to lead and follow: its incarnation is registered and not fenced. */
  get isActive(): boolean {
    return this.#epoch !== undefined;
  }

  replica(topicId: number, partition: number): ReplicaView | undefined {
    return this.#replicas.get(partitionKey(topicId, partition));
  }

  /** An orderly end, after the endpoint's last turn: gives back what the logs hold. */
  close(): void {
    this.#recovered?.close();
    for (const replica of this.#replicas.values()) replica.close();
    this.#replicas.clear();
    this.#views = undefined;
  }

  receive(message: Message, context: ActorContext): void {
    if (this.#recovered === undefined) {
      // The first message is the endpoint's start note.
      this.#recovered = new RecoveredLogs(this.#options.storedLogs ?? [], (place) => this.#openLog(place));
      this.#registration.begin(this.#rules.reportDamage ? this.#recovered.damaged : [], context);
      context.subscribeMetadata();
      this.#keeper.start(context);
    }
    switch (message.type) {
      case "message":
        this.#route(message, context);
        break;
      case "metadata":
        this.#applyMetadata(context);
        break;
      case "askFailed":
        this.#registration.failed(message.correlation, context);
        break;
      case "timer":
        if (message.tag === REGISTRATION_TIMER) this.#registration.timerFired(context);
        else if (message.tag === KEEPER_TIMER) this.#keeper.timerFired(context);
        break;
      case "endpointDied":
        this.#sessions.endpointDied(message.endpoint, message.incarnation, context);
        break;
    }
  }

  #route(message: Received, context: ActorContext): void {
    switch (message.kind) {
      case PRODUCE_REQUEST: {
        const { topicId, partition, acks } = message.body as ProduceRequest;
        const replica = this.#replicas.get(partitionKey(topicId, partition));
        if (replica !== undefined) {
          context.forward(replica.ref);
          return;
        }
        if (message.replyTo === undefined || acks === 0) return;
        const error = this.#absent(topicId, partition);
        context.reply(message.replyTo, PRODUCE_RESPONSE, {
          error,
          baseOffset: -1,
          logStartOffset: -1,
          leaderEpoch: -1,
          logAppendTime: -1,
          message: "",
        });
        return;
      }
      case LIST_OFFSETS_REQUEST: {
        const { topicId, partition } = message.body as ListOffsetsRequest;
        const replica = this.#replicas.get(partitionKey(topicId, partition));
        if (replica !== undefined) {
          context.forward(replica.ref);
          return;
        }
        if (message.replyTo === undefined) return;
        context.reply(message.replyTo, LIST_OFFSETS_RESPONSE, refusedOffset(this.#absent(topicId, partition)));
        return;
      }
      case DELETE_RECORDS_REQUEST: {
        const { topicId, partition } = message.body as DeleteRecordsRequest;
        const replica = this.#replicas.get(partitionKey(topicId, partition));
        if (replica !== undefined) context.forward(replica.ref);
        else if (message.replyTo !== undefined) {
          const error = this.#absent(topicId, partition);
          context.reply(message.replyTo, DELETE_RECORDS_RESPONSE, { error, lowWatermark: -1 });
        }
        return;
      }
      case FETCH_REQUEST:
        this.#sessions.route(message as Received<FetchRequest>, context);
        return;
      case HOLD_POSITIONS:
        this.#keeper.holdPositions(message as Received<HoldPositions>, context);
        return;
      case REGISTER_BROKER_RESPONSE:
        this.#registration.answered(message.answers, message.body as RegisterBrokerResponse, context);
        if (this.#own?.fenced) this.#registration.sendAgain(context); // it was, while the answer was under way
        return;
    }
  }

  #absent(topicId: number, partition: number): ErrorCode {
    const isKnown = this.#options.image.partition(topicId, partition) !== undefined;
    return isKnown ? ErrorCode.NOT_LEADER_OR_FOLLOWER : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
  }

  /** The registration of this incarnation, as the metadata shows it. */
  get #own(): BrokerState | undefined {
    const { image, brokerId, incarnation } = this.#options;
    const broker = image.brokers.get(brokerId);
    return broker?.incarnation === incarnation ? broker : undefined;
  }

  #applyMetadata(context: ActorContext): void {
    const { image, brokerId } = this.#options;
    const own = this.#own;
    if (own !== undefined) {
      this.#registration.seen();
      this.#recovered?.registered();
    }
    if (own?.fenced) this.#registration.sendAgain(context);
    const epoch = own?.fenced === false ? own.epoch : undefined;
    if (epoch !== this.#epoch) this.#renounce(context);
    this.#epoch = epoch;
    this.#stopUnassigned(own !== undefined, context);
    for (const topic of image.topics.values()) {
      for (const state of topic.partitions)
        if (state?.replicas.includes(brokerId)) this.#applyPartition(topic, state, context);
      this.#applyConfigs(topic, context);
    }
  }

  /** Replicas of deleted topics, and those that a reassignment has taken away. */
  #stopUnassigned(isUpToDate: boolean, context: ActorContext): void {
    const { image, brokerId } = this.#options;
    const isAssigned = ({ topicId, partition }: PartitionPlace) =>
      image.partition(topicId, partition)?.replicas.includes(brokerId) === true;
    if (isUpToDate) this.#recovered?.closeUnless(isAssigned);
    for (const [key, replica] of this.#replicas) {
      if (isAssigned(replica)) continue;
      this.#fetchFrom(undefined, replica, context);
      this.#replicas.delete(key);
      this.#views = undefined;
      this.#applied.delete(key);
      if (image.partition(replica.topicId, replica.partition) === undefined) this.#configsOf.delete(replica.topicId);
      replica.stop(context);
    }
  }

  #applyConfigs(topic: TopicState, context: ActorContext): void {
    if (this.#configsOf.get(topic.id) === topic.configs) return;
    this.#configsOf.set(topic.id, topic.configs);
    for (const { partition } of topic.partitions)
      this.#replicas.get(partitionKey(topic.id, partition))?.configure(limitsOf(topic), context);
  }

  /**
   * The registration ended: every role is to be given up or taken anew. A fence and the registration after it may come to
   * light together; positions are sent anew then too, because a leader counts only those of the present broker epoch.
   */
  #renounce(context: ActorContext): void {
    this.#applied.clear();
    for (const replica of this.#replicas.values()) this.#rest(replica, undefined, context);
  }

  #applyPartition(topic: TopicState, state: PartitionState, context: ActorContext): void {
    const key = partitionKey(state.topicId, state.partition);
    if (this.#applied.get(key) === state) return; // states are replaced, never changed
    this.#applied.set(key, state);
    const { brokerId } = this.#options;
    const known = this.#replicas.get(key);
    if (this.#epoch === undefined) {
      if (known !== undefined) this.#rest(known, state, context);
      return;
    }
    const replica = known ?? this.#openReplica(topic, state, context);
    if (state.leader === brokerId) {
      this.#fetchFrom(undefined, replica, context);
      replica.lead(state, context);
    } else if (state.leader < 0) this.#rest(replica, state, context);
    else {
      const isNewEpoch = replica.follow(state, context);
      const fetcher = this.#fetcherFor(state.leader, context);
      if (isNewEpoch || this.#fetcherOf.get(key) !== fetcher) this.#fetchFrom(fetcher, replica, context);
    }
  }

  #rest(replica: ReplicaActor, state: PartitionState | undefined, context: ActorContext): void {
    this.#fetchFrom(undefined, replica, context);
    replica.rest(state, context);
  }

  /** Moves a replica from the fetcher that it has to the one that it needs. */
  #fetchFrom(fetcher: ReplicaFetcher | undefined, replica: ReplicaActor, context: ActorContext): void {
    const before = this.#fetcherOf.get(replica.key);
    if (before !== undefined && before !== fetcher) before.forget(replica, context);
    if (fetcher === undefined) {
      this.#fetcherOf.delete(replica.key);
      return;
    }
    this.#fetcherOf.set(replica.key, fetcher);
    fetcher.follow(replica, context);
  }

  #openReplica(topic: TopicState, state: PartitionState, context: ActorContext): ReplicaActor {
    const { brokerId, crc, codecs, replicaLagTimeMaxMs } = this.#options;
    const { topicId, partition } = state;
    const { hasRoom, whyFull } = this.#keeper;
    const { warn = () => {} } = this.#options;
    const replica = new ReplicaActor({
      brokerId,
      topicId,
      partition,
      log: this.#recovered?.take(partitionKey(topicId, partition)) ?? this.#openLog(state),
      topic: limitsOf(topic),
      brokers: this.#brokers,
      highWatermarks: this.#options.highWatermarks,
      crc,
      codecs,
      rules: this.#rules,
      limits: this.#limits,
      replicaLagTimeMaxMs,
      hasRoom,
      whyFull,
      warn: (role, message) => warn(`broker ${brokerId} ${role} ${topic.name}-${partition} ${message}`),
    });
    this.#replicas.set(replica.key, replica);
    this.#views = undefined;
    replica.start(context);
    return replica;
  }

  #openLog({ topicId, partition }: PartitionPlace): Log {
    const { memory, crc, flush = "none" } = this.#options;
    const { nextAge, chunkBytesMax } = this.#keeper;
    const storage = this.#options.openStorage(topicId, partition, chunkBytesMax);
    return new Log({ memory, storage, crc, flush, nextAge });
  }

  #fetcherFor(leaderId: number, context: ActorContext): ReplicaFetcher {
    const known = this.#fetchers.get(leaderId);
    if (known !== undefined) return known;
    const { brokerId } = this.#options;
    const fetcher = new ReplicaFetcher({
      brokerId,
      leaderId,
      brokers: this.#brokers,
      rules: this.#rules,
      limits: this.#limits,
    });
    this.#fetchers.set(leaderId, fetcher);
    fetcher.start(context);
    return fetcher;
  }
}

function limitsOf(topic: TopicState): TopicLimits {
  return {
    minInSyncReplicas: integerConfig(topic, "min.insync.replicas"),
    messageBytesMax: integerConfig(topic, "max.message.bytes"),
    logAppendTime: topic.configs.get("message.timestamp.type") === "LogAppendTime",
  };
}
