import { ErrorCode } from "../generated/error-code.js";

/** The wire numbers of results (`schemas/common.proto`): Kafka's where Kafka has one. */
export { ErrorCode };

/** Codes that never cross a link. `docs/errors.md` says of each what to do. */
const OWN_CODES = [
  "INVALID_TOPOLOGY", // a topology cannot be: the message names the operator and says what to change
  "INVALID_OPTION", // an option or argument is unknown, of the wrong type or out of range
  "INVALID_STATE", // the call does not fit the state of the object (not assigned, already waiting)
  "CLOSED", // the cluster, producer, consumer or admin was closed before or while the call was waiting
  "ABORTED", // the caller's AbortSignal ended the wait
  "LOG_TRUNCATION", // records that a consumer has read are not in the log any more (KIP-320)
  "NO_OFFSET", // a partition has no start offset, and autoOffsetReset is "none"
  "SERIALIZATION_FAILED", // a serde refused a key or a value
  "PROCESSING_FAILED", // a user's function or processor threw while a Streams task handled a record
  "DELIVERY_TIMEOUT", // a record was not acknowledged within deliveryTimeoutMs
  "BUFFER_TIMEOUT", // no buffer memory became free within maxBlockMs
  "RECORD_TOO_LARGE", // a record is larger than the topic's max.message.bytes or the producer's buffer
  "BATCH_EXPIRED", // a batch was used after its lease had ended
  "ARENA_FULL", // no room in the cluster's shared memory
  "TOO_MANY_ENDPOINTS", // more client threads than the arena has rows
  "CLUSTER_FAILED", // the guardian died: the cluster is gone as a whole
  "START_FAILED", // the cluster did not start; nothing of it is left
  "BROKER_NOT_AVAILABLE", // the broker named is dead
  "RING_CORRUPT", // a frame that cannot be: a broken invariant of the mesh
] as const;

/** Every code that a `MillraceError` can carry: the wire results by name, and those that never cross a link. */
export type MillraceErrorCode = Exclude<keyof typeof ErrorCode, "NONE"> | (typeof OWN_CODES)[number];

/** All of them, wire results first. */
export const ERROR_CODES: readonly MillraceErrorCode[] = [
  ...(Object.keys(ErrorCode).filter((name) => name !== "NONE" && Number.isNaN(Number(name))) as MillraceErrorCode[]),
  ...OWN_CODES,
];

const RETRIABLE: ReadonlySet<MillraceErrorCode> = new Set<MillraceErrorCode>([
  "LEADER_NOT_AVAILABLE",
  "NOT_LEADER_OR_FOLLOWER",
  "REQUEST_TIMED_OUT",
  "NOT_ENOUGH_REPLICAS",
  "NOT_ENOUGH_REPLICAS_AFTER_APPEND",
  "UNKNOWN_TOPIC_OR_PARTITION",
  "FENCED_LEADER_EPOCH",
  "UNKNOWN_LEADER_EPOCH",
  "OFFSET_NOT_AVAILABLE",
  "PREFERRED_LEADER_NOT_AVAILABLE",
  "ELIGIBLE_LEADERS_NOT_AVAILABLE",
  "ENDPOINT_DIED",
  "ACTOR_STOPPED",
  "CORRUPT_MESSAGE",
  "STORAGE_FULL",
  "NEW_LEADER_ELECTED",
  "CLOSING",
  "BUFFER_TIMEOUT",
  "ARENA_FULL",
  "TOO_MANY_ENDPOINTS",
  "TOO_MANY_HOLDS",
]);

export interface RecordPlace {
  readonly topic: string;
  readonly partition?: number;
  readonly offset?: number;
}

interface MillraceErrorOptions extends ErrorOptions {
  readonly place?: RecordPlace;
}

/** Every expected failure. `message` says what was wrong and what to do; `retriable` whether the same call may succeed later. */
export class MillraceError extends Error {
  readonly code: MillraceErrorCode;
  readonly retriable: boolean;
  /** The record that it is about, where there is one. */
  readonly place: RecordPlace | undefined;

  constructor(code: MillraceErrorCode, message: string, options?: MillraceErrorOptions) {
    super(message, options);
    this.place = options?.place;
    this.name = "MillraceError";
    this.code = code;
    this.retriable = RETRIABLE.has(code);
  }
}

/** The name of a wire result, for messages and counters. */
export function errorName(code: ErrorCode): keyof typeof ErrorCode {
  return ErrorCode[code] as keyof typeof ErrorCode;
}

/** May a client retry after this wire result? */
export function isRetriable(code: ErrorCode): boolean {
  return RETRIABLE.has(errorName(code) as MillraceErrorCode);
}

/** A wire result as an error. `context` says which call on which object failed. */
export function errorOf(code: ErrorCode, context: string): MillraceError {
  return new MillraceError(errorName(code) as MillraceErrorCode, `${context}: ${errorName(code)}`);
}
