import type { MetadataImage } from "../metadata/image.ts";
import type { Incarnation } from "./broker-threads.ts";
import { aliveBroker, everyPartition } from "./operation.ts";
import { SampleClock, Silence } from "./silence.ts";

export interface FailureDetectorOptions {
  /** `broker.session.timeout.ms`: silence after which a broker is fenced. */
  readonly sessionTimeoutMs?: number; // default 2,000
  /** Silence after which its thread is to be terminated. */
  readonly terminateAfterMs?: number; // default 10,000
}

/** Beats are looked at this often (ms), or four times in a session timeout that is shorter than that. */
const SAMPLE_MS = 100;

/** A broker thread as sampled: its beat counter moves with every turn that it takes. */
export interface Beat extends Incarnation {
  readonly beat: number;
}

export interface Verdict extends Beat {
  /** "fence": its leaders move away. "terminate": its thread is ended, so that its place can be filled again. */
  readonly action: "fence" | "terminate";
  readonly silentMs: number;
}

interface Watched {
  readonly silence: Silence;
  /** The silence at which its end is asked for, or asked for again. */
  terminateAtMs: number;
}

/**
 * Finds threads that are silent but not dead (a closed port tells of the dead at once). Owned by the supervisor's thread,
 * which samples the beats in its own turns: a sleep of the laptop or a stop of everything adds next to nothing, while a
 * single hung thread is seen in time. A thread that holds the only complete replica of a partition is never terminated.
 */
export class FailureDetector {
  readonly sampleMs: number;
  readonly #sessionTimeoutMs: number;
  readonly #terminateAfterMs: number;
  readonly #clock: SampleClock;
  readonly #watched = new Map<number, Watched>();

  constructor(options: FailureDetectorOptions = {}) {
    this.#sessionTimeoutMs = options.sessionTimeoutMs ?? 2_000;
    this.#terminateAfterMs = options.terminateAfterMs ?? 10_000;
    this.sampleMs = Math.min(SAMPLE_MS, this.#sessionTimeoutMs / 4);
    this.#clock = new SampleClock(2 * this.sampleMs);
  }

  /**
   * Takes the beats of all brokers whose thread is there. A broker that is missing is forgotten. "fence" is said as long
   * as the image shows a silent broker unfenced; "terminate" as soon as the image allows it, and again after each further
   * `terminateAfterMs`: whoever ends threads may have had a reason to leave it.
   */
  sample(now: number, beats: readonly Beat[], image: MetadataImage): Verdict[] {
    const elapsedMs = this.#clock.step(now);
    const verdicts: Verdict[] = [];
    const present = new Set<number>();
    for (const { brokerId, incarnation, beat } of beats) {
      present.add(brokerId);
      const watched = this.#watchedOf(brokerId);
      const silentMs = watched.silence.observe(incarnation, beat, elapsedMs);
      if (silentMs === 0) watched.terminateAtMs = this.#terminateAfterMs;
      const say = (action: Verdict["action"]) => verdicts.push({ brokerId, incarnation, beat, action, silentMs });
      if (silentMs >= this.#sessionTimeoutMs && aliveBroker(image, brokerId)?.incarnation === incarnation) say("fence");
      if (silentMs < watched.terminateAtMs || holdsOnlyCompleteReplica(image, brokerId)) continue;
      watched.terminateAtMs = silentMs + this.#terminateAfterMs;
      say("terminate");
    }
    for (const brokerId of this.#watched.keys()) if (!present.has(brokerId)) this.#watched.delete(brokerId);
    return verdicts;
  }

  #watchedOf(brokerId: number): Watched {
    let watched = this.#watched.get(brokerId);
    if (watched === undefined) {
      watched = { silence: new Silence(), terminateAtMs: this.#terminateAfterMs };
      this.#watched.set(brokerId, watched);
    }
    return watched;
  }
}

/** Is there a partition whose ISR is this broker alone? Its memory is then the only place of acknowledged records. */
export function holdsOnlyCompleteReplica(image: MetadataImage, brokerId: number): boolean {
  for (const state of everyPartition(image)) if (state.isr.length === 1 && state.isr[0] === brokerId) return true;
  return false;
}
