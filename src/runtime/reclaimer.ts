import type { Arena } from "../arena/arena.ts";

/** How often it looks whether the living have seen a death (ms); it runs only while something waits. */
const POLL_MS = 10;

interface Remains {
  readonly endpoint: number;
  readonly incarnation: number;
  readonly isClient: boolean; // its row may be given to another client
  readonly membershipVersion: number; // every living endpoint must have seen this one
}

/**
 * Frees the extents of dead endpoints. Epochs fence messages, not stores to shared memory: so only after the thread is
 * gone, and after every living endpoint has drained the dead one's rings and taken its leases. Owned by the guardian.
 */
export class Reclaimer {
  readonly #arena: Arena;
  #waiting: Remains[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(arena: Arena) {
    this.#arena = arena;
  }

  /** `endpoint` was marked dead, and its thread is gone. */
  add(endpoint: number, incarnation: number, isClient: boolean): void {
    const { membershipVersion } = this.#arena.endpoints;
    this.#waiting.push({ endpoint, incarnation, isClient, membershipVersion });
    this.#timer ??= setInterval(() => this.#poll(), POLL_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
  }

  #poll(): void {
    this.#waiting = this.#waiting.filter((remains) => {
      if (!this.#arena.endpoints.isAcknowledged(remains.membershipVersion)) return true;
      this.#arena.reclaim(remains.endpoint, remains.incarnation);
      if (remains.isClient) this.#arena.endpoints.retire(remains.endpoint, remains.incarnation);
      return false;
    });
    if (this.#waiting.length > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
