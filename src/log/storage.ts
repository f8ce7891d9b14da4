import type { Slice } from "../base/ids.ts";

/** The address of a chunk whose bytes are not in the arena now. */
export const NOT_RESIDENT = -1;

/** A run of bytes of a log that lies in one piece: whole batches, in offset order. */
export interface StoredChunk {
  /** Of its first byte in the arena, or `NOT_RESIDENT`: `load` brings it back, perhaps to another address. */
  readonly address: number;
  /** Bytes of batches in it so far; grows with appends, shrinks with truncation. */
  readonly filled: number;
  /** Room that it takes. */
  readonly bytes: number;
  /** Bytes that may still be appended: a batch that does not fit begins another chunk. */
  readonly room: number;
}

/**
 * "done": finished within the call, no completion follows. "pending": a completion follows in a later turn. "full": there
 * is no room, nothing happened.
 */
export type StorageResult = "done" | "pending" | "full";

/** How a pending request ended. "failed": the storage cannot be trusted any more; its broker gives up. */
export type StorageOutcome = "done" | "failed";

/** What a truncation keeps. */
export interface StorageCut {
  /** The first so many chunks, the last of them with `filled` bytes. */
  readonly chunks: number;
  readonly filled: number;
  /** Somebody may still read what is cut off the last chunk, so it has no room any more. */
  readonly mayBeRead: boolean;
  /** The recovery point is at most this from here on. */
  readonly recoveryPoint: number;
}

/**
 * Where a log keeps its bytes: requests, each with a number that its completion carries. Owned by the replica's thread.
 * Requests other than `load` take effect in the order in which they were made, and complete in that order. What a
 * request changes is to be seen in `chunks` when it returns, whether the storage behind has it or not; bytes of the arena
 * that it gives up stay as they are as long as somebody may read them (the allocator's rule).
 *
 * The memory implementation (`ArenaStorage`) completes everything at once and ends with its broker. A durable one
 * outlives the broker's incarnation, is opened again by the next one, and may by then have lost what no completed `sync`
 * covers, cut anywhere. What a completed `sync` covers may be damaged all the same: `recoveryPoint` says what was there.
 */
export interface LogStorage {
  /** Told of every request that was "pending"; set by the log. Never called within a request. */
  completed: (request: number, outcome: StorageOutcome) => void;
  /** What is stored, oldest first; on opening, what survived, all of it resident. Chunks keep their identity. */
  readonly chunks: readonly StoredChunk[];
  /** What `trim` said last, as far as it survived; 0 for a new log. */
  readonly startOffset: number;
  /**
   * What the last completed `sync` said, unless a truncation has lowered it: every record below had been durable. On opening
   * it tells a log that was damaged from one that lost its torn end. 0: nothing is promised (volatile storage).
   */
  readonly recoveryPoint: number;
  /**
   * Copies one batch behind the last one, into the last chunk or a new one, never across chunks. The caller may still
   * stamp the copy in the same turn. "full": no room is left.
   */
  append(batch: Slice, request: number): StorageResult;
  /** Brings a chunk into the arena. "full": no room now; ask again. */
  load(chunk: StoredChunk, request: number): StorageResult;
  /** Never "full". */
  truncate(cut: StorageCut, request: number): StorageResult;
  /** Forgets the first `count` chunks, and remembers that the log starts at `startOffset`. Never "full". */
  trim(count: number, startOffset: number, request: number): StorageResult;
  /** Makes everything durable that was requested before, and with it that the log reaches `recoveryPoint`. Never "full". */
  sync(recoveryPoint: number, request: number): StorageResult;
  /** The log is not used any more: no completion follows. A volatile storage frees its bytes, a durable one keeps them. */
  close(): void;
}
