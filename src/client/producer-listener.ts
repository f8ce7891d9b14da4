import type { MillraceError } from "../base/errors.ts";
import type { RecordTag } from "./partition-queue.ts";

/** Records of one partition that share a fate. */
export interface BatchOutcome {
  readonly topic: string;
  readonly topicId: number; // 0 when the topic was never found
  readonly partition: number; // -1 when none was chosen yet
  readonly firstNumber: number; // of the first record, counted per partition in the order of appends; -1 without partition
  readonly recordCount: number;
  readonly baseOffset: number; // -1 when not acknowledged, not known or with acks 0
  readonly logAppendTime: number; // ms; -1 likewise, and where the timestamps are the producer's
  readonly tags: readonly RecordTag[];
}

/** Whom a producer's actor tells. Called within the actor's turn or within the user's call that caused it. */
export interface ProducerListener {
  acknowledged(batch: BatchOutcome): void;
  failed(batch: BatchOutcome, error: MillraceError): void;
  /** After `append` had said that the buffer is full. */
  spaceAvailable(): void;
  /** Everything up to this generation of `flush` is acknowledged or failed. */
  settled(generation: number): void;
  /** Nothing is unfinished. */
  idle(): void;
}

/** How long writes stood still on one partition. */
export interface StandstillStats {
  readonly topic: string;
  readonly partition: number;
  readonly count: number;
  readonly longestMs: number; // one that goes on is included
  readonly sinceMs: number | undefined; // set while it goes on, in the actor's time
}
