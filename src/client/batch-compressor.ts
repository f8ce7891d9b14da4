import type { ActorContext } from "../actor/actor.ts";
import type { ArenaMemory } from "../arena/memory.ts";
import type { ActorRef, Slice } from "../base/ids.ts";
import { COMPRESSION_LATE_BYTES_PER_MS, COMPRESSION_LATE_MS, COMPRESSION_OFFLOAD_BYTES_MIN } from "../base/limits.ts";
import { putCompressed, recordsOf } from "../record/batch-compress.ts";
import { sealCrc } from "../record/batch-header.ts";
import { HEADER_BYTES } from "../record/batch-layout.ts";
import type { Codecs, Compression } from "../record/codec.ts";
import type { Crc32c } from "../record/crc.ts";
import type { PartitionQueue, ProducerBatch } from "./partition-queue.ts";

/** Bytes of the arena to be compressed in another thread. */
export interface CompressionJob {
  readonly compression: Compression;
  readonly source: Slice;
  /** Gets a `CompressedNote` with `tag`, exactly one. */
  readonly actor: ActorRef;
  readonly tag: unknown;
}

/** Threads that compress. False: none is free, nothing happened. */
export type CompressElsewhere = (job: CompressionJob) => boolean;

/** The end of a `CompressionJob`, as a note to its actor. */
export interface CompressedNote {
  readonly type: "compressed";
  readonly tag: unknown;
  /** Undefined: the thread died. */
  readonly bytes: Uint8Array | undefined;
}

export interface BatchCompressorOptions {
  readonly memory: ArenaMemory;
  readonly codecs: Codecs;
  readonly crc: Crc32c;
  readonly compression: Compression;
  readonly elsewhere: CompressElsewhere | undefined;
  /** The batches of this queue may be sent up to the next one that is being compressed. */
  readonly ready: (queue: PartitionQueue, context: ActorContext) => void;
}

/**
 * Compresses the sealed batches of a producer: small ones at once, large ones in other threads as long as one is free. A
 * batch keeps its place in its queue meanwhile. What comes back late, because the user's loop never lets the event loop
 * run or because the thread is slow, is compressed here after all, so that a busy loop makes progress. Owned by the
 * producer's actor.
 */
export class BatchCompressor {
  readonly #options: BatchCompressorOptions;
  readonly #offloadBytesMin: number;
  /** Batches that are away, and since when (ms); the first is the oldest. */
  readonly #away = new Map<ProducerBatch, number>();

  constructor(options: BatchCompressorOptions) {
    this.#options = options;
    this.#offloadBytesMin = COMPRESSION_OFFLOAD_BYTES_MIN[options.compression.codec];
  }

  /** Takes a batch that was sealed without CRC and is in its queue. */
  begin(batch: ProducerBatch, context: ActorContext): void {
    const { compression, elsewhere } = this.#options;
    const source = { address: batch.address + HEADER_BYTES, length: batch.length - HEADER_BYTES };
    const isAway =
      source.length >= this.#offloadBytesMin &&
      elsewhere?.({ compression, source, actor: context.self, tag: batch }) === true;
    if (isAway) {
      batch.isCompressing = true;
      this.#away.set(batch, context.now);
    } else this.#compressHere(batch);
    this.takeBackLate(context); // at the end: it sends, and this batch is ready only now
  }

  /** What another thread made. A batch that was given up or taken back meanwhile does not need it any more. */
  finished(note: CompressedNote, context: ActorContext): void {
    const batch = note.tag as ProducerBatch;
    if (!this.#away.has(batch)) return;
    if (note.bytes === undefined) this.#compressHere(batch);
    else this.#put(batch, note.bytes);
    this.#options.ready(batch.queue, context);
  }

  /** The batch is done with, whatever becomes of it elsewhere: its place may get other bytes. */
  forget(batch: ProducerBatch): void {
    this.#away.delete(batch);
  }

  takeBackLate(context: ActorContext): void {
    for (const [batch, since] of this.#away) {
      if (context.now - since < COMPRESSION_LATE_MS + batch.length / COMPRESSION_LATE_BYTES_PER_MS) continue;
      this.#compressHere(batch);
      this.#options.ready(batch.queue, context);
    }
  }

  #compressHere(batch: ProducerBatch): void {
    const { memory, codecs, compression } = this.#options;
    let compressed: Uint8Array | undefined;
    try {
      compressed = codecs.compress(compression, recordsOf(memory, batch.address, batch.length));
    } catch {
      // The process has no memory for it, say: the records are worth more than their compression.
    }
    this.#put(batch, compressed);
  }

  /** Without compressed bytes the batch goes as it is. */
  #put(batch: ProducerBatch, compressed: Uint8Array | undefined): void {
    const { memory, compression, crc } = this.#options;
    if (compressed) batch.length = putCompressed(memory, batch.address, compression.codec, compressed);
    sealCrc(memory, batch.address, crc);
    batch.isCompressing = false;
    this.#away.delete(batch);
  }
}
