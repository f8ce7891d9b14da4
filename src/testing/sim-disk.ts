import type { Allocator, ArenaMemory } from "../arena/memory.ts";
import type { Slice } from "../base/ids.ts";
import type { Random } from "../base/random.ts";
import { ArenaStorage } from "../log/arena-storage.ts";
import type { LogStorage, StoredChunk } from "../log/storage.ts";
import type { SimTime } from "./sim-time.ts";

interface PendingSync {
  readonly at: number; // ms
  readonly covers: number; // bytes of the log when it was asked for
  readonly done: () => void;
}

/**
 * A log directory of one simulated broker: outlives its incarnations. A crash keeps what is synced and, drawn from the
 * seed, some of the bytes behind it, cut anywhere.
 */
export class SimDisk {
  readonly #time: SimTime;
  readonly #random: Random;
  readonly #syncMsMax: number;
  readonly #kept = new Map<string, Uint8Array>();
  readonly #open = new Map<string, SimDurableStorage>();

  constructor(time: SimTime, random: Random, syncMsMax = 4) {
    this.#time = time;
    this.#random = random;
    this.#syncMsMax = syncMsMax;
  }

  open(topicId: number, partition: number, memory: ArenaMemory, allocator: Allocator): LogStorage {
    const name = `${topicId}-${partition}`;
    const kept = this.#kept.get(name) ?? new Uint8Array(0);
    const storage = new SimDurableStorage({ disk: this, name, memory, allocator, kept });
    this.#open.set(name, storage);
    return storage;
  }

  syncDelayMs(): number {
    return this.#random.between(0, this.#syncMsMax);
  }

  get now(): number {
    return this.#time.now;
  }

  nextAt(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const storage of this.#open.values()) next = Math.min(next, storage.nextAt());
    return next;
  }

  /** Ends the syncs that are due. */
  completeSyncs(): void {
    for (const storage of this.#open.values()) storage.completeSyncs();
  }

  /** The broker's process is gone. Called while its arena bytes are still there. */
  crash(): void {
    for (const [name, storage] of this.#open) {
      const bytes = storage.content();
      const survives = this.#random.between(Math.min(storage.syncedBytes, bytes.length), bytes.length);
      this.#kept.set(name, bytes.slice(0, survives));
    }
    this.#open.clear();
  }

  closed(name: string, content: Uint8Array): void {
    this.#kept.set(name, content);
    this.#open.delete(name);
  }
}

interface DurableOptions {
  readonly disk: SimDisk;
  readonly name: string;
  readonly memory: ArenaMemory;
  readonly allocator: Allocator;
  readonly kept: Uint8Array;
}

/** One log on a simulated disk; what is read lies in the arena, as the hot tail of a real one does. */
class SimDurableStorage implements LogStorage {
  syncedBytes: number;
  readonly #disk: SimDisk;
  readonly #name: string;
  readonly #memory: ArenaMemory;
  readonly #arena: ArenaStorage;
  #pending: PendingSync[] = [];

  constructor(options: DurableOptions) {
    const { kept, memory, allocator } = options;
    this.#disk = options.disk;
    this.#name = options.name;
    this.#memory = memory;
    this.#arena = new ArenaStorage(memory, allocator);
    this.syncedBytes = kept.length; // what was found after a crash is on the disk for good
    this.#load(kept, allocator);
  }

  get chunks(): readonly StoredChunk[] {
    return this.#arena.chunks;
  }

  append(batch: Slice): boolean {
    return this.#arena.append(batch);
  }

  truncate(count: number, filled: number): void {
    this.#arena.truncate(count, filled);
    this.syncedBytes = Math.min(this.syncedBytes, this.#bytes());
    this.#pending = this.#pending.map((sync) => ({ ...sync, covers: Math.min(sync.covers, this.#bytes()) }));
  }

  sync(done: () => void): void {
    this.#pending.push({ at: this.#disk.now + this.#disk.syncDelayMs(), covers: this.#bytes(), done });
  }

  close(): void {
    const content = this.content();
    this.#arena.close();
    this.#disk.closed(this.#name, content);
  }

  nextAt(): number {
    return this.#pending.reduce((next, { at }) => Math.min(next, at), Number.POSITIVE_INFINITY);
  }

  completeSyncs(): void {
    const due = this.#pending.filter(({ at }) => at <= this.#disk.now);
    this.#pending = this.#pending.filter(({ at }) => at > this.#disk.now);
    for (const { covers, done } of due) {
      this.syncedBytes = Math.max(this.syncedBytes, Math.min(covers, this.#bytes()));
      done();
    }
  }

  content(): Uint8Array {
    const bytes = new Uint8Array(this.#bytes());
    let position = 0;
    for (const { address, filled } of this.#arena.chunks) {
      bytes.set(this.#memory.bytes.subarray(address, address + filled), position);
      position += filled;
    }
    return bytes;
  }

  #bytes(): number {
    return this.#arena.chunks.reduce((sum, chunk) => sum + chunk.filled, 0);
  }

  /** Batches must not straddle chunks: the whole file comes back as one. */
  #load(kept: Uint8Array, allocator: Allocator): void {
    if (kept.length === 0) return;
    const staging = allocator.allocate(kept.length);
    if (staging === undefined) throw new Error("the simulated arena has room for a log that comes back");
    this.#memory.write(staging, kept);
    this.#arena.append({ address: staging, length: kept.length });
    allocator.free(staging, kept.length);
  }
}
