import { ErrorCode } from "../../base/errors.ts";
import { Random } from "../../base/random.ts";
import type { LogStorage, StoredChunk } from "../../log/storage.ts";
import type { MetadataImage, PartitionState } from "../../metadata/image.ts";
import * as header from "../../record/batch-header.ts";
import { LEADER_EPOCH_AT, MAGIC_AT } from "../../record/batch-layout.ts";
import { verifyBatch } from "../../record/batch-validate.ts";
import { crc32cOfTable } from "../../record/crc-table.ts";
import type { ReplicaView } from "../../replica/replica-view.ts";
import type { SimArena } from "./sim-arena.ts";
import type { SimRuntime } from "./sim-runtime.ts";
import { SimStorage } from "./sim-storage.ts";

/** A replica of a partition, and the batch in its log. */
export interface RotPlace {
  readonly brokerId: number;
  readonly topicId: number;
  readonly partition: number;
  /** Of the first record of the batch. */
  readonly offset: number;
}

interface StoredBatch extends RotPlace {
  readonly storage: LogStorage;
  readonly chunk: StoredChunk;
  readonly position: number;
  readonly length: number;
  readonly lastOffset: number;
}

interface Rot extends StoredBatch {
  readonly at: number; // of the byte, in its chunk
  readonly bit: number;
}

/** What bit rot must know of a cluster, to harm only what has a good copy elsewhere. */
export interface RotHost {
  readonly image: MetadataImage;
  replicasOf(brokerId: number): Iterable<ReplicaView>;
  replica(brokerId: number, topicId: number, partition: number): ReplicaView | undefined;
  readonly runtime: SimRuntime;
}

/**
 * Bits of stored batches that change by themselves: in the arena, and in the file behind it, so that who reads meets it now
 * and the next recovery does too. Not in the leader epoch: like the base offset it lies outside of the CRC, as in Kafka, but
 * what contradicts it is not always there: it may have become another epoch that there was.
 *
 * It remembers what it has spoiled until that is gone, and its broker out of the ISR: what is rotten is no copy.
 */
export class BitRot {
  readonly #host: RotHost;
  readonly #random: Random;
  readonly #storages = new Map<string, LogStorage>();
  #rots: Rot[] = [];
  readonly #all: StoredBatch[] = [];

  constructor(host: RotHost, seed: number) {
    this.#host = host;
    this.#random = new Random(seed + 0xb17);
  }

  /** Bits that have ever changed. */
  get count(): number {
    return this.#all.length;
  }

  /** Was a batch of this partition ever spoiled, at any replica? One with a damaged header is met by who looks for a later one. */
  wasSpoiled(topicId: number, partition: number): boolean {
    return this.#all.some((batch) => batch.topicId === topicId && batch.partition === partition);
  }

  /** Is some log not what it was? */
  get isAnywhere(): boolean {
    this.#forgetRepaired();
    return this.#rots.length > 0;
  }

  opened(brokerId: number, topicId: number, partition: number, storage: LogStorage): void {
    this.#storages.set(keyOf({ brokerId, topicId, partition }), storage);
  }

  /** What this broker had open is gone, or lies in a file that nobody reads now. */
  crashed(brokerId: number, survives: boolean): void {
    for (const key of this.#storages.keys()) if (key.startsWith(`${brokerId}/`)) this.#storages.delete(key);
    if (!survives) this.#rots = this.#rots.filter((rot) => rot.brokerId !== brokerId);
  }

  /** Does this replica lack a good copy of something, or may it be that its broker has not said so yet? */
  isRotten(brokerId: number, topicId: number, partition: number): boolean {
    this.#forgetRepaired();
    return this.#rots.some(
      (rot) => rot.brokerId === brokerId && rot.topicId === topicId && rot.partition === partition,
    );
  }

  /** Where the first batch of this replica begins that was spoiled and still is; infinity when all are good. */
  rotFrom({ brokerId, topicId, partition }: ReplicaView): number {
    let from = Number.POSITIVE_INFINITY;
    for (const rot of this.#rots)
      if (rot.brokerId === brokerId && rot.topicId === topicId && rot.partition === partition && this.#isThere(rot))
        from = Math.min(from, rot.offset);
    return from;
  }

  /**
   * Changes one bit of a committed batch of this broker that another in-sync replica has in good order and no consumer holds
   * now: who was given good bytes keeps them. Nothing happens where there is none.
   */
  spoilAny(brokerId: number): void {
    const places: StoredBatch[] = [];
    for (const { topicId, partition } of this.#host.replicasOf(brokerId)) {
      if (this.isRotten(brokerId, topicId, partition)) continue;
      for (const batch of this.#batches({ brokerId, topicId, partition }))
        if (this.#isCommitted(batch) && !this.#isLeased(batch) && this.#hasGoodCopy(batch)) places.push(batch);
    }
    if (places.length > 0) this.#flip(this.#random.pick(places));
  }

  /**
   * Changes one bit of this batch, whoever else has it: byte `byte` of it if that is given, else any that something speaks
   * for.
   */
  spoil(place: RotPlace, byte?: number): void {
    for (const batch of this.#batches(place))
      if (batch.offset === place.offset) {
        this.#flip(batch, byte);
        return;
      }
    throw new Error(`broker ${place.brokerId} has a batch that begins at offset ${place.offset}`);
  }

  /**
   * The ISR is another one. Where no member of it has a good copy any more, loss would be lawful, and nothing could be checked
   * after it: there bits change back.
   */
  isrChanged({ topicId, partition, isr }: PartitionState): void {
    if (isr.some((id) => !this.isRotten(id, topicId, partition))) return;
    for (const rot of this.#rots.slice()) {
      if (rot.topicId !== topicId || rot.partition !== partition || !isr.includes(rot.brokerId)) continue;
      if (!this.#isThere(rot)) continue;
      this.#change(rot);
      this.#rots = this.#rots.filter((one) => one !== rot);
      this.#host.runtime.timeline.note(
        `broker ${rot.brokerId}: the batch at offset ${rot.offset} is good again: the last copy`,
      );
    }
  }

  #flip(batch: StoredBatch, byte?: number): void {
    let at = byte ?? this.#random.between(0, batch.length - 1 - (MAGIC_AT - LEADER_EPOCH_AT));
    if (byte === undefined && at >= LEADER_EPOCH_AT) at += MAGIC_AT - LEADER_EPOCH_AT;
    const rot = { ...batch, at: batch.position + at, bit: this.#random.between(0, 7) };
    this.#change(rot);
    this.#rots.push(rot);
    this.#all.push(batch);
    const where = `offset ${rot.offset} of partition ${rot.partition} of topic ${rot.topicId}`;
    this.#host.runtime.timeline.note(
      `broker ${rot.brokerId}: bit ${rot.bit} of byte ${at} of the batch at ${where} has changed`,
    );
  }

  #change({ storage, chunk, at, bit }: Rot): void {
    if (storage instanceof SimStorage) storage.flipBit(chunk, at, bit);
    else {
      const { bytes } = this.#arena.memory;
      bytes[chunk.address + at] = (bytes[chunk.address + at] as number) ^ (1 << bit);
    }
  }

  #isCommitted({ brokerId, topicId, partition, offset, lastOffset }: StoredBatch): boolean {
    const replica = this.#host.replica(brokerId, topicId, partition);
    return replica !== undefined && offset >= replica.logStartOffset && lastOffset < replica.highWatermark;
  }

  /** The batches of a log, as far as it can be walked through. */
  *#batches(place: Omit<RotPlace, "offset">): Generator<StoredBatch> {
    const { brokerId, topicId, partition } = place;
    const storage = this.#storages.get(keyOf(place));
    if (storage === undefined) return;
    const { view } = this.#arena.memory;
    for (const chunk of storage.chunks)
      for (let position = 0; chunk.address >= 0 && position < chunk.filled; ) {
        const at = chunk.address + position;
        const length = header.wholeBatchBytes(view, at, chunk.filled - position);
        if (length === 0) break;
        const [offset, lastOffset] = [header.baseOffset(view, at), header.lastOffset(view, at)];
        yield { brokerId, topicId, partition, storage, chunk, position, length, offset, lastOffset };
        position += length;
      }
  }

  #hasGoodCopy({ brokerId, topicId, partition, offset, lastOffset }: StoredBatch): boolean {
    const host = this.#host;
    return (host.image.partition(topicId, partition)?.isr ?? []).some((id) => {
      const replica = host.replica(id, topicId, partition);
      if (id === brokerId || replica === undefined || !this.#isWell(id)) return false;
      if (this.isRotten(id, topicId, partition)) return false;
      return replica.logStartOffset <= offset && lastOffset < replica.logEndOffset;
    });
  }

  #isLeased({ chunk }: StoredBatch): boolean {
    const arena = this.#arena;
    const first = Math.floor(chunk.address / arena.unitBytes);
    for (const { unit } of arena.liveLeases()) if (unit === first) return true;
    return false;
  }

  get #arena(): SimArena {
    return this.#host.runtime.world.arena;
  }

  /** It lives, takes turns, and is registered and not fenced. */
  #isWell(brokerId: number): boolean {
    const { image, runtime } = this.#host;
    const endpoint = runtime.endpoint(brokerId);
    const state = image.brokers.get(brokerId);
    if (endpoint === undefined || endpoint.paused || endpoint.port.losesNextFlush) return false;
    return state?.incarnation === endpoint.incarnation && !state.fenced;
  }

  /** Is the spoiled batch still a part of a log that is open? */
  #isThere(rot: Rot): boolean {
    const { storage, chunk, position } = rot;
    if (this.#storages.get(keyOf(rot)) !== storage || !storage.chunks.includes(chunk)) return false;
    if (position >= chunk.filled) return false;
    if (chunk.address < 0) return true; // out of the arena, and not good in the file
    const { memory } = this.#arena;
    const at = chunk.address + position;
    if (verifyBatch(memory, at, chunk.filled - position, crc32cOfTable) !== ErrorCode.NONE) return true;
    return header.baseOffset(memory.view, at) !== rot.offset;
  }

  /** What is gone is forgotten when its broker's word for it does not count any more, or nobody wants it. */
  #forgetRepaired(): void {
    if (this.#rots.length === 0) return;
    this.#rots = this.#rots.filter((rot) => {
      const { brokerId, topicId, partition, offset } = rot;
      if (this.#isThere(rot)) return true;
      const state = this.#host.image.partition(topicId, partition);
      if (state?.replicas.includes(brokerId) !== true) return false;
      const replica = this.#host.replica(brokerId, topicId, partition);
      if (replica === undefined) return true; // dead: it has not said so yet
      return state.isr.includes(brokerId) && replica.logStartOffset <= offset && replica.repairs === 0;
    });
  }
}

function keyOf({ brokerId, topicId, partition }: Omit<RotPlace, "offset">): string {
  return `${brokerId}/${topicId}-${partition}`;
}
