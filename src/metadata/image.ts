import { assert } from "../base/assert.ts";
import { REQUESTS_REMEMBERED_MAX } from "../base/limits.ts";
import type { MetadataRecord } from "./records.ts";

export interface PartitionState {
  readonly topicId: number;
  readonly partition: number;
  readonly replicas: readonly number[]; // broker ids, the preferred leader first
  readonly isr: readonly number[];
  readonly leader: number; // broker id, -1 when there is none
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  readonly dataLost: boolean;
}

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
  readonly #answers = new Map<string, { kind: number; response: Uint8Array }>();
  #topicIdMax = 0;
  #producerIdMax = -1;
  #supervisorIncarnation = -1;

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
  get nextTopicId(): number {
    return this.#topicIdMax + 1;
  }
  get nextProducerId(): number {
    return this.#producerIdMax + 1;
  }
  get supervisorIncarnation(): number {
    return this.#supervisorIncarnation;
  }

  topicByName(name: string): TopicState | undefined {
    const id = this.#topicIds.get(name);
    return id === undefined ? undefined : this.#topics.get(id);
  }

  partition(topicId: number, partition: number): PartitionState | undefined {
    return this.#topics.get(topicId)?.partitions[partition];
  }

  /** The current epoch of a producer id, or undefined if it was never given out. */
  producerEpoch(producerId: number): number | undefined {
    return this.#producers.get(producerId);
  }

  /** The answer that an earlier request with this id got. */
  answer(requestId: string): { kind: number; response: Uint8Array } | undefined {
    return this.#answers.get(requestId);
  }

  /** Applies the record at offset `version`. */
  replay(entry: MetadataRecord): void {
    switch (entry.type) {
      case "supervisorStarted":
        this.#supervisorIncarnation = entry.incarnation;
        break;
      case "brokerRegistered":
        this.#brokers.set(entry.brokerId, {
          id: entry.brokerId,
          endpoint: entry.endpoint,
          incarnation: entry.incarnation,
          epoch: entry.brokerEpoch,
          fenced: false,
          hasLog: entry.hasLog,
        });
        break;
      case "brokerFenced": {
        const broker = this.#brokers.get(entry.brokerId);
        assert(broker, `fenced broker ${entry.brokerId} was registered`);
        this.#brokers.set(entry.brokerId, { ...broker, fenced: true });
        break;
      }
      case "topicCreated":
        this.#topics.set(entry.topicId, {
          id: entry.topicId,
          name: entry.name,
          configs: entry.configs,
          partitions: [],
        });
        this.#topicIds.set(entry.name, entry.topicId);
        this.#topicIdMax = Math.max(this.#topicIdMax, entry.topicId);
        break;
      case "partitionChanged":
        this.#replacePartition(entry.state);
        break;
      case "producerIdAllocated":
        this.#producers.set(entry.producerId, entry.producerEpoch);
        this.#producerIdMax = Math.max(this.#producerIdMax, entry.producerId);
        break;
      case "requestAnswered":
        this.#rememberAnswer(entry);
        break;
    }
    this.#version++;
  }

  #replacePartition(state: PartitionState): void {
    const topic = this.#topics.get(state.topicId);
    assert(topic, `topic ${state.topicId} of a changed partition exists`);
    const partitions = topic.partitions.slice();
    partitions[state.partition] = state;
    this.#topics.set(topic.id, { ...topic, partitions });
  }

  #rememberAnswer(entry: Extract<MetadataRecord, { type: "requestAnswered" }>): void {
    this.#answers.set(entry.requestId, { kind: entry.kind, response: entry.response });
    if (this.#answers.size <= REQUESTS_REMEMBERED_MAX) return;
    const oldest = this.#answers.keys().next().value;
    if (oldest !== undefined) this.#answers.delete(oldest);
  }
}
