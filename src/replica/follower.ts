import { ErrorCode } from "../base/errors.ts";
import type { Slice } from "../base/ids.ts";
import type { EpochEnd } from "../log/epoch-cache.ts";
import type { Log } from "../log/log.ts";
import * as header from "../record/batch-header.ts";
import { HEADER_BYTES } from "../record/batch-layout.ts";
import { verifyBatch } from "../record/batch-validate.ts";
import type { Crc32c } from "../record/crc.ts";
import type { Position } from "./fetch-position.ts";
import type { ReplicaRules } from "./rules.ts";

/** How an append of fetched bytes ended. After "outOfOrder" and "full" the position must be sent again. */
export type FetchedAppend = "appended" | "full" | "outOfOrder" | "corrupt";

export interface FollowerOptions {
  readonly log: Log;
  readonly leaderEpoch: number;
  readonly highWatermark: number;
  readonly crc: Crc32c;
  readonly rules: ReplicaRules;
  /** Where the log is not whole any more. The replica has left the ISR: what is from there on is fetched again. */
  readonly damagedFrom?: number | undefined;
}

/**
 * A partition's follower in one leader epoch: pure, owned by the replica's thread. In: what its leader answered. Out: the
 * position to fetch from next. A later epoch gets a new one.
 */
export class PartitionFollower {
  readonly leaderEpoch: number;
  readonly #log: Log;
  readonly #crc: Crc32c;
  readonly #rules: ReplicaRules;
  #highWatermark: number;
  /** A truncation that waits for its place to be in the arena. */
  #truncatesAt: number | undefined;
  #refusedInARow = 0;
  #isCorrupt = false;

  constructor(options: FollowerOptions) {
    this.leaderEpoch = options.leaderEpoch;
    this.#log = options.log;
    this.#crc = options.crc;
    this.#rules = options.rules;
    this.#highWatermark = options.highWatermark;
    if (this.#rules.truncateBy === "highWatermark") this.#truncateAt(this.#highWatermark);
    if (options.damagedFrom !== undefined) this.#truncateAt(options.damagedFrom);
  }

  get highWatermark(): number {
    return this.#highWatermark;
  }

  /** Whether the fetch position may be given, as an acknowledgement: not while the storage owes an append or a truncation. */
  get isSettled(): boolean {
    return this.#truncatesAt === undefined && this.#log.isSettled;
  }

  get position(): Position {
    const byEpoch = this.#rules.truncateBy !== "highWatermark";
    return {
      fetchOffset: this.#log.endOffset,
      lastFetchedEpoch: byEpoch ? this.#log.epochs.latest : -1,
      currentLeaderEpoch: this.leaderEpoch,
    };
  }

  /** Answers since the last one that continued this log: a late one now and then, or whatever else a leader gets wrong. */
  get refusedInARow(): number {
    return this.#refusedInARow;
  }

  /** Is the last answer not what its leader can have meant? It is told, and looks at its own bytes. */
  get isCorrupt(): boolean {
    return this.#isCorrupt;
  }

  /** Appends whole batches as the leader sent them. What came before a bad one stays appended. */
  append(bytes: Slice): FetchedAppend {
    const result = this.#append(bytes);
    if (result === "appended") this.#refusedInARow = 0;
    else if (result !== "full") this.#refusedInARow++;
    // A late answer may not continue the log; the next one that does not has an offset in it that may have rotted.
    this.#isCorrupt = result === "corrupt" || (result === "outOfOrder" && this.#refusedInARow > 1);
    return result;
  }

  /** The leader's high watermark: as much of it as this log has. Never goes back. Returns whether it moved. */
  learn(leaderHighWatermark: number): boolean {
    const known = Math.min(leaderHighWatermark, this.#log.endOffset);
    if (known <= this.#highWatermark) return false;
    this.#highWatermark = known;
    return true;
  }

  /**
   * The leader's log ends `end.epoch` at `end.endOffset`: cuts off what cannot be in it. If this log does not know that
   * epoch, it goes back to the end of the largest epoch below that it knows, and asks again (KIP-279).
   */
  truncate(end: EpochEnd): void {
    const own = this.#log.epochs.endOffsetFor(end.epoch, this.#log.endOffset);
    let offset = Math.min(end.endOffset, this.#log.endOffset);
    if (own !== undefined && this.#rules.truncateBy === "epoch")
      offset = own.epoch === end.epoch ? Math.min(offset, own.endOffset) : Math.min(own.endOffset, this.#log.endOffset);
    if (offset < this.#log.startOffset) this.restartAt(offset);
    else this.#truncateAt(offset);
  }

  /** The storage brought something: goes on with a truncation that waited for it. */
  becameReadable(): void {
    if (this.#truncatesAt !== undefined) this.#truncateAt(this.#truncatesAt);
  }

  /** The leader's log starts at `leaderStartOffset`: so does this one, as far as it is committed here. True: it moved. */
  learnStart(leaderStartOffset: number): boolean {
    return this.#log.deleteBelow(Math.min(leaderStartOffset, this.#highWatermark));
  }

  /** The leader's log begins above this one's end: nothing here can be continued. */
  restartAt(logStartOffset: number): void {
    this.#truncatesAt = undefined;
    this.#log.reset(logStartOffset);
    this.#highWatermark = logStartOffset;
  }

  #append(bytes: Slice): FetchedAppend {
    const { view } = this.#log.memory;
    const end = bytes.address + bytes.length;
    for (let at = bytes.address; at < end; ) {
      const length = at + HEADER_BYTES <= end ? header.batchBytes(view, at) : 0;
      if (length < HEADER_BYTES || at + length > end) return "corrupt";
      if (this.#rules.verifyFetched && verifyBatch(this.#log.memory, at, length, this.#crc) !== ErrorCode.NONE)
        return "corrupt";
      const result = this.#log.appendAsFollower({ address: at, length });
      if (result !== "appended") return result;
      at += length;
    }
    return "appended";
  }

  /** Only an unclean election, or damage, cuts below the high watermark, and so what consumers were shown and may still read. */
  #truncateAt(offset: number): void {
    const shownEnd = this.#rules.keepShownBytes ? this.#highWatermark : 0;
    this.#truncatesAt = this.#log.truncate(offset, shownEnd) ? undefined : offset;
    this.#highWatermark = Math.min(this.#highWatermark, this.#truncatesAt ?? this.#log.endOffset);
  }
}
