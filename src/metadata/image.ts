import { assert } from "../base/assert.ts";
import { ANSWER_BYTES_REMEMBERED_MAX, PRODUCER_IDS_REMEMBERED_MAX, REQUESTS_REMEMBERED_MAX } from "../base/limits.ts";
import { HoldTable } from "./holds.ts";
import type { MetadataRecord, RecordOf } from "./records.ts";

export interface PartitionState {
  readonly topicId: number;
  readonly partition: number;
  readonly replicas: readonly number[]; // broker ids, the preferred leader first
  readonly isr: readonly number[];
  readonly leader: number; // broker id, -1 when there is none
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  /** The last in-sync replica came back without its log, or without a part of it, and others may have some of the data: nobody leads. */
  readonly dataLost: boolean;
  readonly addingReplicas: readonly number[]; // of a reassignment, part of `replicas`
  readonly removingReplicas: readonly number[]; // of a reassignment, part of `replicas`
  /** Where the leader's log begins if it is empty: the last known high watermark; 0 when nothing was lost. */
  readonly recoveredOffset: number;
  /** Replicas that surely have nothing; known only while there is no leader. */
  readonly emptyReplicas: readonly number[];
  readonly highWatermarkSlot: number;
}

/** What most partitions have: no reassignment, no loss. */
export const STEADY_PARTITION = {
  dataLost: false,
  addingReplicas: [],
  removingReplicas: [],
  recoveredOffset: 0,
  emptyReplicas: [],
} as const satisfies Partial<PartitionState>;

export interface TopicState {
  readonly id: number;
  readonly name: string;
  readonly configs: ReadonlyMap<string, string>; // the ones set explicitly
  readonly partitions: readonly PartitionState[]; // by partition number
}

export interface BrokerState {
  readonly id: number;
  readonly endpoint: number;
  readonly incarnation: number;
  readonly epoch: number; // metadata offset of its registration
  readonly fenced: boolean;
  readonly hasLog: boolean;
  /** This incarnation is about to end as planned: it leads nothing and joins no ISR. */
  readonly shuttingDown: boolean;
}

/** What a request that changed something was answered. */
export interface RememberedAnswer {
  readonly kind: number;
  readonly response: Uint8Array;
}

/**
 * The cluster's metadata as of `version`: the replay of the metadata log, and nothing else. Every endpoint has one,
 * owned by its thread; states are replaced, never changed in place, so a reference stays a consistent snapshot.
 */
export class MetadataImage {
  #version = 0;
  readonly #topics = new Map<number, TopicState>();
  readonly #topicIds = new Map<string, number>();
  readonly #brokers = new Map<number, BrokerState>();
  readonly #producers = new Map<number, number>();
  readonly #answers = new Map<string, RememberedAnswer>();
  #answerBytes = 0;
  readonly holds = new HoldTable();
  #recordsReclaimed = 0;
  #bytesReclaimed = 0;
  #topicIdMax = 0;
  #producerIdMax = -1;
  #supervisorIncarnation = -1;
  #brokerConfigs: ReadonlyMap<string, string> = new Map();
  #dataLossCount = 0;
  #damagedReplicaCount = 0;

  /** Records replayed so far; also the offset of the next one. */
  get version(): number {
    return this.#version;
  }
  get topics(): ReadonlyMap<number, TopicState> {
    return this.#topics;
  }
  get brokers(): ReadonlyMap<number, BrokerState> {
    return this.#brokers;
  }
  /** What leaders have given up because the arena was full, as far as it was reported. */
  get reclaimed(): { readonly records: number; readonly bytes: number } {
    return { records: this.#recordsReclaimed, bytes: this.#bytesReclaimed };
  }
  get nextTopicId(): number {
    return this.#topicIdMax + 1;
  }
  get nextProducerId(): number {
    return this.#producerIdMax + 1;
  }
  get supervisorIncarnation(): number {
    return this.#supervisorIncarnation;
  }
  /** What the cluster was started with, by Kafka's names; the same for all brokers. */
  get brokerConfigs(): ReadonlyMap<string, string> {
    return this.#brokerConfigs;
  }
  /** How often a partition's last in-sync replica came back without its log. */
  get dataLossCount(): number {
    return this.#dataLossCount;
  }
  /** How often a replica was found to lack what was acknowledged, as far as it was reported. */
  get damagedReplicaCount(): number {
    return this.#damagedReplicaCount;
  }
  /** The current epoch of each producer id that is remembered, the one that changed longest ago first. */
  get producers(): ReadonlyMap<number, number> {
    return this.#producers;
  }
  /** Answers by request id, the oldest first. */
  get answers(): ReadonlyMap<string, RememberedAnswer> {
    return this.#answers;
  }

  topicByName(name: string): TopicState | undefined {
    const id = this.#topicIds.get(name);
    return id === undefined ? undefined : this.#topics.get(id);
  }

  partition(topicId: number, partition: number): PartitionState | undefined {
    return this.#topics.get(topicId)?.partitions[partition];
  }

  /** The current epoch of a producer id, or undefined if it was never given out or is forgotten. */
  producerEpoch(producerId: number): number | undefined {
    return this.#producers.get(producerId);
  }

  /** The answer that an earlier request with this id got. */
  answer(requestId: string): RememberedAnswer | undefined {
    return this.#answers.get(requestId);
  }

  /** Applies the record at offset `version`. */
  replay(entry: MetadataRecord): void {
    switch (entry.type) {
      case "supervisorStarted":
        this.#supervisorIncarnation = entry.incarnation;
        this.#brokerConfigs = entry.brokerConfigs;
        break;
      case "brokerRegistered":
      case "brokerFenced":
      case "brokerShutdownStarted":
        this.#replayBroker(entry);
        break;
      case "topicCreated":
      case "topicConfigsChanged":
      case "topicDeleted":
        this.#replayTopic(entry);
        break;
      case "partitionChanged":
        this.#replacePartition(entry.state);
        break;
      case "producerIdAllocated":
        this.#rememberProducer(entry.producerId, entry.producerEpoch);
        break;
      case "requestAnswered":
        this.#rememberAnswer(entry);
        break;
      case "snapshotStarted":
        this.#startSnapshot(entry);
        break;
      case "recordsReclaimed":
        for (const { records, bytes } of entry.topics) {
          this.#recordsReclaimed += records;
          this.#bytesReclaimed += bytes;
        }
        break;
      case "holdChanged":
        this.holds.replace(entry.hold);
        break;
      case "replicaDamaged":
        this.#damagedReplicaCount++;
        break;
    }
    this.#version++;
  }

  #replayBroker(entry: RecordOf<"brokerRegistered" | "brokerFenced" | "brokerShutdownStarted">): void {
    const known = this.#brokers.get(entry.brokerId);
    if (entry.type === "brokerRegistered") {
      const { brokerId: id, endpoint, incarnation, brokerEpoch: epoch, hasLog } = entry;
      const shuttingDown = known?.incarnation === incarnation && known.shuttingDown;
      this.#brokers.set(id, { id, endpoint, incarnation, epoch, fenced: false, hasLog, shuttingDown });
      return;
    }
    assert(known, `broker ${entry.brokerId} was registered before ${entry.type}`);
    const change = entry.type === "brokerFenced" ? { fenced: true } : { shuttingDown: true };
    this.#brokers.set(entry.brokerId, { ...known, ...change });
  }

  #replayTopic(entry: RecordOf<"topicCreated" | "topicConfigsChanged" | "topicDeleted">): void {
    if (entry.type === "topicCreated") {
      const { topicId: id, name, configs } = entry;
      this.#topics.set(id, { id, name, configs, partitions: [] });
      this.#topicIds.set(name, id);
      this.#topicIdMax = Math.max(this.#topicIdMax, id);
      return;
    }
    const topic = this.#topics.get(entry.topicId);
    assert(topic, `topic ${entry.topicId} exists`);
    if (entry.type === "topicConfigsChanged") {
      this.#topics.set(topic.id, { ...topic, configs: entry.configs });
      return;
    }
    this.#topics.delete(topic.id);
    this.#topicIds.delete(topic.name);
  }

  #replacePartition(state: PartitionState): void {
    const topic = this.#topics.get(state.topicId);
    assert(topic, `topic ${state.topicId} of a changed partition exists`);
    if (state.dataLost && topic.partitions[state.partition]?.dataLost === false) this.#dataLossCount++;
    const partitions = topic.partitions.slice();
    partitions[state.partition] = state;
    this.#topics.set(topic.id, { ...topic, partitions });
  }

  #rememberProducer(producerId: number, producerEpoch: number): void {
    this.#producers.delete(producerId); // the map's order is the order of the last changes
    this.#producers.set(producerId, producerEpoch);
    this.#producerIdMax = Math.max(this.#producerIdMax, producerId);
    const [oldest] = this.#producers.keys();
    if (this.#producers.size > PRODUCER_IDS_REMEMBERED_MAX && oldest !== undefined) this.#producers.delete(oldest);
  }

  #rememberAnswer({ requestId, kind, response }: RecordOf<"requestAnswered">): void {
    this.#answers.set(requestId, { kind, response });
    this.#answerBytes += response.length;
    for (const [oldest, answer] of this.#answers) {
      if (this.#answers.size <= REQUESTS_REMEMBERED_MAX && this.#answerBytes <= ANSWER_BYTES_REMEMBERED_MAX) return;
      this.#answers.delete(oldest);
      this.#answerBytes -= answer.response.length;
    }
  }

  /** Empties the image; after `recordCount` more records it is what it was at `version` of the log. */
  #startSnapshot(entry: RecordOf<"snapshotStarted">): void {
    for (const map of [this.#topics, this.#topicIds, this.#brokers, this.#producers, this.#answers]) map.clear();
    this.holds.clear();
    this.#recordsReclaimed = 0;
    this.#bytesReclaimed = 0;
    this.#answerBytes = 0;
    this.#topicIdMax = entry.topicIdMax;
    this.#producerIdMax = entry.producerIdMax;
    this.#supervisorIncarnation = entry.supervisorIncarnation;
    this.#brokerConfigs = entry.brokerConfigs;
    this.#dataLossCount = entry.dataLossCount;
    this.#damagedReplicaCount = entry.damagedReplicaCount;
    this.#version = entry.version - entry.recordCount - 1; // this record counts as well
  }
}
