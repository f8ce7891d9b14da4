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
  readonly #leases: Leases;
  #hasEnded = false;

  /** Without decoders keys and values are bytes. */
  constructor(ports: BatchPorts, run: FetchedRun, decoders?: Decoders<K, V>) {
    this.#memory = ports.memory;
    this.#codecs = ports.codecs;
    this.#leases = ports.leases;
    this.#decoders = decoders;
    this.run = run;
    this.topic = run.partition.topic;
    this.partition = run.partition.partition;
    this.baseOffset = run.startOffset;
    this.lastOffset = run.nextOffset - 1;
    this.recordCount = run.recordCount;
    this.highWatermark = run.highWatermark;
  }

  /** It was given back, or its lease was revoked. */
  get isExpired(): boolean {
    return this.#hasEnded || this.#leases.isRevoked(this.run.lease);
  }

  [Symbol.iterator](): Iterator<ConsumerRecord<K, V>> {
    if (this.isExpired) throw expiredError(this);
    const cursor = new BatchCursor(this.#codecs);
    cursor.aim(this.#memory, this.run.address, this.run.length);
    cursor.startAt(this.run.startOffset);
    const raw = new BatchRecord(this, cursor);
    const record = this.#decoders ? new DecodedRecord(raw, this.#decoders) : (raw as unknown as ConsumerRecord<K, V>);
    return new RecordIterator(this, cursor, record);
  }

  /** The lease has ended: the bytes may be anything from now on. */
  expire(): void {
    this.#hasEnded = true;
  }

  /** Throws CORRUPT_MESSAGE when the bytes are not what the leader had checked: somebody wrote into a view. */
  verify(crc: Crc32c): void {
    const { view, bytes } = this.#memory;
    const end = this.run.address + this.run.length;
    for (let at = this.run.address; at < end; at += header.batchBytes(view, at)) {
      if (header.computeCrc(bytes, view, at, crc) === header.crc(view, at)) continue;
      const where = `${this.topic}-${this.partition} at offset ${header.baseOffset(view, at)}`;
      const message = `the batch of ${where} was changed while it was read: keys and values are for reading, copy() first`;
      throw new MillraceError("CORRUPT_MESSAGE", message);
    }
  }
}

/** What the records of a batch know of it. */
type Expiring = Pick<FetchedBatch, "topic" | "partition" | "baseOffset" | "isExpired">;

/** One object, one record and one result for all records of a loop: nothing is allocated per record. */
class RecordIterator<R> implements Iterator<R> {
  readonly #batch: Expiring;
  readonly #cursor: BatchCursor;
  readonly #result: { done: false; value: R };

  constructor(batch: Expiring, cursor: BatchCursor, record: R) {
    this.#batch = batch;
    this.#cursor = cursor;
    this.#result = { done: false, value: record };
  }

  next(): IteratorResult<R> {
    if (this.#batch.isExpired) throw expiredError(this.#batch);
    let hasNext: boolean;
    try {
      hasNext = this.#cursor.next();
    } catch (error) {
      throw this.#batch.isExpired ? expiredError(this.#batch) : error;
    }
    // Revoked while it was read: what the cursor has seen may be anything.
    if (this.#batch.isExpired) throw expiredError(this.#batch);
    return hasNext ? this.#result : { done: true, value: undefined };
  }
}

/** The record under the cursor. */
class BatchRecord implements ConsumerRecord {
  readonly #batch: Expiring;
  readonly #cursor: BatchCursor;

  constructor(batch: Expiring, cursor: BatchCursor) {
    this.#batch = batch;
    this.#cursor = cursor;
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
  get key(): Bytes | null {
    return this.#live().keyView();
  }
  get value(): Bytes | null {
    return this.#live().valueView();
  }
  get headers(): readonly (readonly [string, Bytes | null])[] {
    return this.#whole(() => this.#live().headers());
  }

  copy(): CopiedRecord {
    return this.#whole(() => {
      const { topic, partition, offset, timestamp } = this;
      const headers = this.headers.map(([name, value]) => [name, detached(value)] as const);
      return { topic, partition, offset, timestamp, key: detached(this.key), value: detached(this.value), headers };
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
    if (this.#batch.isExpired) throw expiredError(this.#batch);
    return this.#cursor;
  }
}

function expiredError(batch: Expiring): MillraceError {
  const where = `${batch.topic}-${batch.partition} from offset ${batch.baseOffset}`;
  const why = "it was given back, or its lease was older than leaseMsMax while the arena was full";
  const message = `the batch of ${where} was used after its end (${why}): take what you keep with record.copy() before the next batch`;
  return new MillraceError("BATCH_EXPIRED", message);
}
