import { assert } from "../base/assert.ts";
import { ErrorCode } from "../base/errors.ts";
import { IN_FLIGHT_BATCHES_MAX } from "../base/limits.ts";

/** Idempotent producers that one partition remembers; beyond it the one that was silent longest is forgotten. */
export const PRODUCERS_PER_PARTITION_MAX = 4_096;

const SEQUENCE_COUNT = 2 ** 31;

/** What a batch header says about its producer. */
export interface ProducerBatch {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly recordCount: number;
  /** ms; -1 or absent where the timestamps are the producer's, as in what a producer sends. */
  readonly logAppendTime?: number;
}

interface RememberedBatch {
  readonly baseSequence: number;
  readonly lastSequence: number;
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly logAppendTime: number;
}

interface ProducerEntry {
  readonly epoch: number;
  /** The last batches of `epoch`, oldest first. */
  readonly batches: readonly RememberedBatch[];
}

/**
 * What the producers that changed since some place of the log were there: the way back for a truncation. Bounded by the
 * batches behind that place, however many producers the log knows.
 */
export class ProducerChanges {
  readonly hadForgotten: boolean;
  /** Undefined: it was not known. Entries are replaced, never changed. */
  readonly before = new Map<number, ProducerEntry | undefined>();

  constructor(hadForgotten: boolean) {
    this.hadForgotten = hadForgotten;
  }
}

export type SequenceCheck =
  | { readonly type: "next" }
  | ({ readonly type: "duplicate" } & Pick<RememberedBatch, "baseOffset" | "lastOffset" | "logAppendTime">)
  | { readonly type: "refused"; readonly error: ErrorCode };

const NEXT: SequenceCheck = { type: "next" };

function placeOf({ baseOffset, lastOffset, logAppendTime }: RememberedBatch) {
  return { baseOffset, lastOffset, logAppendTime };
}

/** Where the last batch of a producer ends. */
function endOf({ batches }: ProducerEntry): number {
  const newest = batches[batches.length - 1];
  assert(newest, "a known producer has a batch");
  return newest.lastOffset + 1;
}

/** The sequence `count` after `sequence`: it wraps from 2^31 - 1 to 0. */
export function sequenceAfter(sequence: number, count: number): number {
  return (sequence + count) % SEQUENCE_COUNT;
}

/**
 * What a partition knows of its idempotent producers: each one's epoch and last five batches. It is a function of the
 * log's batches, so leader, follower and a recovered log agree. Rules as in Kafka 4, where a new epoch starts at 0, with
 * one that is stricter: a producer that is not known starts at 0. Kafka always lets it start above, so a batch that
 * overtakes a refused one changes the order of the log (first batch refused by a broker that does not lead yet or has no
 * room, second one taken by the same broker a moment later). Where its batches may have been forgotten it hears
 * UNKNOWN_PRODUCER_ID, and goes on with a new epoch (KIP-360).
 */
export class ProducerState {
  #producers = new Map<number, ProducerEntry>();
  #hasForgotten = false;
  #changes: ProducerChanges | undefined;
  /** Who appended nothing since the last look at the time, and since when, in ms. */
  #idleSince = new Map<number, { readonly entry: ProducerEntry; readonly since: number }>();

  get count(): number {
    return this.#producers.size;
  }

  /** May a leader append this batch, to a log that begins at `logStartOffset`? */
  check(batch: ProducerBatch, logStartOffset: number): SequenceCheck {
    const entry = this.#producers.get(batch.producerId);
    if (entry === undefined) {
      if (batch.baseSequence === 0) return NEXT;
      const mayBeForgotten = this.#hasForgotten || logStartOffset > 0;
      const error = mayBeForgotten ? ErrorCode.UNKNOWN_PRODUCER_ID : ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER;
      return { type: "refused", error };
    }
    if (batch.producerEpoch < entry.epoch) return { type: "refused", error: ErrorCode.INVALID_PRODUCER_EPOCH };
    if (batch.producerEpoch > entry.epoch)
      return batch.baseSequence === 0 ? NEXT : { type: "refused", error: ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER };
    const lastSequence = sequenceAfter(batch.baseSequence, batch.recordCount - 1);
    for (const known of entry.batches)
      if (known.baseSequence === batch.baseSequence && known.lastSequence === lastSequence)
        return { type: "duplicate", ...placeOf(known) };
    const newest = entry.batches[entry.batches.length - 1];
    assert(newest, "a known producer has a batch");
    if (batch.baseSequence === sequenceAfter(newest.lastSequence, 1)) return NEXT;
    return { type: "refused", error: ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER };
  }

  /** The batch is in the log, by a leader's append, a follower's, or recovery. */
  appended(batch: ProducerBatch, baseOffset: number): void {
    const remembered: RememberedBatch = {
      baseSequence: batch.baseSequence,
      lastSequence: sequenceAfter(batch.baseSequence, batch.recordCount - 1),
      baseOffset,
      lastOffset: baseOffset + batch.recordCount - 1,
      logAppendTime: batch.logAppendTime ?? -1,
    };
    const entry = this.#producers.get(batch.producerId);
    if (entry === undefined || batch.producerEpoch > entry.epoch) {
      this.#remember(batch.producerId, { epoch: batch.producerEpoch, batches: [remembered] });
      return;
    }
    const kept = entry.batches.length < IN_FLIGHT_BATCHES_MAX ? entry.batches : entry.batches.slice(1);
    this.#remember(batch.producerId, { epoch: entry.epoch, batches: [...kept, remembered] });
  }

  /**
   * Forgets producers that appended nothing for `expirationMs` (Kafka's producer.id.expiration.ms), as exactly as this is
   * called. Time counts from the first call that finds them silent, so the log needs no clock.
   */
  expire(now: number, expirationMs: number): void {
    const idle = new Map<number, { readonly entry: ProducerEntry; readonly since: number }>();
    for (const [producerId, entry] of this.#producers) {
      const known = this.#idleSince.get(producerId);
      const since = known?.entry === entry ? known.since : now;
      if (now - since < expirationMs) idle.set(producerId, { entry, since });
      else this.#forget(producerId);
    }
    this.#idleSince = idle;
  }

  /** What changes from here on, until the next call. */
  begin(): ProducerChanges {
    this.#changes = new ProducerChanges(this.#hasForgotten);
    return this.#changes;
  }

  /** Takes back, from the last one to the first, what has changed; all of them are empty then. */
  undo(all: readonly ProducerChanges[]): void {
    for (const { before, hadForgotten } of all.toReversed()) {
      for (const [producerId, entry] of before)
        if (entry === undefined) this.#producers.delete(producerId);
        else this.#producers.set(producerId, entry);
      before.clear();
      this.#hasForgotten = hadForgotten;
    }
    this.#producers = new Map(Array.from(this.#producers).sort(([, left], [, right]) => endOf(left) - endOf(right)));
  }

  /** What changes from here on belongs to `changes` again: whatever was begun after it was cut off. */
  resume(changes: ProducerChanges | undefined): void {
    this.#changes = changes;
  }

  /** Does any producer's window reach to `endOffset` or beyond? Then a truncation there must recompute this state. */
  reaches(endOffset: number): boolean {
    for (const entry of this.#producers.values()) if (endOf(entry) > endOffset) return true;
    return false;
  }

  clear(): void {
    this.#producers.clear();
    this.#hasForgotten = false;
    this.#changes = undefined;
  }

  // The map's order is the order of the last appends, so the first key is the producer silent for longest.
  #remember(producerId: number, entry: ProducerEntry): void {
    this.#willChange(producerId);
    this.#producers.delete(producerId);
    this.#producers.set(producerId, entry);
    if (this.#producers.size <= PRODUCERS_PER_PARTITION_MAX) return;
    const silent = this.#producers.keys().next().value;
    if (silent !== undefined) this.#forget(silent);
  }

  #forget(producerId: number): void {
    this.#willChange(producerId);
    this.#producers.delete(producerId);
    this.#hasForgotten = true;
  }

  #willChange(producerId: number): void {
    const before = this.#changes?.before;
    if (before?.has(producerId) === false) before.set(producerId, this.#producers.get(producerId));
  }
}
