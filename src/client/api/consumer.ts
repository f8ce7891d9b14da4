import type { Deserializer } from "../../serde/serde.ts";
import type { WaitOptions } from "../abort.ts";
import type { Bytes, TopicPartition } from "./record.ts";

/** An offset, or the first one of the log, or the next one after the high watermark. */
export type OffsetSpec = number | "earliest" | "latest";

export interface Assignment extends TopicPartition {
  /** Where to start: an offset, "earliest", "latest", or the first record at or after a timestamp; default by `autoOffsetReset`. */
  readonly offset?: OffsetSpec | { readonly timestamp: number }; // timestamp: ms since 1970
  /** Of the record before a numeric `offset`, where it is known: a truncation since then is noticed (KIP-320). */
  readonly leaderEpoch?: number | undefined;
}

/** An offset of a partition. With the leader epoch of the record before it a truncation since then is noticed (KIP-320). */
export interface SeekTarget extends TopicPartition {
  readonly offset: OffsetSpec;
  readonly leaderEpoch?: number | undefined; // only with a number as offset
}

export interface ConsumerOptions<K = Bytes, V = Bytes> {
  /** What makes keys, and values, of bytes, when they are asked for: `string()`, `json<T>()`, ... */
  readonly key?: Deserializer<K>;
  readonly value?: Deserializer<V>;
  /**
   * Where to read without a start offset, and when the position is not in the log; "none": fail. Where a log was truncated
   * below the position, "earliest" and "latest" go on at the first offset that differs (KIP-320). Default "latest".
   */
  readonly autoOffsetReset?: "earliest" | "latest" | "none";
  /** Bytes referred to by one answer of a leader, and half of what is fetched ahead; default 4 MiB. Costs no copy. */
  readonly fetchBytes?: number;
  /** A name for messages and metrics; without meaning to the cluster. */
  readonly clientId?: string;
  /**
   * Topics with `millrace.reclaim=consumed` keep what this consumer has not read: a record counts as read when its batch
   * was given back, also where an error ended the loop over it. Producers wait while the arena is full of such records. Default false.
   */
  readonly hold?: boolean;
  /** Recheck every batch's CRC when it is given back: finds a reader that writes into shared memory. Default false. */
  readonly verify?: boolean;
}

/**
 * A record of a batch. The object is reused: valid until the next record is taken, so `[...batch]` is the last one many
 * times. Without deserializers keys and values are views of shared memory, for reading. Posted to another thread such a view
 * takes the whole arena with it, and no lease protects it there: `copy()` first.
 */
export interface ConsumerRecord<K = Bytes, V = Bytes> {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number; // ms since 1970, -1 for none
  /** Of the leader that wrote it: kept with `offset + 1` it lets a later `seek` notice a truncation (KIP-320). */
  readonly leaderEpoch: number;
  /**
   * Made when asked. Throws SERIALIZATION_FAILED, with `place`, when a deserializer refuses the bytes. Caught around this,
   * the loop over the batch goes on with the next record. An error that ends the loop leaves the rest of the batch unread,
   * unlike Kafka: the position is behind the batch already. `seek` to the place's offset + 1 reads it.
   */
  readonly key: K | null;
  readonly value: V | null; // as `key`
  readonly headers: readonly (readonly [string, Bytes | null])[];
  /** Bytes of the key, before a deserializer and after decompression; -1 for null. The name is that of Kafka's client. */
  readonly serializedKeySize: number;
  readonly serializedValueSize: number; // as `serializedKeySize`
  /**
   * Where the record lies, for loops that cannot afford a view for each record (10 to 20 ns): its value is in `bytes` from
   * `valueStart` on, `serializedValueSize` bytes long. For reading, and valid as long as views are; everything else in
   * `bytes` is undefined. Ask for it with each record: the next one may lie in another array.
   */
  readonly bytes: Bytes;
  readonly keyStart: number;
  readonly valueStart: number;
  /** A record of its own, which stays valid. */
  copy(): CopiedRecord<K, V>;
}

/** What `ConsumerRecord.copy` gives. */
export type CopiedRecord<K = Bytes, V = Bytes> = Omit<
  ConsumerRecord<K, V>,
  "copy" | "bytes" | "keyStart" | "valueStart"
>;

/**
 * Records of one partition in offset order. Its records are valid until the next batch is taken, `return()` or `close()`;
 * afterwards every access to them throws BATCH_EXPIRED. Its own numbers stay readable.
 */
export interface ConsumerBatch<K = Bytes, V = Bytes> extends Iterable<ConsumerRecord<K, V>> {
  readonly topic: string;
  readonly partition: number;
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly recordCount: number;
  /** Of the partition, when its leader answered. */
  readonly highWatermark: number;
}

export interface PartitionOffset extends TopicPartition {
  readonly offset: number;
}

export interface TimestampOffset extends TopicPartition {
  /** The first record at or after the timestamp; undefined when there is none. */
  readonly offset: number | undefined;
  readonly timestamp: number | undefined; // of that record, ms since 1970
}

export interface PollOptions extends WaitOptions {
  /** 0: only what is here already; without it poll waits as long as it takes. */
  readonly timeoutMs?: number;
}

/** Counted since the consumer was made. */
export interface ConsumerMetrics {
  /** Given to the user. */
  readonly batchesConsumed: number;
  readonly recordsConsumed: number;
  readonly bytesConsumed: number;
  /** Fetched, and not yet given to the user. */
  readonly bufferedBytes: number;
  /** Positions that were not in the log and were replaced by `autoOffsetReset`. */
  readonly offsetResets: number;
  /** Times that records were read which are not in their log any more: an unclean election gave them up (KIP-320). */
  readonly truncations: number;
  /** The largest `lag` of the assigned partitions; undefined while none is known. */
  readonly recordsLagMax: number | undefined;
}

/**
 * Reads partitions that it is given. One batch is out at a time; partitions take turns. All calls throw or reject with
 * `MillraceError`: CLOSED after `close()`, INVALID_OPTION for arguments of the wrong type, INVALID_STATE for a partition
 * that is not assigned. Problems of one partition come from the next `poll` (or end a `for await`), the others go on:
 * OFFSET_OUT_OF_RANGE and LOG_TRUNCATION (with `autoOffsetReset: "none"`; until `seek` each call that finds nothing else to
 * give rejects), UNKNOWN_TOPIC_OR_PARTITION (its topic was deleted; should one of the same name come, it is read by
 * `autoOffsetReset`). Belongs to the thread that made it.
 */
export interface Consumer<K = Bytes, V = Bytes> extends AsyncIterable<ConsumerBatch<K, V>>, AsyncDisposable {
  /**
   * Reads these partitions and no others; resolves when all positions are known. Rejects with NO_OFFSET when one has no
   * `offset` and `autoOffsetReset` is "none", with UNKNOWN_TOPIC_OR_PARTITION, or after a minute with REQUEST_TIMED_OUT,
   * when one cannot be positioned: it stays assigned and is read as soon as it is there. With `hold: true` it rejects with
   * TOO_MANY_HOLDS or METADATA_FULL when the hold cannot be written down, and what was assigned before is assigned again.
   */
  assign(partitions: readonly Assignment[], options?: WaitOptions): Promise<void>;
  assignment(): readonly TopicPartition[];
  /** The next batch of this partition starts at `offset`; what was fetched ahead is dropped. */
  seek(target: SeekTarget, options?: WaitOptions): Promise<void>;
  /** Goes to the first record at or after `timestamp` (ms since 1970), to the end when there is none. */
  seekToTimestamp(target: TopicPartition & { readonly timestamp: number }, options?: WaitOptions): Promise<void>;
  /** `seek` to "earliest", of all assigned partitions when none are named. */
  seekToBeginning(partitions?: readonly TopicPartition[], options?: WaitOptions): Promise<void>;
  /** `seek` to "latest", of all assigned partitions when none are named. */
  seekToEnd(partitions?: readonly TopicPartition[], options?: WaitOptions): Promise<void>;
  /** Gives no batches of these partitions, and fetches none, until `resume`. The batch that is out stays valid. */
  pause(partitions: readonly TopicPartition[]): void;
  resume(partitions: readonly TopicPartition[]): void;
  paused(): readonly TopicPartition[];
  /** The offset of the next record that the user will see; undefined while it is being looked up, and of a partition that is not assigned. */
  position(partition: TopicPartition): number | undefined;
  /** Records from the position to the high watermark of the leader's last answer; undefined before the first (KIP-695). */
  lag(partition: TopicPartition): number | undefined;
  /** The first offset of each partition, assigned or not. Rejects with UNKNOWN_TOPIC_OR_PARTITION, after a minute with REQUEST_TIMED_OUT. */
  beginningOffsets(partitions: readonly TopicPartition[], options?: WaitOptions): Promise<readonly PartitionOffset[]>;
  /** The high watermark of each partition, assigned or not. */
  endOffsets(partitions: readonly TopicPartition[], options?: WaitOptions): Promise<readonly PartitionOffset[]>;
  /** The first record at or after a timestamp (ms since 1970) of each partition, assigned or not. */
  offsetsForTimes(
    partitions: readonly (TopicPartition & { readonly timestamp: number })[],
    options?: WaitOptions,
  ): Promise<readonly TimestampOffset[]>;
  /** One batch, or undefined when none came within `timeoutMs`. Ends the batch before. */
  poll(options?: PollOptions): Promise<ConsumerBatch<K, V> | undefined>;
  /** Ends everything, in the middle of whatever waits: `for await` loops end, other calls reject with CLOSED. */
  close(): Promise<void>;
  readonly metrics: ConsumerMetrics;
}
