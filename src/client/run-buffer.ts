import type { ArenaMemory, Leases } from "../arena/memory.ts";
import { CONSUMER_RUNS_MAX } from "../base/limits.ts";
import type { FetchedPartition, Reference } from "../message/kinds.ts";
import type { Crc32c } from "../record/crc.ts";
import { type ConsumerPartition, type FetchedRun, measureRun, noteEpochs } from "./consumer-partition.ts";
import { CONSUMER_EPOCHS_MAX } from "./settings.ts";

/**
 * The runs of bytes that a consumer holds by leases: fetched ahead, and with its user. Partitions take turns. Part of the
 * consumer's actor.
 */
export class RunBuffer {
  readonly #memory: ArenaMemory;
  readonly #leases: Leases;
  readonly #crc: Crc32c | undefined;
  #ready: ConsumerPartition[] = []; // have runs; the longest waiting first
  #count = 0; // buffered, and held by the user
  bytes = 0; // buffered

  /** With `crc` nothing is kept that is not what its CRC says. */
  constructor(memory: ArenaMemory, leases: Leases, crc?: Crc32c) {
    this.#memory = memory;
    this.#leases = leases;
    this.#crc = crc;
  }

  get isEmpty(): boolean {
    return this.#ready.length === 0;
  }

  /** Nothing is fetched while too many runs are out: others on this endpoint need leases too. */
  get mayFetch(): boolean {
    return this.#count * 2 <= CONSUMER_RUNS_MAX;
  }

  /**
   * Takes what an answer refers to, as far as there are leases, and up to the first batch that is damaged: then
   * `foundCorrupt` is set. What is left out comes again with the next answer.
   */
  keep(partition: ConsumerPartition, { references, highWatermark }: FetchedPartition): void {
    for (const reference of references) {
      const run = this.#keepRun(partition, reference, highWatermark);
      if (!run) break; // what comes after it would leave a hole
      partition.runs.push(run);
      if (partition.runs.length === 1) this.#ready.push(partition);
      partition.fetchOffset = run.nextOffset;
      if (partition.session) partition.session.bufferedBytes += run.length;
      this.bytes += run.length;
      if (partition.foundCorrupt) break;
    }
  }

  /** The next run, partitions taking turns. The caller releases it. */
  take(): FetchedRun | undefined {
    const partition = this.#ready.shift();
    const run = partition?.runs.shift();
    if (!partition || !run) return undefined;
    if (partition.runs.length > 0) this.#ready.push(partition);
    partition.position = run.nextOffset;
    if (partition.session) partition.session.bufferedBytes -= run.length;
    this.bytes -= run.length;
    return run;
  }

  release(run: FetchedRun): void {
    this.#leases.release(run.lease);
    this.#count--;
  }

  /** Gives back what was fetched ahead of this partition. */
  discard(partition: ConsumerPartition): void {
    if (partition.session) partition.session.bufferedBytes -= partition.bufferedBytes;
    this.bytes -= partition.bufferedBytes;
    for (const run of partition.runs.splice(0)) this.release(run);
    this.#ready = this.#ready.filter((ready) => ready !== partition);
  }

  #keepRun(partition: ConsumerPartition, reference: Reference, highWatermark: number): FetchedRun | undefined {
    if (this.#count >= CONSUMER_RUNS_MAX || partition.fetchOffset === undefined) return undefined;
    const startOffset = partition.fetchOffset;
    const measured = measureRun(this.#memory, reference, startOffset, partition.leaderEpoch, this.#crc);
    const { nextOffset, recordCount, length } = measured;
    if (length < reference.length || nextOffset <= startOffset) partition.foundCorrupt = true;
    if (nextOffset <= startOffset) return undefined;
    const lease = this.#leases.register(reference.address);
    if (lease === undefined) return undefined;
    this.#count++;
    const { epochs } = partition;
    const { address } = reference;
    if (measured.leaderEpoch !== epochs.latest) {
      noteEpochs(this.#memory, { address, length }, startOffset, epochs);
      const oldest = epochs.entries.at(-CONSUMER_EPOCHS_MAX);
      if (oldest) epochs.trim(oldest.startOffset);
    }
    return { partition, address, length, lease, startOffset, nextOffset, recordCount, highWatermark };
  }
}
