import type { Serialized } from "../api/serialized.ts";

/** The time of a value that has none of its own. */
export const NO_TIMESTAMP = -1;

/**
 * A value as byte stores hold it; never changed. `object` is what the serde makes of `raw`, kept only where the serde's
 * values cannot change; undefined: not kept.
 */
export class Stored {
  readonly raw: Serialized;
  /** Milliseconds since 1970, in timestamped stores; else NO_TIMESTAMP. */
  readonly timestamp: number;
  readonly object: unknown;

  constructor(raw: Serialized, timestamp: number, object: unknown) {
    this.raw = raw;
    this.timestamp = timestamp;
    this.object = object;
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
