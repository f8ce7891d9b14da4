import type { Compression } from "../record/codec.ts";
import type { Partitioner } from "./api.ts";

// Constants of the clients that are no options, each with its reason.

/** An answer of a leader or of the supervisor that does not come within this time is asked for again. */
export const REQUEST_TIMEOUT_MS = 10_000;
/** Pause before a client asks again when nothing told it that asking makes sense. */
export const RETRY_BACKOFF_MS = 20;
/** How long a consumer or an admin waits for a topic, a leader or the supervisor. */
export const CLIENT_DEADLINE_MS = 60_000;
/** Records that wait for buffer space or for their topic, in one producer: 10 M un-awaited sends are a bug of the caller. */
export const PARKED_RECORDS_MAX = 1_000_000;
/** Bytes of them: as many small records as above, or a few hundred of the largest that topics take by default. */
export const PARKED_BYTES_MAX = 256 * 1024 * 1024;
/** Requests to the supervisor in flight in one admin: their answers may be as large as a frame's body, and are held for it. */
export const ADMIN_CALLS_IN_FLIGHT_MAX = 16;
/** Leader epochs that a consumer remembers of each partition: a truncation goes further back only after as many elections. */
export const CONSUMER_EPOCHS_MAX = 1_000;
/** How often a consumer with `hold: true` says what it has read: leaders with a full arena wait for it. */
export const HOLD_REPORT_MS = 20;
/** The same, while nothing is read. */
export const HOLD_IDLE_MS = 100;
/** Every how-manieth report names all partitions, also those that did not move. */
export const HOLD_REPORTS_PER_REPEAT = 5;

/** The resolved options of a producer. */
export interface ProducerSettings {
  readonly acks: -1 | 0 | 1;
  readonly idempotent: boolean;
  readonly lingerMs: number;
  readonly batchBytes: number;
  readonly bufferBytes: number;
  readonly maxBlockMs: number;
  readonly deliveryTimeoutMs: number;
  readonly retryBackoffMs: number;
  readonly maxInFlight: number;
  readonly partitioner: Partitioner;
  readonly compression: Compression | undefined;
}

/** The resolved options of a consumer. */
export interface ConsumerSettings {
  readonly autoOffsetReset: "earliest" | "latest" | "none";
  readonly fetchBytes: number;
  readonly verify: boolean;
  readonly hold: boolean;
  readonly clientId: string;
}
