import type { Bytes, TopicPartition } from "./record.ts";

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
