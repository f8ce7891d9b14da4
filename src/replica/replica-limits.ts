import {
  ANSWER_PARTITIONS_MAX,
  ANSWER_REFERENCES_MAX,
  FETCH_BYTES_MAX,
  SESSION_PARTITIONS_MAX,
} from "../base/limits.ts";

/** Bounds and pauses of a broker's replicas. */
export interface ReplicaLimits {
  /** Fetch sessions that one endpoint may hold: a client opens one per consumer and broker. */
  readonly sessionsPerEndpointMax: number;
  /** Partitions in one session; a request that names them all fits in one frame body. */
  readonly sessionPartitionsMax: number;
  /** Attachment bytes of one answer to a follower. */
  readonly fetchBytesMax: number;
  /** Partitions in one answer, so that its body stays below the frame's limit. */
  readonly answerPartitionsMax: number;
  /** References in one answer to a consumer: each may cost it a lease. */
  readonly answerReferencesMax: number;
  /** Pause before a failed registration, session or ISR change is tried again. */
  readonly retryMs: number;
  /** Pause before a partition whose fetch was refused is asked for again: metadata usually arrives meanwhile. */
  readonly partitionRetryMs: number;
  /** So long a follower may be without the high watermark that it could have, if there is nothing else to say to it. */
  readonly highWatermarkWaitMs: number;
  /** How often logs are looked at for what retention does not keep, and producers for who is silent. */
  readonly retentionCheckMs: number;
  /** Kafka's producer.id.expiration.ms. */
  readonly producerIdExpirationMs: number;
  /** Pause between two rounds of reclaiming: followers drop what their leaders have dropped meanwhile. */
  readonly reclaimPauseMs: number;
  /** What was reclaimed is reported to the supervisor this often at most: every report is a record of the metadata log. */
  readonly reclaimReportMs: number;
  /** Time for the supervisor's answer; it may have died between two incarnations without a notice. */
  readonly supervisorTimeoutMs: number;
}

export const REPLICA_LIMITS: ReplicaLimits = {
  sessionsPerEndpointMax: 64,
  sessionPartitionsMax: SESSION_PARTITIONS_MAX,
  fetchBytesMax: FETCH_BYTES_MAX,
  answerPartitionsMax: ANSWER_PARTITIONS_MAX,
  answerReferencesMax: ANSWER_REFERENCES_MAX,
  retryMs: 20,
  partitionRetryMs: 5,
  highWatermarkWaitMs: 100,
  retentionCheckMs: 500,
  producerIdExpirationMs: 86_400_000,
  reclaimPauseMs: 10,
  reclaimReportMs: 5_000,
  supervisorTimeoutMs: 1_000,
};
