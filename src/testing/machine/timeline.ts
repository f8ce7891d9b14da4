import type { SimTime } from "./sim-time.ts";

/** Lines kept: enough to read a failure, not a whole run. */
const LINES_MAX = 400;

/** What a person needs to understand a failed run: faults, deaths, elections and ISR changes with their moments. */
export class Timeline {
  readonly #time: SimTime;
  readonly #lines: string[] = [];
  #dropped = 0;

  constructor(time: SimTime) {
    this.#time = time;
  }

  note(text: string): void {
    if (this.#lines.length === LINES_MAX) {
      this.#lines.shift();
      this.#dropped++;
    }
    this.#lines.push(`${String(this.#time.now).padStart(7)} ms  ${text}`);
  }

  toString(): string {
    const head = this.#dropped > 0 ? `  (${this.#dropped} earlier lines left out)\n` : "";
    return head + this.#lines.map((line) => `  ${line}`).join("\n");
  }
}
