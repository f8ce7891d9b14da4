import type { Arena } from "../arena/arena.ts";

/** How often it looks whether the living have seen a death (ms); it runs only while something waits. */
const POLL_MS = 10;
/** How many of these looks pass before it reads all owner words for extents whose last lease has ended. */
const POLLS_PER_SWEEP = 10;

interface Remains {
  readonly endpoint: number;
  readonly incarnation: number;
  readonly isClient: boolean; // its row may be given to another client
  readonly membershipVersion: number; // every living endpoint must have seen this one
}

/**
 * Frees the extents of dead endpoints. Epochs fence messages, not stores to shared memory: so only after the thread is
 * gone, and after every living endpoint has drained the dead one's rings and taken its leases. What is under a lease then
 * is freed when the lease ends. Owned by the guardian.
 */
export class Reclaimer {
  readonly #arena: Arena;
  #waiting: Remains[] = [];
  #leasedUnits = 0; // of the dead, under a lease of the living
  #polls = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #rowWaiters = new Set<(isRetired: boolean) => void>();

  constructor(arena: Arena) {
    this.#arena = arena;
  }

  /** The thread of this incarnation is gone: it is dead from here on. Ring all bells, so that everybody looks. */
  add(endpoint: number, incarnation: number, isClient: boolean): void {
    const membershipVersion = this.#arena.endpoints.confirmDeath(endpoint, incarnation);
    this.#waiting.push({ endpoint, incarnation, isClient, membershipVersion });
    this.#timer ??= setInterval(() => this.#poll(), POLL_MS);
  }

  /** Resolves when a client's row is free again: true; false when none is leaving, or none has left in `timeoutMs`. */
  untilRetired(timeoutMs: number): Promise<boolean> {
    if (timeoutMs <= 0 || !this.#waiting.some(({ isClient }) => isClient)) return Promise.resolve(false);
    return new Promise((resolve) => {
      const end = (isRetired: boolean): void => {
        clearTimeout(timeout);
        this.#rowWaiters.delete(end);
        resolve(isRetired);
      };
      const timeout = setTimeout(() => end(false), timeoutMs);
      this.#rowWaiters.add(end);
    });
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
    for (const end of [...this.#rowWaiters]) end(false);
  }

  #poll(): void {
    this.#waiting = this.#waiting.filter((remains) => !this.#isFreed(remains));
    if (this.#leasedUnits > 0 && ++this.#polls % POLLS_PER_SWEEP === 0)
      this.#leasedUnits -= this.#arena.extents.sweep();
    if (this.#waiting.length > 0 || this.#leasedUnits > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #isFreed({ endpoint, incarnation, isClient, membershipVersion }: Remains): boolean {
    const { endpoints, extents } = this.#arena;
    if (!endpoints.isAcknowledged(membershipVersion)) return false;
    this.#leasedUnits += extents.unitsOf(endpoint, incarnation);
    this.#leasedUnits -= this.#arena.reclaim(endpoint, incarnation);
    if (isClient && endpoints.retire(endpoint, incarnation)) for (const end of [...this.#rowWaiters]) end(true);
    return true;
  }
}
