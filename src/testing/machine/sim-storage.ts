import type { Allocator, ArenaMemory } from "../../arena/memory.ts";
import { assert } from "../../base/assert.ts";
import type { Slice } from "../../base/ids.ts";
import type { Random } from "../../base/random.ts";
import {
  type LogStorage,
  NOT_RESIDENT,
  type StorageCut,
  type StorageOutcome,
  type StorageResult,
  type StoredChunk,
} from "../../log/storage.ts";
import type { KeptLog, SimDisk } from "./sim-disk.ts";
import { SimFile } from "./sim-file.ts";

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
  | { readonly type: "truncate"; readonly end: number; readonly recoveryPoint: number }
  | { readonly type: "trim"; readonly from: number; readonly startOffset: number }
  | { readonly type: "sync"; readonly end: number; readonly recoveryPoint: number };

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
  readonly #file: SimFile;
  /** A request has failed: nothing reaches the file any more. */
  #isBroken = false;

  constructor(options: SimStorageOptions) {
    const { disk, kept } = options;
    this.#options = options;
    this.#disk = disk;
    this.#startOffset = kept.startOffset;
    this.#file = new SimFile(kept);
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
  get recoveryPoint(): number {
    return this.#file.recoveryPoint;
  }
  /** Bytes of the file that a crash cannot take. */
  get syncedBytes(): number {
    return this.#file.syncedBytes;
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

  truncate({ chunks: count, filled, mayBeRead, recoveryPoint }: StorageCut, request: number): StorageResult {
    this.#readAppends();
    const last = this.#chunks[count - 1];
    this.#end = last === undefined ? (this.#chunks[0]?.from ?? this.#end) : last.from + filled;
    if (last !== undefined) {
      last.room = mayBeRead ? 0 : last.room + last.filled - filled;
      last.filled = filled;
    }
    for (const chunk of this.#chunks.splice(count)) this.#free(chunk);
    return this.#request(request, { type: "truncate", end: this.#end, recoveryPoint });
  }

  trim(count: number, startOffset: number, request: number): StorageResult {
    this.#readAppends();
    for (const chunk of this.#chunks.splice(0, count)) this.#free(chunk);
    this.#startOffset = startOffset;
    return this.#request(request, { type: "trim", from: this.#chunks[0]?.from ?? this.#end, startOffset });
  }

  sync(recoveryPoint: number, request: number): StorageResult {
    return this.#request(request, { type: "sync", end: this.#end, recoveryPoint }, this.#disk.takeFault("syncFails"));
  }

  close(): void {
    this.#readAppends();
    for (const { write } of this.#pending) if (write) this.#apply(write);
    this.#pending = [];
    for (const chunk of this.#chunks.splice(0)) this.#free(chunk);
    this.#disk.closed(this.#options.name, this, this.#file.kept(this.#file.length));
  }

  /** A byte of the log went bad, in the file as well if it has come there: `position` in a chunk of `chunks`. */
  flipBit(chunk: StoredChunk, position: number, bit: number): void {
    this.#readAppends();
    const { memory } = this.#options;
    const at = chunk.address + position;
    if (chunk.address !== NOT_RESIDENT) memory.bytes[at] = (memory.bytes[at] as number) ^ (1 << bit);
    this.#file.flipBit((chunk as SimChunk).from + position, bit);
  }

  /** Takes the bytes of whole chunks that are written out of the arena, all but the last one, as a real tail that is full. */
  evict(): void {
    this.#readAppends();
    for (const chunk of this.#chunks.slice(0, -1)) {
      const isWritten = chunk.from + chunk.filled <= this.#file.end;
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
    return this.#file.kept(random.between(this.#file.syncedBytes, this.#file.length));
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
      case "append":
        this.#file.append(write.bytes ?? new Uint8Array(0));
        break;
      case "truncate":
        this.#file.truncate(write.end, write.recoveryPoint);
        break;
      case "trim":
        this.#file.trim(write.from, write.startOffset);
        break;
      case "sync":
        if (this.#disk.honoursSyncs) this.#file.sync(write.end, write.recoveryPoint);
    }
  }

  /** Nothing happens if the chunk is gone, or there is no room for it now: whoever needs it asks again. */
  #load(chunk: SimChunk): void {
    if (!this.#chunks.includes(chunk)) return;
    const address = this.#options.allocator.allocate(chunk.bytes);
    if (address === undefined) return;
    this.#options.memory.write(address, this.#file.bytes(chunk.from, chunk.filled));
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
