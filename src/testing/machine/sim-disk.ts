import type { Allocator, ArenaMemory } from "../../arena/memory.ts";
import type { Random } from "../../base/random.ts";
import type { LogStorage } from "../../log/storage.ts";
import { SimStorage, type StorageFault } from "./sim-storage.ts";
import type { SimTime } from "./sim-time.ts";

export interface SimDiskOptions {
  /** False: a crash empties it, as memory; true (the default): it keeps what is synced and a part of the rest. */
  readonly survives?: boolean;
  /** How long a sync takes, at most. */
  readonly syncMsMax?: number; // default 4
  /** How long an append, a truncation or a trim takes, at most; 0 finishes them within the call. */
  readonly writeMsMax?: number; // default 0
  /** A mutant says that it has synced, and has not. */
  readonly honourSyncs?: boolean; // default true
}

/** What a log left when its storage was closed or crashed. */
export interface KeptLog {
  readonly bytes: Uint8Array;
  readonly startOffset: number;
  readonly recoveryPoint: number;
}

/** A log of a disk, by the partition that it belongs to. */
export interface StoredLog {
  readonly topicId: number;
  readonly partition: number;
}

/**
 * The log directory of one simulated broker: outlives its incarnations. A crash keeps what is synced and, drawn from the
 * seed, some of the bytes behind it, cut anywhere.
 */
export class SimDisk {
  /** What goes wrong next, in whichever of its logs asks first. */
  fault: StorageFault | undefined;
  readonly #time: SimTime;
  readonly #random: Random;
  readonly #options: Required<SimDiskOptions>;
  readonly #kept = new Map<string, KeptLog>();
  readonly #open = new Map<string, SimStorage>();
  #hasFailed = false;

  constructor(time: SimTime, random: Random, options: SimDiskOptions = {}) {
    this.#time = time;
    this.#random = random;
    this.#options = { survives: true, syncMsMax: 4, writeMsMax: 0, honourSyncs: true, ...options };
  }

  get now(): number {
    return this.#time.now;
  }

  open(topicId: number, partition: number, memory: ArenaMemory, allocator: Allocator): SimStorage {
    const name = `${topicId}-${partition}`;
    const kept = this.#kept.get(name) ?? { bytes: new Uint8Array(0), startOffset: 0, recoveryPoint: 0 };
    const storage = new SimStorage({ disk: this, name, memory, allocator, kept });
    this.#open.set(name, storage);
    return storage;
  }

  /** What an earlier incarnation of its broker left. */
  get storedLogs(): readonly StoredLog[] {
    return Array.from(this.#kept.keys(), (name) => {
      const [topicId = 0, partition = 0] = name.split("-").map(Number);
      return { topicId, partition };
    });
  }

  /** A log that is open now. */
  storage(topicId: number, partition: number): SimStorage | undefined {
    return this.#open.get(`${topicId}-${partition}`);
  }

  /** How long the next request takes, in ms. */
  delayMs(isSync: boolean): number {
    return this.#random.between(0, isSync ? this.#options.syncMsMax : this.#options.writeMsMax);
  }

  get finishesWritesAtOnce(): boolean {
    return this.#options.writeMsMax === 0;
  }

  get honoursSyncs(): boolean {
    return this.#options.honourSyncs;
  }

  /** The fault that is due, once. */
  takeFault(kind: StorageFault): boolean {
    if (this.fault !== kind) return false;
    this.fault = undefined;
    if (kind !== "appendFull") this.#hasFailed = true;
    return true;
  }

  /** Whether a failure was given to a request since the last crash; once. */
  takeFailure(): boolean {
    const hasFailed = this.#hasFailed;
    this.#hasFailed = false;
    return hasFailed;
  }

  nextAt(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const storage of this.#open.values()) next = Math.min(next, storage.nextAt());
    return next;
  }

  /** Ends the requests that are due. */
  completeRequests(): void {
    for (const storage of this.#open.values()) storage.completeRequests();
  }

  /** The broker's process is gone. Called while its arena bytes are still there. */
  crash(): void {
    this.#hasFailed = false;
    for (const [name, storage] of this.#open) {
      if (this.#options.survives) this.#kept.set(name, storage.crashed(this.#random));
      else this.#kept.delete(name);
    }
    this.#open.clear();
  }

  /** The log was closed; `kept` is undefined when it was deleted. */
  closed(name: string, storage: LogStorage, kept: KeptLog): void {
    if (this.#open.get(name) !== storage) return;
    this.#open.delete(name);
    if (this.#options.survives) this.#kept.set(name, kept);
  }
}
