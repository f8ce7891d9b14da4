import type { Slice } from "../base/ids.ts";

/** A run of bytes of a log that lies in one piece in the arena: whole batches, in offset order, from `address` on. */
export interface StoredChunk {
  readonly address: number;
  /** Bytes of batches in it so far; grows with appends, shrinks with truncation. */
  readonly filled: number;
}

/**
 * Where a log keeps its bytes. Owned by the replica's thread. The memory implementation (`ArenaStorage`) ends with its
 * broker; a durable one outlives the broker's incarnation, is opened again by the next one, and may by then have lost
 * the bytes that no completed `sync` covers.
 */
export interface LogStorage {
  /** What is stored, oldest first; on opening, what survived. Chunk objects keep their identity while they are stored. */
  readonly chunks: readonly StoredChunk[];
  /** Copies one batch behind the last one, into the last chunk or a new one, never across chunks. False: no room is left. */
  append(batch: Slice): boolean;
  /** Keeps the first `count` chunks, the last of them with `filled` bytes. */
  truncate(count: number, filled: number): void;
  /** Asks that everything appended so far be made durable; `done` is called once, at once or in a later turn. */
  sync(done: () => void): void;
  /** The log is not used any more: a volatile storage frees its bytes, a durable one keeps them for the next opening. */
  close(): void;
}
