import type { ActorContext } from "../actor/actor.ts";
import type { ArenaMemory } from "../arena/memory.ts";
import { ErrorCode, MillraceError } from "../base/errors.ts";
import { BATCH_BYTES_MAX } from "../base/limits.ts";
import type { MetadataImage } from "../metadata/image.ts";
import { integerConfig } from "../metadata/topic-config.ts";
import { HEADER_BYTES } from "../record/batch-layout.ts";
import type { Crc32c } from "../record/crc.ts";
import { recordBytesCounted, recordBytesMax } from "../record/record-input.ts";
import type { Partitioner, ProducerRecord } from "./api.ts";
import type { BatchCompressor } from "./batch-compressor.ts";
import type { BufferPool } from "./buffer-pool.ts";
import type { FlushLedger } from "./flush-ledger.ts";
import { PartitionChoice, type Route } from "./partition-choice.ts";
import { PartitionQueue, type ProducerBatch } from "./partition-queue.ts";
import type { Sequences } from "./sequences.ts";

export interface AccumulatorOptions {
  readonly memory: ArenaMemory;
  readonly image: MetadataImage;
  readonly crc: Crc32c;
  readonly pool: BufferPool;
  readonly ledger: FlushLedger;
  readonly sequences: Sequences | undefined;
  readonly partitioner: Partitioner;
  /** Undefined: batches go as they are. */
  readonly compressor: BatchCompressor | undefined;
}

/**
 * Writes records into the open batch of their partition, straight into the arena. `add` without a context does only what
 * needs no decision; `place` opens, seals and picks sticky partitions. Owned by the producer's actor.
 */
export class Accumulator {
  readonly #options: AccumulatorOptions;
  readonly #choice: PartitionChoice;
  readonly #routes = new Map<string, Route>();
  readonly queues: PartitionQueue[] = [];
  /** Open batches in the order in which they were opened: the first is the first to be due. */
  readonly open = new Set<ProducerBatch>();
  #lastRoute: Route | undefined;
  readonly #freeIndexes: number[] = []; // of queues whose topic is deleted

  constructor(options: AccumulatorOptions) {
    this.#options = options;
    this.#choice = new PartitionChoice(options.partitioner);
  }

  /** Appends to an open batch with room. False: nothing happened, take the long way. */
  add(record: ProducerRecord, timestamp: number, tag: unknown): boolean {
    const route = this.#lastRoute;
    if (route === undefined || route.topic !== record.topic) return false;
    const queue = route.queues[this.#choice.of(record, route)];
    const batch = queue?.open;
    if (batch === undefined || batch.generation !== this.#options.ledger.current) return false;
    if (!(queue as PartitionQueue).writer.put(record.key ?? null, record.value, timestamp, record.headers))
      return false;
    this.#choice.settle();
    if (tag !== undefined) tagRecord(batch, tag);
    batch.recordCount++;
    return true;
  }

  /** The partition's queue, or undefined while the topic is not known. Throws when the topic has no such partition. */
  queueOf(record: ProducerRecord, context: ActorContext): PartitionQueue | undefined {
    const route = this.#routeOf(record.topic, context);
    if (!route) return undefined;
    this.#lastRoute = route;
    const partition = this.#choice.of(record, route);
    this.#choice.settle();
    if (!Number.isInteger(partition) || partition < 0 || partition >= route.partitionCount) {
      const message = `${record.topic} has no partition ${partition}: it has 0 to ${route.partitionCount - 1}`;
      throw new MillraceError("UNKNOWN_TOPIC_OR_PARTITION", message);
    }
    let queue = route.queues[partition];
    if (!queue) {
      const index = this.#freeIndexes.pop() ?? this.queues.length;
      queue = new PartitionQueue(index, route.topic, route.topicId, partition);
      route.queues[partition] = queue;
      this.queues[index] = queue;
    }
    return queue;
  }

  /** Appends to the open batch. False: there is none, or it has no room. */
  append(queue: PartitionQueue, record: ProducerRecord, timestamp: number, tag: unknown): boolean {
    if (!queue.open?.queue.writer.put(record.key ?? null, record.value, timestamp, record.headers)) return false;
    if (tag !== undefined) tagRecord(queue.open, tag);
    queue.open.recordCount++;
    return true;
  }

  /** Opens a batch that has room for `record`. False: there is no buffer. Throws RECORD_TOO_LARGE. */
  openFor(queue: PartitionQueue, record: ProducerRecord, generation: number, nowMs: number): boolean {
    const { pool, memory, ledger } = this.#options;
    const needed = neededBytes(record, pool.bufferBytes);
    const limitBytes = this.#messageBytesMax(queue);
    if (limitBytes < HEADER_BYTES) throw tooLarge(record, needed, maxMessageBytes(limitBytes));
    const capacityBytes = needed <= pool.bufferBytes ? pool.bufferBytes : Math.min(needed, limitBytes);
    if (capacityBytes > pool.limitBytes) throw tooLarge(record, needed, `bufferBytes (${pool.limitBytes})`);
    const address = pool.take(capacityBytes);
    if (address === undefined) return false;
    queue.writer.open(memory, address, Math.min(capacityBytes, limitBytes));
    queue.open = {
      queue,
      address,
      capacityBytes,
      createdAtMs: nowMs,
      firstNumber: queue.nextNumber,
      generation,
      length: 0,
      isCompressing: false,
      recordCount: 0,
      tags: undefined,
      attempts: 0,
      correlation: 0,
      uncertain: false,
      uncertainBefore: false,
      sequence: -1,
      hasFailed: false,
      lastError: ErrorCode.NONE,
      lastMessage: "",
    };
    queue.openIsDue = false;
    this.open.add(queue.open);
    ledger.begin(generation);
    return true;
  }

  /** A batch that was just opened cannot take its first record: the batch goes, and the record is refused. */
  refuse(queue: PartitionQueue, record: ProducerRecord): MillraceError {
    this.discard(queue);
    const limit = maxMessageBytes(this.#messageBytesMax(queue));
    return tooLarge(record, neededBytes(record, 0), limit);
  }

  /** No batch of the topic may be larger: the leader would refuse it. */
  #messageBytesMax({ topicId }: PartitionQueue): number {
    const topic = this.#options.image.topics.get(topicId);
    return topic === undefined ? BATCH_BYTES_MAX : integerConfig(topic, "max.message.bytes");
  }

  /** Forgets an open batch without records. */
  discard(queue: PartitionQueue): void {
    const batch = queue.open as ProducerBatch;
    queue.open = undefined;
    this.open.delete(batch);
    this.#options.pool.give(batch.address, batch.capacityBytes);
    this.#options.ledger.finish(batch.generation);
  }

  /** Seals the open batch and puts it in the queue. */
  seal(queue: PartitionQueue, context: ActorContext): void {
    const batch = queue.open as ProducerBatch;
    queue.open = undefined;
    queue.openIsDue = false;
    this.open.delete(batch);
    queue.nextNumber += batch.recordCount;
    const stamp = this.#options.sequences?.stampAtSeal(queue, batch, batch.recordCount);
    const { compressor, crc } = this.#options;
    batch.length = queue.writer.seal({ ...stamp, crc: compressor ? undefined : crc });
    queue.batches.push(batch);
    compressor?.begin(batch, context);
    const route = this.#routes.get(queue.topic);
    if (route?.sticky === queue.partition) this.#stickAnew(route, context);
  }

  /** Takes what the image knows of partitions into the routes. */
  refreshRoutes(): void {
    for (const route of this.#routes.values()) {
      const count = this.#options.image.topics.get(route.topicId)?.partitions.length ?? 0;
      if (count > route.partitionCount) route.partitionCount = count;
    }
  }

  /** Topics that the image does not have any more are not written to; the queues that they had must be emptied. */
  forgetDeletedTopics(): PartitionQueue[] {
    const orphans: PartitionQueue[] = [];
    for (const route of [...this.#routes.values()]) {
      if (this.#options.image.topics.has(route.topicId)) continue;
      this.#routes.delete(route.topic);
      if (this.#lastRoute === route) this.#lastRoute = undefined;
      for (const queue of route.queues) {
        if (queue === undefined) continue;
        orphans.push(queue);
        this.#freeIndexes.push(queue.index);
      }
    }
    return orphans;
  }

  #routeOf(topic: string, context: ActorContext): Route | undefined {
    const known = this.#routes.get(topic);
    if (known) return known;
    const state = this.#options.image.topicByName(topic);
    if (!state || state.partitions.length === 0) return undefined;
    const partitionCount = state.partitions.length;
    const route: Route = { topic, topicId: state.id, partitionCount, queues: [], sticky: 0, turn: 0 };
    this.#stickAnew(route, context);
    this.#routes.set(topic, route);
    return route;
  }

  /** Another partition than before, one with a leader if there is any. */
  #stickAnew(route: Route, context: ActorContext): void {
    const { image } = this.#options;
    const choices: number[] = [];
    for (let partition = 0; partition < route.partitionCount; partition++) {
      const leader = image.partition(route.topicId, partition)?.leader ?? -1;
      if (leader >= 0 && partition !== route.sticky) choices.push(partition);
    }
    if (choices.length > 0) route.sticky = context.random.pick(choices);
  }
}

function tagRecord(batch: ProducerBatch, tag: unknown): void {
  batch.tags ??= [];
  batch.tags.push({ index: batch.recordCount, tag });
}

/** At most what a batch of this record alone takes. The characters of text are only counted when it may be over `limitBytes`. */
function neededBytes({ key, value, headers }: ProducerRecord, limitBytes: number): number {
  const record = { key, value, headers, timestamp: 0 };
  const most = HEADER_BYTES + recordBytesMax(record);
  return most <= limitBytes ? most : HEADER_BYTES + recordBytesCounted(record);
}

function maxMessageBytes(bytes: number): string {
  return `the topic's max.message.bytes (${bytes})`;
}

function tooLarge(record: ProducerRecord, bytes: number, limit: string): MillraceError {
  const message = `a record for ${record.topic} needs up to ${bytes} bytes, more than ${limit}: split it, or raise that`;
  return new MillraceError("RECORD_TOO_LARGE", message);
}
