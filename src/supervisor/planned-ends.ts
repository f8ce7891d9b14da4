import type { EndpointId } from "../base/ids.ts";
import type { MetadataImage } from "../metadata/image.ts";
import type { BrokerThreads, Incarnation } from "./broker-threads.ts";

/** How often brokers that are about to end are looked at (ms). */
const LOOK_MS = 50;
/**
 * How long such a broker serves on at most (ms). It has only to say that it leads no more, which takes a turn: one that
 * has taken none for so long is paused or hangs, and would not take one sooner for waiting.
 */
const SERVES_ON_MS_MAX = 1_000;

interface Ending extends Incarnation {
  readonly sinceMs: number;
  /** As its shutdown was recorded. */
  readonly beat: number;
}

/**
 * Ends the threads of brokers in controlled shutdown, some time after their leaders have gone: when they have taken a turn
 * since, in which they have told whoever waited to look elsewhere, and 50 to 100 ms have passed, in which those who did
 * not know it yet could still ask them. Follows from the image, so a new supervisor goes on. Part of the SupervisorActor.
 */
export class PlannedEnds {
  readonly #threads: BrokerThreads;
  readonly #endings = new Map<number, Ending>();

  constructor(threads: BrokerThreads) {
    this.#threads = threads;
  }

  /** Begins to wait for those that are new; the delay until the next `look`, undefined when there is nobody to end. */
  begin(
    now: number,
    image: MetadataImage,
    incarnationOf: (endpoint: EndpointId) => number | undefined,
  ): number | undefined {
    for (const { id: brokerId, endpoint, incarnation, shuttingDown } of image.brokers.values()) {
      const isEnding = shuttingDown && incarnationOf(endpoint) === incarnation;
      if (!isEnding) this.#endings.delete(brokerId);
      else if (this.#endings.get(brokerId)?.incarnation !== incarnation)
        this.#endings.set(brokerId, { brokerId, incarnation, sinceMs: now, beat: this.#threads.beatOf(endpoint) });
    }
    return this.#endings.size > 0 ? LOOK_MS : undefined;
  }

  /** Asks for the end of those whose time has come, again and again until they are gone. */
  look(now: number): void {
    for (const { brokerId, incarnation, sinceMs, beat } of this.#endings.values()) {
      const waitedMs = now - sinceMs;
      const hasTakenTurn = this.#threads.beatOf(brokerId) !== beat;
      if ((hasTakenTurn && waitedMs >= LOOK_MS) || waitedMs >= SERVES_ON_MS_MAX)
        this.#threads.end({ brokerId, incarnation });
    }
  }
}
