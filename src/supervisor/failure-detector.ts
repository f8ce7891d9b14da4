import type { MetadataImage } from "../metadata/image.ts";
import { everyPartition } from "./operation.ts";

export interface FailureDetectorOptions {
  /** `broker.session.timeout.ms`: silence after which a broker is fenced. */
  readonly sessionTimeoutMs?: number; // default 2,000
  /** Silence after which its thread is terminated. */
  readonly terminateAfterMs?: number; // default 10,000
  /** The most silence that one sample may add. */
  readonly sampleMsMax?: number; // default 200: twice the period of the sampling timer
}

/** A broker thread as sampled: its beat counter moves with every turn that it takes. */
export interface Beat {
  readonly brokerId: number;
  readonly incarnation: number;
  readonly beat: number;
}

export interface Verdict {
  readonly brokerId: number;
  readonly incarnation: number;
  /** "fence": its leaders move away. "terminate": its thread is ended, so that its place can be filled again. */
  readonly action: "fence" | "terminate";
  readonly silentMs: number;
}

interface Silence {
  incarnation: number;
  beat: number;
  silentMs: number;
  isFenced: boolean;
  isTerminated: boolean;
}

/**
 * Finds threads that are silent but not dead (a closed port tells of the dead at once). Owned by the supervisor's thread,
 * which samples the beats in its own turns: silence is the sum of the times between samples, each counted up to
 * `sampleMsMax`. A sleep of the laptop or a pause of everything makes one long gap and so adds next to nothing, while a
 * single hung thread is seen in time. A thread that holds the only complete replica of a partition is never terminated.
 */
export class FailureDetector {
  readonly #sessionTimeoutMs: number;
  readonly #terminateAfterMs: number;
  readonly #sampleMsMax: number;
  readonly #silences = new Map<number, Silence>();
  #sampledAt: number | undefined;

  constructor(options: FailureDetectorOptions = {}) {
    this.#sessionTimeoutMs = options.sessionTimeoutMs ?? 2_000;
    this.#terminateAfterMs = options.terminateAfterMs ?? 10_000;
    this.#sampleMsMax = options.sampleMsMax ?? 200;
  }

  /**
   * Takes the beats of all brokers whose thread is there. A broker that is missing is forgotten. "fence" is said once
   * per silence; "terminate" once per incarnation, as soon as `image` allows it.
   */
  sample(now: number, beats: readonly Beat[], image: MetadataImage): Verdict[] {
    const elapsedMs = Math.min(now - (this.#sampledAt ?? now), this.#sampleMsMax);
    this.#sampledAt = now;
    const verdicts: Verdict[] = [];
    const present = new Set<number>();
    for (const beat of beats) {
      present.add(beat.brokerId);
      const silence = this.#observe(beat, elapsedMs);
      const action = this.#judge(beat.brokerId, silence, image);
      if (action === undefined) continue;
      const { brokerId, incarnation } = beat;
      verdicts.push({ brokerId, incarnation, action, silentMs: silence.silentMs });
    }
    for (const brokerId of this.#silences.keys()) if (!present.has(brokerId)) this.#silences.delete(brokerId);
    return verdicts;
  }

  #observe(beat: Beat, elapsedMs: number): Silence {
    const known = this.#silences.get(beat.brokerId);
    if (known !== undefined && known.incarnation === beat.incarnation) {
      if (known.beat === beat.beat) known.silentMs += elapsedMs;
      else Object.assign(known, { beat: beat.beat, silentMs: 0, isFenced: false });
      return known;
    }
    const { incarnation } = beat;
    const silence = { incarnation, beat: beat.beat, silentMs: 0, isFenced: false, isTerminated: false };
    this.#silences.set(beat.brokerId, silence);
    return silence;
  }

  #judge(brokerId: number, silence: Silence, image: MetadataImage): Verdict["action"] | undefined {
    if (silence.silentMs >= this.#sessionTimeoutMs && !silence.isFenced) {
      silence.isFenced = true;
      return "fence";
    }
    if (silence.silentMs < this.#terminateAfterMs || silence.isTerminated) return undefined;
    if (holdsOnlyCompleteReplica(image, brokerId)) return undefined;
    silence.isTerminated = true;
    return "terminate";
  }
}

/** Is there a partition whose ISR is this broker alone? Its memory is then the only place of acknowledged records. */
export function holdsOnlyCompleteReplica(image: MetadataImage, brokerId: number): boolean {
  for (const state of everyPartition(image)) if (state.isr.length === 1 && state.isr[0] === brokerId) return true;
  return false;
}
