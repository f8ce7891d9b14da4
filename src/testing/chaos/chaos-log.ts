/** Lines that are kept, the latest: a run of hours must not grow. */
const LINES_MAX = 400;
/** Failover times that are kept, the latest. */
const SAMPLES_MAX = 4_096;

/** What happened, for people: faults and cluster events with their times. Bounded. */
export class ChaosTimeline {
  #lines: string[] = [];
  #dropped = 0;

  say(atMs: number, text: string): void {
    this.#lines.push(`${(atMs / 1_000).toFixed(3).padStart(9)} s  ${text}`);
    if (this.#lines.length < 2 * LINES_MAX) return;
    this.#dropped += LINES_MAX;
    this.#lines = this.#lines.slice(LINES_MAX);
  }

  get lines(): readonly string[] {
    const kept = this.#lines.slice(-LINES_MAX);
    const dropped = this.#dropped + this.#lines.length - kept.length;
    return dropped === 0 ? kept : [`(${dropped} earlier lines are not kept)`, ...kept];
  }
}

export interface Percentiles {
  readonly count: number;
  readonly p50: number; // ms
  readonly p99: number; // ms
  readonly max: number; // ms
}

/** Times from the kill of a partition's leader to the next record that was sent after it and acknowledged. */
export class Failovers {
  readonly #killedAt = new Map<number, number>(); // by place
  readonly #samples: number[] = [];
  #count = 0;

  killed(places: readonly number[], atMs: number): void {
    for (const place of places) this.#killedAt.set(place, atMs);
  }

  acknowledged(place: number, sentAtMs: number, atMs: number): void {
    const killedAt = this.#killedAt.get(place);
    if (killedAt === undefined || sentAtMs < killedAt) return;
    this.#killedAt.delete(place);
    this.#samples[this.#count++ % SAMPLES_MAX] = atMs - killedAt;
  }

  /** Undefined when there was none. */
  get percentiles(): Percentiles | undefined {
    const sorted = [...this.#samples].sort((left, right) => left - right);
    const max = sorted.at(-1);
    if (max === undefined) return undefined;
    const rank = (percent: number): number =>
      sorted[Math.max(0, Math.ceil((percent * sorted.length) / 100) - 1)] as number;
    return { count: this.#count, p50: rank(50), p99: rank(99), max };
  }
}
