/**
 * The rules of replication that the simulation breaks one at a time, to prove that its invariants notice (mutants).
 * Production runs with `REPLICA_RULES` and nothing else.
 */
export interface ReplicaRules {
  /**
   * What a follower of a new epoch cuts off: what its leader's epochs say and its own know (KIP-101 with KIP-279), what its
   * leader's say alone (KIP-101), or everything above its high watermark (before).
   */
  readonly truncateBy: "epoch" | "leaderEpochOnly" | "highWatermark";
  /** Who must have a record before it is committed: the ISR, or any majority of the replicas. */
  readonly highWatermarkBy: "isr" | "majority";
  /** When acks=all is answered: when the record is committed, or as soon as the leader has it. */
  readonly acknowledge: "committed" | "appended";
  /** When a duplicate is answered: when the original is committed, or at once. */
  readonly duplicate: "committed" | "appended";
  /** Whether requests and answers of another leader epoch are refused (KIP-320), also by the supervisor (KIP-497). */
  readonly fenceByEpoch: boolean;
  /** Whether the epoch of a consumer's last record is compared with the log, so that it notices a truncation (KIP-320). */
  readonly detectTruncation: boolean;
  /** Whether an ISR change carries the broker epochs that the leader saw in its fetches (KIP-903). */
  readonly brokerEpochInIsrChange: boolean;
  /** Whether a truncation leaves the bytes of records that were shown as they are: consumers may hold leases on them. */
  readonly keepShownBytes: boolean;
  /** Whether a follower looks at the CRC of what it fetched before it appends it. */
  readonly verifyFetched: boolean;
  /** Whether a broker says at its registration which of its logs lack what had been durable in them. */
  readonly reportDamage: boolean;
  /** Whether a topic with millrace.reclaim=consumed keeps what its holders have not read. */
  readonly honourHolds: boolean;
}

export const REPLICA_RULES: ReplicaRules = {
  truncateBy: "epoch",
  highWatermarkBy: "isr",
  acknowledge: "committed",
  duplicate: "committed",
  fenceByEpoch: true,
  detectTruncation: true,
  brokerEpochInIsrChange: true,
  keepShownBytes: true,
  verifyFetched: true,
  reportDamage: true,
  honourHolds: true,
};
