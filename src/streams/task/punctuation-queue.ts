import type { Cancellable, PunctuationType, Punctuator } from "../api/processor.ts";
import { type Timed, TimeHeap } from "./time-heap.ts";

interface ScheduleOptions {
  readonly nodeName: string;
  readonly type: PunctuationType;
  readonly intervalMs: number;
  readonly firstMs: number;
  readonly punctuator: Punctuator;
}

/** One punctuator with its next time. */
export class PunctuationSchedule implements Timed, Cancellable {
  readonly nodeName: string;
  readonly type: PunctuationType;
  readonly punctuator: Punctuator;
  readonly #intervalMs: number;
  #timeMs: number;
  #cancelled = false;

  constructor({ nodeName, type, intervalMs, firstMs, punctuator }: ScheduleOptions) {
    this.nodeName = nodeName;
    this.type = type;
    this.punctuator = punctuator;
    this.#intervalMs = intervalMs;
    this.#timeMs = firstMs;
  }

  get timeMs(): number {
    return this.#timeMs;
  }

  get isCancelled(): boolean {
    return this.#cancelled;
  }

  cancel(): void {
    this.#cancelled = true;
  }

  /** Sets the time that comes next, whole intervals after the one before: those that were missed are not made up for. */
  advancePast(nowMs: number): void {
    const missed = Math.max(0, Math.floor((nowMs - this.#timeMs) / this.#intervalMs));
    this.#timeMs += (missed + 1) * this.#intervalMs;
  }
}

/** Who runs punctuators. */
interface PunctuatorHost {
  punctuate(schedule: PunctuationSchedule, timestampMs: number): void;
}

/** The punctuators of a task that follow one clock. */
export class PunctuationQueue {
  readonly #heap = new TimeHeap<PunctuationSchedule>();

  schedule(schedule: PunctuationSchedule): void {
    this.#heap.offer(schedule);
  }

  /** Runs every punctuator that is due, with the time that it is now, in the order of their times. Was there one? */
  punctuate(nowMs: number, host: PunctuatorHost): boolean {
    let punctuated = false;
    for (;;) {
      const schedule = this.#heap.peek();
      if (schedule === undefined || schedule.timeMs > nowMs) return punctuated;
      this.#heap.poll();
      if (schedule.isCancelled) continue;
      host.punctuate(schedule, nowMs);
      punctuated = true;
      if (schedule.isCancelled) continue;
      schedule.advancePast(nowMs);
      this.#heap.offer(schedule);
    }
  }
}
