import { assert } from "../base/assert.ts";
import type { LogStorage, StorageOutcome, StorageResult } from "./storage.ts";

/** What a completion changed for the log's readers and writers. */
export type StorageNews = "acknowledged" | "readable" | "failed" | undefined;

interface PendingAppend {
  readonly request: number;
  endOffset: number;
}

/**
 * Which requests of a log are under way, and so how much of it is stored and how much is durable. Part of `Log`. One sync
 * at a time: what is appended meanwhile shares the next one. Bounded by what producers have in flight: each pending
 * append, truncation and trim belongs to a request that waits for it.
 */
export class StorageProgress {
  readonly #storage: LogStorage;
  readonly #syncs: boolean;
  #nextRequest = 1;
  #endOffset = 0;
  #storedEndOffset = 0;
  #durableEndOffset = 0;
  #appends: PendingAppend[] = [];
  readonly #truncations = new Set<number>();
  readonly #trims = new Set<number>();
  readonly #loads = new Set<number>();
  #syncRequest = 0;
  #syncTarget = 0;

  constructor(storage: LogStorage, syncs: boolean) {
    this.#storage = storage;
    this.#syncs = syncs;
  }

  get durableEndOffset(): number {
    return this.#durableEndOffset;
  }
  /** The end that may be acknowledged and counted for the high watermark. */
  get acknowledgedEndOffset(): number {
    return this.#syncs ? this.#durableEndOffset : this.#storedEndOffset;
  }
  /** Is a truncation still to come through? Until then the log's end may come back after a crash. */
  get isTruncating(): boolean {
    return this.#truncations.size > 0;
  }

  nextRequest(): number {
    return this.#nextRequest++;
  }

  /** The log was opened, or forgot everything: what is below `endOffset` counts as durable. */
  restart(endOffset: number): void {
    this.#endOffset = endOffset;
    this.#storedEndOffset = endOffset;
    this.#durableEndOffset = endOffset;
    this.#syncTarget = endOffset;
    for (const append of this.#appends) append.endOffset = endOffset;
  }

  appended(request: number, result: StorageResult, endOffset: number): void {
    this.#endOffset = endOffset;
    if (result === "pending") this.#appends.push({ request, endOffset });
    else if (this.#appends.length === 0) this.#storedEndOffset = endOffset;
    if (this.#syncs) this.#sync();
  }

  /** The log ends at `endOffset` now. What is under way counts no further than that. */
  truncated(request: number, result: StorageResult, endOffset: number): void {
    if (result === "pending") this.#truncations.add(request);
    this.#endOffset = endOffset;
    this.#storedEndOffset = Math.min(this.#storedEndOffset, endOffset);
    this.#durableEndOffset = Math.min(this.#durableEndOffset, endOffset);
    this.#syncTarget = Math.min(this.#syncTarget, endOffset);
    for (const append of this.#appends) append.endOffset = Math.min(append.endOffset, endOffset);
  }

  trimmed(request: number, result: StorageResult): void {
    if (result === "pending") this.#trims.add(request);
  }

  loading(request: number): void {
    this.#loads.add(request);
  }

  completed(request: number, outcome: StorageOutcome): StorageNews {
    if (outcome === "failed") return "failed";
    if (this.#loads.delete(request)) return "readable";
    if (request === this.#syncRequest) {
      this.#synced();
      return "acknowledged";
    }
    if (this.#truncations.delete(request)) return "acknowledged";
    if (this.#trims.delete(request)) return undefined;
    const append = this.#appends.shift();
    assert(append?.request === request, "appends complete in their order");
    this.#storedEndOffset = append.endOffset;
    return this.#syncs ? undefined : "acknowledged";
  }

  #sync(): void {
    while (this.#syncRequest === 0 && this.#durableEndOffset < this.#endOffset) {
      const request = this.#nextRequest++;
      this.#syncTarget = this.#endOffset;
      if (this.#storage.sync(this.#endOffset, request) === "pending") this.#syncRequest = request;
      else this.#durableEndOffset = this.#syncTarget;
    }
  }

  #synced(): void {
    this.#syncRequest = 0;
    this.#durableEndOffset = Math.max(this.#durableEndOffset, this.#syncTarget);
    this.#sync();
  }
}
