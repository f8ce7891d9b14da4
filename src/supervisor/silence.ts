/**
 * How long a thread has taken no turn, in the time of whoever samples its beat counter: the times between samples summed
 * up while the counter stands still. A new incarnation begins anew.
 */
export class Silence {
  #incarnation = -1;
  #beat = 0;
  #silentMs = 0;

  /** `elapsedMs` since the last sample. Returns the silence up to now in ms. */
  observe(incarnation: number, beat: number, elapsedMs: number): number {
    const isSame = incarnation === this.#incarnation && beat === this.#beat;
    this.#incarnation = incarnation;
    this.#beat = beat;
    this.#silentMs = isSame ? this.#silentMs + elapsedMs : 0;
    return this.#silentMs;
  }
}

/**
 * The time between the samples of one thread, each step counted up to `stepMsMax`: a sleep of the laptop or a stop of the
 * whole process is one long step for the sampler too, so it adds next to nothing to anybody's silence.
 */
export class SampleClock {
  readonly #stepMsMax: number;
  #sampledAt: number | undefined;

  constructor(stepMsMax: number) {
    this.#stepMsMax = stepMsMax;
  }

  /** ms since the last call that count. */
  step(now: number): number {
    const elapsedMs = now - (this.#sampledAt ?? now);
    this.#sampledAt = now;
    return Math.min(elapsedMs, this.#stepMsMax);
  }
}
