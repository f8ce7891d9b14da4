import type { InternalProcessorContext } from "./internal-context.ts";

/** What the two sides of one join of streams know together of time. */
export class TimeTracker {
  /** The largest timestamp of both inputs, in ms; -1 before the first. */
  streamTime = -1;
  /**
   * No row in the shared store is older, in ms; Infinity: it is empty. NaN: nothing is known yet, as rows may have been
   * restored, so the first record looks (a comparison with NaN is false).
   */
  minTime = Number.NaN;
  /** By the wall clock, in ms: before, closed windows are left alone. */
  nextTimeToEmit = 0;

  /**
   * Has another task go on with these times: when a row comes out depends on them. No rows is a time that none has.
   */
  keepWith(context: Pick<InternalProcessorContext<never, never>, "keepTime">): void {
    this.streamTime = context.keepTime("observed", () => this.streamTime);
    const minTime = context.keepTime("oldest", () => Math.min(this.minTime, Number.MAX_SAFE_INTEGER));
    if (minTime >= 0) this.minTime = minTime;
  }

  advanceStreamTime(timestamp: number): void {
    if (timestamp > this.streamTime) this.streamTime = timestamp;
  }

  updateMinTime(timestamp: number): void {
    if (!(this.minTime <= timestamp)) this.minTime = timestamp;
  }
}

/** One tracker for each task, for both sides of its join. */
export class TimeTrackerSupplier {
  readonly #trackers = new Map<string, TimeTracker>();

  get(taskId: string): TimeTracker {
    let tracker = this.#trackers.get(taskId);
    if (tracker === undefined) {
      tracker = new TimeTracker();
      this.#trackers.set(taskId, tracker);
    }
    return tracker;
  }

  remove(taskId: string): void {
    this.#trackers.delete(taskId);
  }
}
