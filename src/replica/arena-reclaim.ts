import { ARENA_LEADERS_SHARE, ARENA_RECLAIM_SHARE } from "../base/limits.ts";
import type { Log } from "../log/log.ts";

/** How much of the cluster's arena is taken, by whomever. */
export interface ArenaUse {
  readonly totalBytes: number;
  /** Bytes that are allocated and not just waiting for their last readers. */
  usedBytes(): number;
}

/** A log that this broker leads and that may give its oldest chunks. */
export interface ReclaimCandidate {
  readonly log: Log;
  readonly replicaCount: number;
  /** Chunks that end at or below it may go. */
  readonly reclaimableEnd: number;
  /** The log starts there from here on. */
  reclaimBelow(offset: number): void;
}

export interface ArenaReclaimOptions {
  readonly use: ArenaUse;
  /** Pause between two rounds, so that followers and other brokers have followed the last one. */
  readonly pauseMs: number;
  /** The leaders of this broker whose topics allow it. */
  candidates(): Iterable<ReclaimCandidate>;
}

/**
 * Keeps the arena from filling up: above ARENA_RECLAIM_SHARE the oldest chunks go. Owned by the BrokerActor; pure but for
 * what it tells the candidates.
 *
 * The rule: every broker answers for the logs that it leads, with their copies elsewhere. In a round it takes its share
 * of what is too much: the oldest chunk of all its candidates (the one that was begun first) goes, again and again, until
 * its share is free; at least one chunk, and never the last chunk of a log. So the largest topics give most, a small topic
 * keeps its chunk, and brokers need no agreement.
 */
export class ArenaReclaim {
  readonly #options: ArenaReclaimOptions;
  #nextRoundAt = Number.NEGATIVE_INFINITY;

  constructor(options: ArenaReclaimOptions) {
    this.#options = options;
  }

  get use(): ArenaUse {
    return this.#options.use;
  }

  /** May a leader begin a chunk? Above ARENA_LEADERS_SHARE it may not: followers need the rest for what leaders took. */
  hasRoom(now: number): boolean {
    const used = this.use.usedBytes(); // reads a word for each unit of the arena: once where there is room
    const isRelieved = this.#relieve(used, now);
    return (isRelieved ? this.use.usedBytes() : used) <= this.use.totalBytes * ARENA_LEADERS_SHARE;
  }

  /** Takes a round if the arena is too full and the last round has had its time. */
  relieve(now: number): void {
    if (now >= this.#nextRoundAt) this.#relieve(this.use.usedBytes(), now);
  }

  /** True when it took a round: then less may be used now. */
  #relieve(used: number, now: number): boolean {
    if (now < this.#nextRoundAt) return false;
    const tooMuch = used - this.use.totalBytes * ARENA_RECLAIM_SHARE;
    if (tooMuch <= 0) return false;
    this.#nextRoundAt = now + this.#options.pauseMs;
    const candidates = [...this.#options.candidates()];
    let own = 0;
    for (const { log, replicaCount } of candidates) own += heldBytes(log) * replicaCount;
    const share = tooMuch * Math.min(1, own / used);
    let freed = 0;
    do {
      const oldest = oldestOf(candidates);
      if (oldest === undefined) return true;
      freed += (oldest.log.chunks[0]?.stored.bytes ?? 0) * oldest.replicaCount;
      oldest.reclaimBelow(oldest.log.chunkEnd(0));
    } while (freed < share);
    return true;
  }
}

function heldBytes(log: Log): number {
  let bytes = 0;
  for (const { stored } of log.chunks) bytes += stored.bytes;
  return bytes;
}

/** The candidate whose first chunk is the oldest of those that may go. */
function oldestOf(candidates: readonly ReclaimCandidate[]): ReclaimCandidate | undefined {
  let oldest: ReclaimCandidate | undefined;
  let oldestAge = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const { log, reclaimableEnd } = candidate;
    const first = log.chunks[0];
    if (first === undefined || log.chunks.length < 2 || log.chunkEnd(0) > reclaimableEnd) continue;
    if (first.age >= oldestAge) continue;
    oldest = candidate;
    oldestAge = first.age;
  }
  return oldest;
}
