import type { ActorContext } from "../actor/actor.ts";
import type { ArenaMemory } from "../arena/memory.ts";
import { type ProducerStamp, stampProducer } from "../record/batch-header.ts";
import type { Crc32c } from "../record/crc.ts";
import type { IdentityKeeper } from "./identity-keeper.ts";
import type { PartitionQueue, ProducerBatch, ProducerIdentity } from "./partition-queue.ts";

const SEQUENCE_MASK = 0x7fffffff;

/**
 * Producer id, epoch and sequence of every batch, so that a leader recognises what it has already. A batch keeps its
 * sequence over all attempts. After a hole (a batch that may or may not be in the log was given up) the sequences restart
 * at 0 under a bumped epoch, but only when no batch is left whose fate under the old epoch is open: such a batch is sent
 * again as it was, and comes back acknowledged, as a duplicate, or out of order, which is a verdict too.
 */
export class Sequences {
  readonly #memory: ArenaMemory;
  readonly #crc: Crc32c;
  readonly #keeper: IdentityKeeper;

  constructor(memory: ArenaMemory, crc: Crc32c, keeper: IdentityKeeper) {
    this.#memory = memory;
    this.#crc = crc;
    this.#keeper = keeper;
  }

  /** The stamp for a batch of `recordCount` records that is being sealed, or undefined when it is too early to tell. */
  stampAtSeal(queue: PartitionQueue, batch: ProducerBatch, recordCount: number): ProducerStamp | undefined {
    const identity = queue.identity;
    if (!identity || identity !== this.#keeper.current || queue.sequenceBroken) return undefined;
    const last = queue.batches.at(-1);
    if (last !== undefined && last.sequence < 0) return undefined;
    batch.sequence = this.#draw(queue, recordCount);
    return { ...identity, baseSequence: batch.sequence };
  }

  /** How many leading batches of the queue may be in flight as things are; asks for an identity where one is needed. */
  sendable(queue: PartitionQueue, context: ActorContext): number {
    const current = this.#keeper.current;
    if (!current) {
      this.#keeper.require(undefined, context);
      return 0;
    }
    if (!queue.sequenceBroken && queue.identity === current) return queue.batches.length;
    const uncertain = queue.uncertainPrefix;
    if (queue.sequenceBroken) {
      if (uncertain > 0) return uncertain;
      if (queue.identity === current) {
        this.#keeper.require(current, context);
        return 0;
      }
    } else if (uncertain > 0) return queue.batches.length; // a bump for another partition: this one drains first
    this.#restart(queue, current);
    return queue.batches.length;
  }

  /** Gives the batch its stamp if it has none yet. */
  prepare(queue: PartitionQueue, batch: ProducerBatch): void {
    if (batch.sequence >= 0) return;
    batch.sequence = this.#draw(queue, batch.recordCount);
    const stamp = { ...(queue.identity as ProducerIdentity), baseSequence: batch.sequence };
    stampProducer(this.#memory, batch.address, stamp, this.#crc);
  }

  /** A sealed batch was given up and is out of its queue. */
  abandoned(queue: PartitionQueue, batch: ProducerBatch): void {
    if (batch.sequence < 0) return;
    if (batch.uncertain || queue.uncertainPrefix > 0) queue.sequenceBroken = true;
    else if (!queue.sequenceBroken) this.#renumber(queue, batch.sequence); // it never was in a log: no hole
  }

  #draw(queue: PartitionQueue, recordCount: number): number {
    const sequence = queue.nextSequence;
    queue.nextSequence = (sequence + recordCount) & SEQUENCE_MASK;
    return sequence;
  }

  #restart(queue: PartitionQueue, identity: ProducerIdentity): void {
    queue.identity = identity;
    queue.sequenceBroken = false;
    this.#renumber(queue, 0);
  }

  #renumber(queue: PartitionQueue, nextSequence: number): void {
    queue.nextSequence = nextSequence;
    for (const batch of queue.batches) batch.sequence = -1;
  }
}
