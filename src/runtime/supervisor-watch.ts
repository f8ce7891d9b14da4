import type { Endpoints } from "../arena/endpoints.ts";
import { SUPERVISOR_ENDPOINT } from "../base/ids.ts";
import { monotonicNow } from "../platform/clock.ts";
import { SampleClock, Silence } from "../supervisor/silence.ts";

const SAMPLE_MS = 100;

export interface SupervisorWatchOptions {
  readonly endpoints: Endpoints;
  readonly timeoutMs: number;
  /** Once for each timeout of silence. */
  readonly onSilent: (incarnation: number, beat: number) => void;
}

/**
 * Finds a supervisor that hangs, by the same rule by which it finds hung brokers: only samples of the watcher's own thread
 * count. There is nothing to fence and nothing to lose, as it lives in the metadata log: it is replaced after the session
 * timeout. Owned by the guardian.
 */
export class SupervisorWatch {
  readonly #options: SupervisorWatchOptions;
  readonly #silence = new Silence();
  readonly #clock = new SampleClock(2 * SAMPLE_MS);
  #reportAtMs: number;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(options: SupervisorWatchOptions) {
    this.#options = options;
    this.#reportAtMs = options.timeoutMs;
  }

  start(): void {
    this.#timer = setInterval(() => this.sample(monotonicNow()), SAMPLE_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  sample(now: number): void {
    const { endpoints, timeoutMs, onSilent } = this.#options;
    const elapsedMs = this.#clock.step(now);
    const incarnation = endpoints.incarnation(SUPERVISOR_ENDPOINT);
    const beat = endpoints.beats(SUPERVISOR_ENDPOINT);
    if (incarnation === undefined || beat === 0) return; // dead, or not yet in its first turn
    const silentMs = this.#silence.observe(incarnation, beat, elapsedMs);
    if (silentMs === 0) this.#reportAtMs = timeoutMs;
    if (silentMs < this.#reportAtMs) return;
    this.#reportAtMs = silentMs + timeoutMs;
    onSilent(incarnation, beat);
  }
}
