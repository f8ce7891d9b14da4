import { checkMs } from "../api/arguments.ts";
import type { IdleStreamTimeListener } from "../operator/internal-context.ts";

/** A processor that holds something back for stream time. */
export interface IdleListener {
  readonly nodeName: string;
  readonly listener: IdleStreamTimeListener;
}

/**
 * The clock of a task without input: once no record came for `afterMs` of wall clock, the wall clock that has passed since
 * the last one is added to the stream time of then.
 */
export class IdleClock {
  /** Parents first. */
  readonly listeners: IdleListener[] = [];
  readonly #afterMs: number;
  /** By the wall clock. */
  #lastRecordMs = 0;
  #streamTimeThenMs = -1;

  constructor(afterMs: number) {
    this.#afterMs = checkMs("closeIdleWindowsMs", afterMs, 1);
  }

  /** A record was taken, or the task begins. */
  sawRecord(nowMs: number, streamTimeMs: number): void {
    this.#lastRecordMs = nowMs;
    this.#streamTimeThenMs = streamTimeMs;
  }

  /** How far stream time has gone; undefined while the input is not idle, and before its first record. */
  streamTimeMs(nowMs: number): number | undefined {
    const idleMs = nowMs - this.#lastRecordMs;
    if (this.#streamTimeThenMs < 0 || idleMs < this.#afterMs) return undefined;
    return this.#streamTimeThenMs + idleMs;
  }
}
