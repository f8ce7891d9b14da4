/** Public types of the clients. Names and meaning are Kafka's; options are camelCase with their unit last. */

export type Bytes = Uint8Array;

/** Header names may repeat: an object, or an iterable of pairs. */
export type HeadersInput = Readonly<Record<string, Bytes | string>> | Iterable<readonly [string, Bytes | string]>;

export interface ProducerRecord {
  readonly topic: string;
  readonly partition?: number; // else by key (murmur2), else sticky
  readonly key?: Bytes | string | null;
  readonly value: Bytes | string | null;
  readonly headers?: HeadersInput;
  readonly timestamp?: number; // ms since 1970; else now
}

export interface RecordMetadata {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number; // -1 with acks 0
  readonly timestamp: number; // ms
}

export interface ProducerOptions {
  readonly acks?: 0 | 1 | "all"; // default "all"
  readonly idempotent?: boolean; // default true with acks "all", else false
  readonly lingerMs?: number; // default 5
  readonly batchBytes?: number; // default 65,536
  readonly bufferBytes?: number; // default 33,554,432: unsent and unacknowledged record bytes
  readonly maxBlockMs?: number; // default 60,000: how long send() waits for buffer space or metadata
  readonly deliveryTimeoutMs?: number; // default 120,000: from send() to the acknowledgement or the error
  readonly retryBackoffMs?: number; // default 20
  readonly maxInFlight?: number; // default 5 batches per partition
  readonly clientId?: string;
  /** Called once for every record of `write` that could not be delivered. */
  readonly onError?: (error: Error, record: { topic: string; partition: number; recordCount: number }) => void;
}

export interface Producer extends AsyncDisposable {
  /** Resolves when the record has the acks asked for; rejects with `MillraceError`. */
  send(record: ProducerRecord): Promise<RecordMetadata>;
  /** No promise per record. False: it was taken, but the buffer is full now: await `ready()` before the next. */
  write(record: ProducerRecord): boolean;
  /** Resolves when there is room again. */
  ready(): Promise<void>;
  /** Resolves when everything sent or written before is acknowledged; rejects with the first delivery error since the last flush. */
  flush(): Promise<void>;
  /** Flushes, then frees everything. */
  close(): Promise<void>;
  readonly metrics: ProducerMetrics;
}

export interface ProducerMetrics {
  readonly recordsSent: number;
  readonly recordsAcknowledged: number;
  readonly recordsFailed: number;
  readonly batchesSent: number;
  readonly batchesRetried: number;
  readonly bufferedBytes: number;
}

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

export interface Assignment extends TopicPartition {
  /** Where to start: an offset, or "earliest" / "latest"; default by `autoOffsetReset`. */
  readonly offset?: number | "earliest" | "latest";
}

export interface ConsumerOptions {
  readonly autoOffsetReset?: "earliest" | "latest"; // default "latest"
  readonly fetchBytes?: number; // default 4 MiB of references per answer
  readonly clientId?: string;
  /** Recheck every batch's CRC when it is given back: finds a reader that writes into shared memory. */
  readonly verify?: boolean;
}

/** A record of a batch. The object is reused: valid until the next record is taken. Keys and values are views of shared memory, for reading. */
export interface ConsumerRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number; // ms
  readonly key: Bytes | null; // a view, made when asked
  readonly value: Bytes | null; // a view, made when asked
  readonly headers: readonly (readonly [string, Bytes | null])[];
  /** A record of its own, which stays valid. */
  copy(): CopiedRecord;
}

export type CopiedRecord = Omit<ConsumerRecord, "copy">;

/** Records of one partition in offset order. Valid until the next batch is taken, `return()` or `close()`. */
export interface ConsumerBatch extends Iterable<ConsumerRecord> {
  readonly topic: string;
  readonly partition: number;
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly recordCount: number;
  readonly highWatermark: number;
}

export interface Consumer extends AsyncIterable<ConsumerBatch>, AsyncDisposable {
  assign(partitions: readonly Assignment[]): Promise<void>;
  /** The next batch of this partition starts at `offset`. */
  seek(partition: TopicPartition & { readonly offset: number | "earliest" | "latest" }): Promise<void>;
  /** The offset of the next record that the user will see. */
  position(partition: TopicPartition): number | undefined;
  /** One batch, or undefined when none came within `timeoutMs`. */
  poll(options?: { readonly timeoutMs?: number }): Promise<ConsumerBatch | undefined>;
  close(): Promise<void>;
}

export interface NewTopic {
  readonly topic: string;
  readonly partitions?: number; // default 1
  readonly replicationFactor?: number; // default min(3, brokers)
  readonly configs?: Readonly<Record<string, string>>;
}

export interface TopicDescription {
  readonly topic: string;
  readonly topicId: number;
  readonly configs: Readonly<Record<string, string>>; // with defaults
  readonly partitions: readonly PartitionDescription[];
}

export interface PartitionDescription {
  readonly partition: number;
  readonly leader: number; // broker id, -1 when there is none
  readonly leaderEpoch: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
}

export interface ClusterDescription {
  readonly brokers: readonly { readonly id: number; readonly alive: boolean; readonly epoch: number }[];
}

export interface Admin extends AsyncDisposable {
  createTopics(topics: readonly NewTopic[]): Promise<void>;
  listTopics(): Promise<readonly string[]>;
  describeTopics(topics: readonly string[]): Promise<readonly TopicDescription[]>;
  describeCluster(): Promise<ClusterDescription>;
  /** Offsets by partition: the first ("earliest"), the next after the high watermark ("latest"), or the first at or after a timestamp in ms. */
  listOffsets(
    topic: string,
    at: "earliest" | "latest" | number,
  ): Promise<readonly { partition: number; offset: number }[]>;
  close(): Promise<void>;
}

export type { ClusterEvent } from "../metadata/events.ts";
