import { MillraceError } from "../base/errors.ts";
import type { TopicPartition } from "./api.ts";
import type { Divergence } from "./consumer-partition.ts";

/** Where a log parts from what a consumer has read; `consumer.seek` takes it as it is. */
export interface DivergentOffset extends TopicPartition {
  readonly offset: number;
  /** Of the record before `offset`; undefined when the consumer does not know it. */
  readonly leaderEpoch: number | undefined;
}

/**
 * Records that a consumer has read are not in the log any more: an unclean election gave them up, and others may have taken
 * their offsets (KIP-320, Kafka's LogTruncationException). Its code is LOG_TRUNCATION, `place.offset` the position.
 */
export class LogTruncationError extends MillraceError {
  /** The first offset that is known to hold something else now, or nothing yet: what was read from there on is void. */
  readonly divergentOffset: DivergentOffset;

  constructor({ topic, partition }: TopicPartition, position: number, { offset, leaderEpoch }: Divergence) {
    const where = `${topic}-${partition}`;
    const lost = `records of ${where} from offset ${offset} up to the position ${position} were read`;
    const message = `${lost} and are not in its log any more, and autoOffsetReset is "none": seek (error.divergentOffset)`;
    super("LOG_TRUNCATION", message, { place: { topic, partition, offset: position } });
    this.name = "LogTruncationError";
    this.divergentOffset = { topic, partition, offset, leaderEpoch: leaderEpoch < 0 ? undefined : leaderEpoch };
  }
}
