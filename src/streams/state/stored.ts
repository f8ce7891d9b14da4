import type { Serialized } from "../api/serialized.ts";

/** The time of a value that has none of its own. */
export const NO_TIMESTAMP = -1;

/** What makes bytes of an object again. */
export interface StoredSource {
  bytesOf(object: unknown): Serialized;
}

/**
 * A value as byte stores hold it; never changed. `object` is what the serde makes of `raw`, kept only where the serde's
 * values cannot change; undefined: not kept.
 */
export class Stored {
  /** Milliseconds since 1970, in timestamped stores; else NO_TIMESTAMP. */
  readonly timestamp: number;
  readonly object: unknown;
  #raw: Serialized | undefined;
  readonly #source: StoredSource | undefined;

  /** Only one with an object and the source that made its bytes can do without them. */
  constructor(raw: Serialized, timestamp: number, object: unknown, source?: StoredSource) {
    this.timestamp = timestamp;
    this.object = object;
    this.#raw = raw;
    this.#source = source;
  }

  /** Made anew after `forgetBytes`. */
  get raw(): Serialized {
    return this.#raw ?? (this.#source as StoredSource).bytesOf(this.object);
  }

  /**
   * Called when it has been logged: a large store of counts would keep more bytes of typed arrays than of anything else,
   * which the collector has to move.
   */
  forgetBytes(): void {
    if (this.#source !== undefined) this.#raw = undefined;
  }
}

/** One step at a time over a part of a store; undefined at the end. */
export interface Cursor<T> {
  next(): T | undefined;
}

class EmptyCursor implements Cursor<never> {
  next(): undefined {
    return undefined;
  }
}

export const EMPTY_CURSOR: Cursor<never> = new EmptyCursor();
