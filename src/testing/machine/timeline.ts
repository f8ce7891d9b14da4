import type { SimTime } from "./sim-time.ts";

/** Lines kept: enough to read a failure, not a whole run. */
const LINES_MAX = 400;

interface Line {
  readonly at: number; // ms
  readonly text: string | (() => string);
}

/**
 * What a person needs to understand a failed run: faults, deaths, elections and ISR changes with their moments, and the
 * state at the end. Lines may be given as functions: they are written when somebody reads them, so that a green run does
 * not pay for them.
 */
export class Timeline {
  /** What is to be said of the moment at which the timeline is read. */
  readonly atEnd: (() => readonly string[])[] = [];
  readonly #time: SimTime;
  readonly #lines: Line[] = [];
  #dropped = 0;

  constructor(time: SimTime) {
    this.#time = time;
  }

  /** `text` as a function must not look at what has changed since. */
  note(text: Line["text"]): void {
    if (this.#lines.length === LINES_MAX) {
      this.#lines.shift();
      this.#dropped++;
    }
    this.#lines.push({ at: this.#time.now, text });
  }

  toString(): string {
    const { now } = this.#time;
    const head = this.#dropped > 0 ? [`  (${this.#dropped} earlier lines left out)`] : [];
    const lines = this.#lines.map(({ at, text }) => written(at, typeof text === "string" ? text : text()));
    const end = this.atEnd.flatMap((say) => say()).map((text) => written(now, text));
    return [...head, ...lines, ...end].join("\n");
  }
}

function written(at: number, text: string): string {
  return `  ${String(at).padStart(7)} ms  ${text}`;
}
