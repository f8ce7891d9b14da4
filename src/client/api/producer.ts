import type { Bytes, HeadersInput } from "./record.ts";

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
