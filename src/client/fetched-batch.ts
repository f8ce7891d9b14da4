import type { LeaseGuard } from "../arena/lease-guard.ts";
import type { ArenaMemory, Leases } from "../arena/memory.ts";
import { MillraceError } from "../base/errors.ts";
import { BatchCursor } from "../record/batch-cursor.ts";
import * as header from "../record/batch-header.ts";
import type { Codecs } from "../record/codec.ts";
import type { Crc32c } from "../record/crc.ts";
import type { Bytes, ConsumerBatch, ConsumerRecord, CopiedRecord } from "./api.ts";
import type { FetchedRun } from "./consumer-partition.ts";
import { DecodedRecord, type Decoders, detached } from "./decoded-record.ts";

/** What a batch needs of its endpoint. */
interface BatchPorts {
  readonly memory: ArenaMemory;
  readonly leases: Leases;
  readonly codecs: Codecs;
}

/** Records read in place. Owned by the consumer that gave it out; after `expire` every access throws BATCH_EXPIRED. */
export class FetchedBatch<K = Bytes, V = Bytes> implements ConsumerBatch<K, V> {
  readonly topic: string;
  readonly partition: number;
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly recordCount: number;
  readonly highWatermark: number;
  readonly run: FetchedRun;
  readonly #memory: ArenaMemory;
  readonly #codecs: Codecs;
  readonly #decoders: Decoders<K, V> | undefined;
  readonly #guard: LeaseGuard;

  /** Without decoders keys and values are bytes. */
  constructor(ports: BatchPorts, run: FetchedRun, decoders?: Decoders<K, V>) {
    this.#memory = ports.memory;
    this.#codecs = ports.codecs;
    this.#guard = ports.leases.guard(run.lease);
    this.#decoders = decoders;
    this.run = run;
    this.topic = run.partition.topic;
    this.partition = run.partition.partition;
    this.baseOffset = run.startOffset;
    this.lastOffset = run.nextOffset - 1;
    this.recordCount = run.recordCount;
    this.highWatermark = run.highWatermark;
  }

  [Symbol.iterator](): Iterator<ConsumerRecord<K, V>> {
    if (this.#guard.isOver) throw expiredError(this);
    const cursor = new BatchCursor(this.#codecs);
    cursor.aim(this.#memory, this.run.address, this.run.length);
    cursor.startAt(this.run.startOffset);
    const raw = new BatchRecord(this, cursor, this.#guard);
    const record = this.#decoders ? new DecodedRecord(raw, this.#decoders) : (raw as unknown as ConsumerRecord<K, V>);
    return new RecordIterator(this, cursor, this.#guard, record);
  }

  /** The lease has ended: the bytes may be anything from now on. */
  expire(): void {
    this.#guard.end();
  }

  /** Throws CORRUPT_MESSAGE when the bytes are not what they were when they came: somebody wrote into a view. */
  verify(crc: Crc32c): void {
    const { view, bytes } = this.#memory;
    const end = this.run.address + this.run.length;
    for (let at = this.run.address; at < end; ) {
      const length = header.wholeBatchBytes(view, at, end - at);
      if (length > 0 && header.computeCrc(bytes, view, at, crc) === header.crc(view, at)) {
        at += length;
        continue;
      }
      const where = `${this.topic}-${this.partition} at offset ${header.baseOffset(view, at)}`;
      const message = `the batch of ${where} was changed while it was read: keys and values are for reading, copy() first`;
      throw new MillraceError("CORRUPT_MESSAGE", message);
    }
  }
}

/** Where the records of a batch are from. */
type Origin = Pick<FetchedBatch, "topic" | "partition" | "baseOffset">;

// What runs for every record is in small functions: V8 takes those of at most 27 bytes of bytecode into its user's loop
// however much is in it already, and a call costs as much as what they do.

/** One object, one record and one result for all records of a loop: nothing is allocated per record. */
class RecordIterator<R> implements Iterator<R> {
  readonly #batch: Origin;
  readonly #cursor: BatchCursor;
  readonly #guard: LeaseGuard;
  readonly #result: { done: false; value: R };

  constructor(batch: Origin, cursor: BatchCursor, guard: LeaseGuard, record: R) {
    this.#batch = batch;
    this.#cursor = cursor;
    this.#guard = guard;
    this.#result = { done: false, value: record };
  }

  next(): IteratorResult<R> {
    let hasNext: boolean;
    try {
      hasNext = this.#cursor.next();
    } catch (error) {
      throw this.#guard.isOver ? expiredError(this.#batch) : error;
    }
    // The one look is after the step: what the cursor has seen of bytes that were revoked may be anything.
    if (this.#guard.isOver) throw expiredError(this.#batch);
    return hasNext ? this.#result : { done: true, value: undefined };
  }
}

/** The record under the cursor. */
class BatchRecord implements ConsumerRecord {
  readonly #batch: Origin;
  readonly #cursor: BatchCursor;
  readonly #guard: LeaseGuard;

  constructor(batch: Origin, cursor: BatchCursor, guard: LeaseGuard) {
    this.#batch = batch;
    this.#cursor = cursor;
    this.#guard = guard;
  }

  get topic(): string {
    return this.#batch.topic;
  }
  get partition(): number {
    return this.#batch.partition;
  }
  get offset(): number {
    return this.#live().offset;
  }
  get timestamp(): number {
    return this.#live().timestamp;
  }
  get leaderEpoch(): number {
    return this.#live().leaderEpoch;
  }
  get key(): Bytes | null {
    return this.#live().keyView();
  }
  get value(): Bytes | null {
    return this.#live().valueView();
  }
  get serializedKeySize(): number {
    return this.#live().keyLength;
  }
  get serializedValueSize(): number {
    return this.#live().valueLength;
  }
  get bytes(): Bytes {
    return this.#live().bytes;
  }
  get keyStart(): number {
    return this.#live().keyPosition;
  }
  get valueStart(): number {
    return this.#live().valuePosition;
  }
  get headers(): readonly (readonly [string, Bytes | null])[] {
    return this.#whole(() => this.#live().headers());
  }

  copy(): CopiedRecord {
    return this.#whole(() => {
      const { topic, partition, offset, timestamp, leaderEpoch, serializedKeySize, serializedValueSize } = this;
      const headers = this.headers.map(([name, value]) => [name, detached(value)] as const);
      const place = { topic, partition, offset, timestamp, leaderEpoch };
      const data = { key: detached(this.key), value: detached(this.value), headers };
      return { ...place, ...data, serializedKeySize, serializedValueSize };
    });
  }

  /** What `read` gives, unless the batch was revoked while it read. */
  #whole<T>(read: () => T): T {
    try {
      return read();
    } finally {
      this.#live();
    }
  }

  #live(): BatchCursor {
    if (this.#guard.isOver) this.#expired();
    return this.#cursor;
  }

  #expired(): never {
    throw expiredError(this.#batch);
  }
}

function expiredError(batch: Origin): MillraceError {
  const where = `${batch.topic}-${batch.partition} from offset ${batch.baseOffset}`;
  const why = "it was given back, or its lease was older than leaseMsMax while the arena was full";
  const message = `the batch of ${where} was used after its end (${why}): take what you keep with record.copy() before the next batch`;
  return new MillraceError("BATCH_EXPIRED", message);
}
