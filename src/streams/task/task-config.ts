import type { TimestampExtractor } from "../api/functions.ts";
import type { ErrorHandlers } from "./error-policy.ts";

/** What an application sets for its tasks. */
export interface TaskConfig extends ErrorHandlers {
  /** Bytes that the caches of the task may hold; 0 hands every change on at once. Default 10 MiB. */
  readonly cacheMaxBytes?: number | undefined;
  /** Records that may wait in a partition's queue before the task asks for no more. Default 1000. */
  readonly bufferedRecordsPerPartition?: number | undefined;
  /** How long to wait, in ms, for a record of a partition whose end was read; -1 never waits for any partition. Default 0. */
  readonly maxTaskIdleMs?: number | undefined;
  /** Of sources that name none. Default `failOnInvalidTimestamp`. */
  readonly timestampExtractor?: TimestampExtractor | undefined;
  /** How often joins look for rows without a match, in ms of wall clock. Default 1000. */
  readonly emitIntervalMs?: number | undefined;
  /**
   * Closes windows of idle input: when a task has had no record for so long by the wall clock, in ms, its stream time goes on
   * with the wall clock, and what falls behind it is late. Default: stream time waits for the next record, as in Kafka.
   */
  readonly closeIdleWindowsMs?: number | undefined;
  /** Partitions of an output topic, for partitioners. Default 1. */
  readonly partitionCount?: ((topic: string) => number) | undefined;
}

export const CACHE_MAX_BYTES = 10 * 1024 * 1024;
export const BUFFERED_RECORDS_PER_PARTITION = 1000;
export const MAX_TASK_IDLE_MS = 0;
export const EMIT_INTERVAL_MS = 1000;
