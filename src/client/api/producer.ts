import type { Serializer } from "../../serde/serde.ts";
import type { WaitOptions } from "../abort.ts";
import type { Bytes, HeadersInput } from "./record.ts";

/**
 * Without serializers keys and values are bytes or text. Other fields are ignored, for speed, unlike unknown options
 * elsewhere.
 */
export interface ProducerRecord<K = Bytes | string, V = Bytes | string> {
  readonly topic: string;
  /** A number from 0; else what the `partitioner` says. */
  readonly partition?: number;
  /** Text is written as UTF-8. Records with equal keys go to one partition. */
  readonly key?: K | null;
  /** null is a tombstone: it deletes the key in a compacted topic. */
  readonly value: V | null;
  readonly headers?: HeadersInput;
  /** Whole milliseconds since 1970; else now. */
  readonly timestamp?: number;
}

export interface RecordMetadata {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number; // -1 with acks 0
  readonly timestamp: number; // ms since 1970: the record's, or the append's with message.timestamp.type=LogAppendTime
}

/**
 * Which partition a record without `partition` goes to. "default": murmur2 of the key, as Kafka's clients, and without a
 * key one partition until its batch is full (KIP-480). "round-robin": the next partition each time, keys or not. A
 * function: a number from 0 to `partitionCount` - 1, called once for each record, in the order of the calls, with what the
 * serializers made of key and value.
 */
export type Partitioner = "default" | "round-robin" | ((record: ProducerRecord, partitionCount: number) => number);

export interface ProducerOptions<K = Bytes | string, V = Bytes | string> {
  /** Makes bytes of keys, and of values: `string()`, `json<T>()`, ... Without one they are bytes or text. */
  readonly key?: Serializer<K>;
  readonly value?: Serializer<V>;
  /** Who has the record when it counts as sent: nobody (0), the leader (1), all in-sync replicas. Default "all". */
  readonly acks?: 0 | 1 | "all";
  /** No duplicates and no gaps through retries (KIP-98); needs acks "all". Default true with acks "all", else false. */
  readonly idempotent?: boolean;
  /** Default "default". */
  readonly partitioner?: Partitioner;
  /** How long a record waits for others of its batch; default 5 ms. */
  readonly lingerMs?: number;
  /** A batch is sent when it has this many bytes, 1,024 to 8,388,608; default 65,536. A larger record has one of its own. */
  readonly batchBytes?: number;
  /**
   * Bound of the batches that are not acknowledged, in arena bytes; default 33,554,432. All producers of a cluster together
   * have at most a quarter of its arena, whatever they ask for.
   */
  readonly bufferBytes?: number;
  /** How long a record waits for buffer space, or for its topic; default 60,000 ms. */
  readonly maxBlockMs?: number;
  /** From the first record of a batch to its acknowledgement or error, retries included; default 120,000 ms. */
  readonly deliveryTimeoutMs?: number;
  /** Pause before a failed batch is sent again; default 20 ms. */
  readonly retryBackoffMs?: number;
  /** Batches of one partition on their way at a time; default, and most with `idempotent`, 5. */
  readonly maxInFlight?: number;
  /**
   * Batches are compressed whole when they are sealed; one that would not shrink goes as it is. `batchBytes` and
   * `bufferBytes` count what it was before. Default "none".
   */
  readonly compression?: "none" | "gzip" | "snappy" | "lz4" | "zstd";
  /** 1 to 9 with gzip (default 6), 1 to 22 with zstd (default 3); the others have none. */
  readonly compressionLevel?: number;
  /** A name for messages and metrics; without meaning to the cluster. */
  readonly clientId?: string;
  /**
   * Called once for records of `write` that could not be delivered, with those of one batch together. Without it, and while
   * no `flush` or `close` waits, the first failure since the last flush is one line for the cluster's logger, or for
   * standard error. An error that it throws is an uncaught exception.
   */
  readonly onError?: (error: Error, record: { topic: string; partition: number; recordCount: number }) => void;
}

/**
 * Writes records. Batches that fail are sent again until `deliveryTimeoutMs` is over; the order of a partition is kept.
 * Errors are `MillraceError`; a record that is refused leaves nothing behind. Refused at once: INVALID_RECORD (wrong types),
 * SERIALIZATION_FAILED, RECORD_TOO_LARGE, UNKNOWN_TOPIC_OR_PARTITION (a partition that the topic does not have),
 * INVALID_TOPIC_EXCEPTION (a name that no topic can have), INVALID_OPTION (the `partitioner` threw, or named no partition),
 * BUFFER_TIMEOUT (too much waits already), CLOSED. Later: UNKNOWN_TOPIC_OR_PARTITION (no such topic within `maxBlockMs`), BUFFER_TIMEOUT or ARENA_FULL
 * (no space within `maxBlockMs`), DELIVERY_TIMEOUT, and what the leader says. Belongs to the thread that made it.
 */
export interface Producer<K = Bytes | string, V = Bytes | string> extends AsyncDisposable {
  /**
   * Resolves when the record has the acks asked for. With a signal: aborted while it waits for space or its topic, the
   * record is withdrawn; aborted later, the promise rejects with ABORTED all the same, and the record may still be
   * delivered. The error's message says which.
   */
  send(record: ProducerRecord<K, V>, options?: WaitOptions): Promise<RecordMetadata>;
  /**
   * No promise per record: errors reach `onError`, `flush` and `close`. False: it was taken, but the buffer is full now:
   * await `ready()` before the next. Who does not wait is made to: once an eighth of `bufferBytes` (a batch at least) waits
   * for space, `write` works off acknowledgements within the call, and throws BUFFER_TIMEOUT (or ARENA_FULL) when there is
   * no space within `maxBlockMs`; that record was not taken.
   */
  write(record: ProducerRecord<K, V>): boolean;
  /** Resolves when there is room again. */
  ready(options?: WaitOptions): Promise<void>;
  /** Resolves when everything sent or written before is acknowledged; rejects with the first delivery error since the last flush. */
  flush(options?: WaitOptions): Promise<void>;
  /**
   * Flushes, then frees everything. What is not acknowledged after `timeoutMs` (default: no limit but
   * `deliveryTimeoutMs`) fails with CLOSED; it may be delivered all the same. Every promise settles. A second
   * call may shorten the time. Rejects with the first error of `write` that nobody has heard of.
   */
  close(options?: { readonly timeoutMs?: number }): Promise<void>;
  readonly metrics: ProducerMetrics;
}

/** Counted since the producer was made. */
export interface ProducerMetrics {
  /** Given to leaders, each once, however often it was sent again. */
  readonly recordsSent: number;
  readonly recordsAcknowledged: number;
  readonly recordsFailed: number;
  readonly batchesSent: number;
  readonly batchesRetried: number;
  /** Of batches that are not acknowledged now. */
  readonly bufferedBytes: number;
}
