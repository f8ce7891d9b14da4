import type { Allocator, ArenaMemory } from "../arena/memory.ts";
import { assert } from "../base/assert.ts";
import type { Slice } from "../base/ids.ts";
import { CHUNK_BYTES_MAX } from "../base/limits.ts";
import type { LogStorage, StorageCut, StorageOutcome, StorageResult, StoredChunk } from "./storage.ts";

class ArenaChunk implements StoredChunk {
  readonly address: number;
  readonly bytes: number;
  filled = 0;
  /** What lies behind `filled` may still be read by somebody. */
  isClosed = false;

  constructor(address: number, bytes: number) {
    this.address = address;
    this.bytes = bytes;
  }

  get room(): number {
    return this.isClosed ? 0 : this.bytes - this.filled;
  }
}

/**
 * A log's bytes in the arena, in chunks that double from one unit to `chunkBytesMax`, so that a small log stays small
 * and a large one has few chunks. Volatile: what is in memory counts as durable at once. Owned by the replica's thread.
 */
export class ArenaStorage implements LogStorage {
  readonly recoveryPoint = 0;
  completed: (request: number, outcome: StorageOutcome) => void = () => {};
  readonly #memory: ArenaMemory;
  readonly #allocator: Allocator;
  readonly #chunkBytesMax: () => number;
  readonly #chunks: ArenaChunk[] = [];
  #startOffset = 0;
  #unitsNext = 1;

  constructor(memory: ArenaMemory, allocator: Allocator, chunkBytesMax = () => CHUNK_BYTES_MAX) {
    this.#memory = memory;
    this.#allocator = allocator;
    this.#chunkBytesMax = chunkBytesMax;
  }

  get chunks(): readonly StoredChunk[] {
    return this.#chunks;
  }

  get startOffset(): number {
    return this.#startOffset;
  }

  append(batch: Slice, _request: number): StorageResult {
    let chunk = this.#chunks[this.#chunks.length - 1];
    if (chunk === undefined || chunk.room < batch.length) {
      chunk = this.#allocate(batch.length);
      if (chunk === undefined) return "full";
      this.#chunks.push(chunk);
    }
    this.#memory.copy(chunk.address + chunk.filled, batch.address, batch.length);
    chunk.filled += batch.length;
    return "done";
  }

  load(_chunk: StoredChunk, _request: number): StorageResult {
    return "done";
  }

  truncate({ chunks, filled, mayBeRead }: StorageCut, _request: number): StorageResult {
    assert(chunks <= this.#chunks.length, "truncation keeps no more chunks than there are");
    while (this.#chunks.length > chunks) this.#free(this.#chunks.pop());
    const last = this.#chunks[chunks - 1];
    if (last === undefined) this.#unitsNext = 1;
    else {
      assert(filled <= last.filled, "truncation keeps no more bytes than there are");
      last.filled = filled;
      last.isClosed ||= mayBeRead;
    }
    return "done";
  }

  trim(count: number, startOffset: number, _request: number): StorageResult {
    assert(count <= this.#chunks.length, "no more chunks are forgotten than there are");
    for (const chunk of this.#chunks.splice(0, count)) this.#free(chunk);
    this.#startOffset = startOffset;
    if (this.#chunks.length === 0) this.#unitsNext = 1;
    return "done";
  }

  sync(_recoveryPoint: number, _request: number): StorageResult {
    return "done";
  }

  close(): void {
    for (const chunk of this.#chunks.splice(0)) this.#free(chunk);
  }

  /** The chunk that is due by growth, or, in a nearly full arena, the smallest one that holds the batch. */
  #allocate(batchBytes: number): ArenaChunk | undefined {
    const unitsMin = Math.ceil(batchBytes / this.#allocator.unitBytes);
    const unitsMax = Math.max(1, Math.floor(this.#chunkBytesMax() / this.#allocator.unitBytes));
    for (
      let units = Math.max(Math.min(this.#unitsNext, unitsMax), unitsMin);
      ;
      units = Math.max(unitsMin, units >>> 1)
    ) {
      const bytes = units * this.#allocator.unitBytes;
      const address = this.#allocator.allocate(bytes);
      if (address !== undefined) {
        this.#unitsNext = Math.min(units * 2, unitsMax);
        return new ArenaChunk(address, bytes);
      }
      if (units === unitsMin) return undefined;
    }
  }

  #free(chunk: ArenaChunk | undefined): void {
    if (chunk !== undefined) this.#allocator.free(chunk.address, chunk.bytes);
  }
}
