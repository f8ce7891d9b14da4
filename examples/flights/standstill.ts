/**
 * How long writes stood still after a kill: the longest time between two acknowledgements on one partition, from the
 * kill until a record written after it has been acknowledged there.
 *
 * Taking simply the next acknowledgement would flatter: one that was on its way at the kill comes a moment later.
 */
export class StandstillMeter {
  readonly #killedAt: number;
  readonly #lastAt = new Map<number, number>(); // of the partitions still under observation
  #longestMs: number | undefined;

  constructor(partitions: readonly number[], killedAtMs: number) {
    this.#killedAt = killedAtMs;
    for (const partition of partitions) this.#lastAt.set(partition, killedAtMs);
  }

  /** A record of `partition`, written at `writtenAtMs`, is acknowledged now. */
  acknowledged(partition: number, writtenAtMs: number, nowMs: number): void {
    const lastAt = this.#lastAt.get(partition);
    if (lastAt === undefined || nowMs < this.#killedAt) return;
    this.#longestMs = Math.max(this.#longestMs ?? 0, nowMs - lastAt);
    if (writtenAtMs > this.#killedAt) this.#lastAt.delete(partition);
    else this.#lastAt.set(partition, nowMs);
  }

  /** Every partition has acknowledged a record written after the kill. */
  get complete(): boolean {
    return this.#lastAt.size === 0;
  }

  /** Undefined before the first acknowledgement. */
  get longestMs(): number | undefined {
    return this.#longestMs;
  }
}
