import type { Allocator, ArenaMemory } from "../../arena/memory.ts";
import { assert } from "../../base/assert.ts";
import type { Slice } from "../../base/ids.ts";
import type { Random } from "../../base/random.ts";
import {
  type LogStorage,
  NOT_RESIDENT,
  type StorageOutcome,
  type StorageResult,
  type StoredChunk,
} from "../../log/storage.ts";
import type { KeptLog, SimDisk } from "./sim-disk.ts";

/** What a storage can be told to do wrong: refuse an append, or fail what it has taken. */
export type StorageFault = "appendFull" | "appendFails" | "syncFails";

interface SimChunk extends StoredChunk {
  address: number;
  filled: number;
  room: number;
  /** Where it begins in the file, counted from the log's very first byte. */
  readonly from: number;
}

/** What the file is to become, in the order of the requests. */
type Write =
  | {
      readonly type: "append";
      readonly chunk: SimChunk;
      readonly at: number;
      readonly length: number;
      bytes?: Uint8Array;
    }
  | { readonly type: "truncate"; readonly end: number }
  | { readonly type: "trim"; readonly from: number; readonly startOffset: number }
  | { readonly type: "sync"; readonly end: number };

interface Pending {
  readonly request: number;
  readonly dueAt: number; // ms
  readonly outcome: StorageOutcome;
  readonly write: Write | undefined; // undefined: a load
  readonly load?: SimChunk;
}

interface SimStorageOptions {
  readonly disk: SimDisk;
  readonly name: string;
  readonly memory: ArenaMemory;
  readonly allocator: Allocator;
  readonly kept: KeptLog;
}

/**
 * One log on a simulated disk: the arena holds what is read, as the hot tail of a real one, the file comes after it. A
 * request changes the file when it completes; a crash lets some of those under way through, the last one in part.
 */
export class SimStorage implements LogStorage {
  completed: (request: number, outcome: StorageOutcome) => void = () => {};
  readonly #options: SimStorageOptions;
  readonly #disk: SimDisk;
  #chunks: SimChunk[] = [];
  #startOffset: number;
  #pending: Pending[] = [];
  readonly #written: Write[] = []; // appends that are done, and not in the file yet
  #lastDueAt = 0;
  #end = 0; // of the last batch, counted from the log's very first byte
  // The file: its bytes, where they begin, and how far they are durable.
  #file: Uint8Array;
  #fileFrom = 0;
  #fileStartOffset: number;
  #syncedEnd: number;
  /** A request has failed: nothing reaches the file any more. */
  #isBroken = false;

  constructor(options: SimStorageOptions) {
    const { disk, kept } = options;
    this.#options = options;
    this.#disk = disk;
    this.#startOffset = kept.startOffset;
    this.#fileStartOffset = kept.startOffset;
    this.#file = kept.bytes.slice();
    this.#syncedEnd = kept.bytes.length; // what was found after a crash is there for good
    if (kept.bytes.length === 0) return;
    const chunk = this.#begin(kept.bytes.length);
    assert(chunk, "the simulated arena has room for a log that comes back");
    options.memory.write(chunk.address, kept.bytes);
    chunk.filled = kept.bytes.length;
    chunk.room -= kept.bytes.length;
    this.#end = kept.bytes.length;
  }

  get chunks(): readonly StoredChunk[] {
    return this.#chunks;
  }
  get startOffset(): number {
    return this.#startOffset;
  }
  /** Bytes of the file that a crash cannot take. */
  get syncedBytes(): number {
    return this.#syncedEnd - this.#fileFrom;
  }

  append(batch: Slice, request: number): StorageResult {
    if (this.#disk.takeFault("appendFull")) return "full";
    let chunk = this.#chunks[this.#chunks.length - 1];
    const hasRoom = chunk !== undefined && chunk.address !== NOT_RESIDENT && chunk.room >= batch.length;
    if (!hasRoom) chunk = this.#begin(batch.length);
    if (chunk === undefined) return "full";
    this.#options.memory.copy(chunk.address + chunk.filled, batch.address, batch.length);
    const write: Write = { type: "append", chunk, at: chunk.filled, length: batch.length };
    chunk.filled += batch.length;
    chunk.room -= batch.length;
    this.#end += batch.length;
    return this.#request(request, write, this.#disk.takeFault("appendFails"));
  }

  load(chunk: StoredChunk, request: number): StorageResult {
    const load = chunk as SimChunk;
    if (load.address !== NOT_RESIDENT) return "done";
    const dueAt = this.#disk.now + this.#disk.delayMs(true);
    this.#pending.push({ request, dueAt, outcome: "done", write: undefined, load });
    return "pending";
  }

  truncate(count: number, filled: number, mayBeRead: boolean, request: number): StorageResult {
    this.#readAppends();
    const last = this.#chunks[count - 1];
    this.#end = last === undefined ? (this.#chunks[0]?.from ?? this.#end) : last.from + filled;
    if (last !== undefined) {
      last.room = mayBeRead ? 0 : last.room + last.filled - filled;
      last.filled = filled;
    }
    for (const chunk of this.#chunks.splice(count)) this.#free(chunk);
    return this.#request(request, { type: "truncate", end: this.#end });
  }

  trim(count: number, startOffset: number, request: number): StorageResult {
    this.#readAppends();
    for (const chunk of this.#chunks.splice(0, count)) this.#free(chunk);
    this.#startOffset = startOffset;
    return this.#request(request, { type: "trim", from: this.#chunks[0]?.from ?? this.#end, startOffset });
  }

  sync(request: number): StorageResult {
    return this.#request(request, { type: "sync", end: this.#end }, this.#disk.takeFault("syncFails"));
  }

  close(): void {
    this.#readAppends();
    for (const { write } of this.#pending) if (write) this.#apply(write);
    this.#pending = [];
    for (const chunk of this.#chunks.splice(0)) this.#free(chunk);
    this.#disk.closed(this.#options.name, this, { bytes: this.#file, startOffset: this.#fileStartOffset });
  }

  /** Takes the bytes of whole chunks that are written out of the arena, all but the last one, as a real tail that is full. */
  evict(): void {
    this.#readAppends();
    for (const chunk of this.#chunks.slice(0, -1)) {
      const isWritten = chunk.from + chunk.filled <= this.#fileFrom + this.#file.length;
      if (!isWritten || chunk.address === NOT_RESIDENT) continue;
      this.#options.allocator.free(chunk.address, chunk.bytes);
      chunk.address = NOT_RESIDENT;
    }
  }

  nextAt(): number {
    if (this.#isBroken) return Number.POSITIVE_INFINITY;
    return this.#pending.reduce((next, { dueAt }) => Math.min(next, dueAt), Number.POSITIVE_INFINITY);
  }

  completeRequests(): void {
    for (;;) {
      const due = this.#pending.find(({ dueAt }) => dueAt <= this.#disk.now);
      if (due === undefined || this.#isBroken) return;
      this.#readAppends();
      this.#pending = this.#pending.filter((one) => one !== due);
      if (due.load !== undefined) this.#load(due.load);
      if (due.outcome === "failed") this.#isBroken = true;
      else if (due.write !== undefined && !this.#isBroken) this.#apply(due.write);
      this.completed(due.request, due.outcome);
    }
  }

  /** The process is gone: what is left of the file. */
  crashed(random: Random): KeptLog {
    this.#readAppends();
    const writes = this.#pending.flatMap(({ write }) => (write === undefined ? [] : [write]));
    const through = this.#isBroken ? 0 : random.between(0, writes.length);
    for (const write of writes.slice(0, through)) if (write.type !== "sync") this.#apply(write);
    const synced = Math.min(this.syncedBytes, this.#file.length);
    return {
      bytes: this.#file.slice(0, random.between(synced, this.#file.length)),
      startOffset: this.#fileStartOffset,
    };
  }

  #request(request: number, write: Write, fails = false): StorageResult {
    const isSync = write.type === "sync";
    const isIdle = !this.#pending.some((one) => one.write !== undefined);
    if (!isSync && !fails && isIdle && this.#disk.finishesWritesAtOnce) {
      if (write.type !== "append") this.#apply(write);
      else this.#written.push(write); // it may still be stamped
      return "done";
    }
    this.#lastDueAt = Math.max(this.#lastDueAt, this.#disk.now + this.#disk.delayMs(isSync));
    this.#pending.push({ request, dueAt: this.#lastDueAt, outcome: fails ? "failed" : "done", write });
    return "pending";
  }

  /** Takes in what appends have left in the arena: in their turn it may still have been stamped. */
  #readAppends(): void {
    for (const write of this.#written.splice(0)) {
      this.#readAppend(write);
      this.#apply(write);
    }
    for (const { write } of this.#pending) if (write) this.#readAppend(write);
  }

  #readAppend(write: Write): void {
    if (write.type !== "append" || write.bytes !== undefined) return;
    const at = write.chunk.address + write.at;
    write.bytes = this.#options.memory.bytes.slice(at, at + write.length);
  }

  #apply(write: Write): void {
    switch (write.type) {
      case "append": {
        const bytes = new Uint8Array(this.#file.length + write.length);
        bytes.set(this.#file);
        bytes.set(write.bytes ?? [], this.#file.length);
        this.#file = bytes;
        break;
      }
      case "truncate":
        this.#file = this.#file.slice(0, write.end - this.#fileFrom);
        this.#syncedEnd = Math.min(this.#syncedEnd, write.end);
        break;
      case "trim":
        this.#file = this.#file.slice(write.from - this.#fileFrom);
        this.#fileFrom = write.from;
        this.#fileStartOffset = write.startOffset;
        this.#syncedEnd = Math.max(this.#syncedEnd, write.from);
        break;
      case "sync":
        if (!this.#disk.honoursSyncs) return;
        this.#syncedEnd = Math.max(this.#syncedEnd, Math.min(write.end, this.#fileFrom + this.#file.length));
    }
  }

  /** Nothing happens if the chunk is gone, or there is no room for it now: whoever needs it asks again. */
  #load(chunk: SimChunk): void {
    if (!this.#chunks.includes(chunk)) return;
    const address = this.#options.allocator.allocate(chunk.bytes);
    if (address === undefined) return;
    const from = chunk.from - this.#fileFrom;
    this.#options.memory.write(address, this.#file.subarray(from, from + chunk.filled));
    chunk.address = address;
  }

  #begin(bytesMin: number): SimChunk | undefined {
    const { unitBytes } = this.#options.allocator;
    const bytes = Math.ceil(bytesMin / unitBytes) * unitBytes;
    const address = this.#options.allocator.allocate(bytes);
    if (address === undefined) return undefined;
    const chunk: SimChunk = { address, filled: 0, bytes, room: bytes, from: this.#end };
    this.#chunks.push(chunk);
    return chunk;
  }

  #free(chunk: SimChunk): void {
    if (chunk.address !== NOT_RESIDENT) this.#options.allocator.free(chunk.address, chunk.bytes);
  }
}
