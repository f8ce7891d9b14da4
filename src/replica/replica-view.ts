import type { Slice } from "../base/ids.ts";
import type { BatchSummary } from "../log/log.ts";

export type ReplicaRole = "leader" | "follower" | "offline";

/** A replica as an invariant checker or a statistic sees it: read-only, consistent between two messages of its thread. */
export interface ReplicaView {
  readonly brokerId: number;
  readonly topicId: number;
  readonly partition: number;
  readonly role: ReplicaRole;
  /** The epoch that it leads or follows in, -1 before its first one. */
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  readonly durableEndOffset: number;
  /** What its storage had behind the last intact batch when it was opened, after a crash; 0 as a rule. */
  readonly tornBytes: number;
  readonly highWatermark: number;
  /** A leader's committed ISR; of a follower, what the metadata said last. */
  readonly isr: readonly number[];
  /** The larger of the committed ISR and the one in flight; of a follower the same as `isr`. */
  readonly maximalIsr: readonly number[];
  /** How often it has given up a damaged end of its log, to fetch it again: its high watermark goes back with it. */
  readonly repairs: number;
  /** The batches from the one that holds `from` on that end below `endOffset`: offsets, epoch and CRC of each. */
  batches(from?: number, endOffset?: number): Iterable<BatchSummary>;
  /** The bytes of whole batches from the one that holds `offset` on, below `endOffset`, about `maxBytes`; see `Log.read`. */
  read(offset: number, maxBytes: number, endOffset: number): readonly Slice[];
  /** Reads every byte from `from` on: the offset of the first batch that is not what its CRC says, if one is. */
  firstDamage(from: number, endOffset: number): number | undefined;
}
