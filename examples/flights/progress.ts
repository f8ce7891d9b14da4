import { fitted, grouped, rateText } from "./text-format.ts";

/** Where progress is shown; a subset of a writable stream. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ProgressState {
  readonly label: string; // what is going on
  readonly done: number;
  readonly total: number;
  /** Rates to show: a name and a count that grows. */
  readonly counts: readonly (readonly [string, number])[];
  readonly note?: string;
}

const BAR_WIDTH = 24;
const TERMINAL_INTERVAL_MS = 100;
const LINES_INTERVAL_MS = 1_000;
const RATE_WINDOW_MS = 1_000;
const CLEAR_LINE = "\r\x1b[2K";
const WIDTH_DEFAULT = 100;

/**
 * One line of progress: redrawn in place on a terminal ten times a second, else a plain line once a second. News are
 * lines of their own above it. The owner calls `show` as often as it likes; the clock is the caller's.
 */
export class Progress {
  readonly #output: ProgressOutput | undefined;
  readonly #intervalMs: number;
  #shown: { readonly atMs: number; readonly counts: ProgressState["counts"] }[] = []; // of about the last second
  #barVisible = false;

  /** Without an output nothing is shown. */
  constructor(output: ProgressOutput | undefined) {
    this.#output = output;
    this.#intervalMs = output?.isTTY ? TERMINAL_INTERVAL_MS : LINES_INTERVAL_MS;
  }

  /** Shows the state if the last one is old enough, with rates over the last second. */
  show(state: ProgressState, nowMs: number): void {
    const shownAt = this.#shown.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
    if (this.#output === undefined || nowMs - shownAt < this.#intervalMs) return;
    const before = this.#shown[0];
    const rates = state.counts.map(([name, count], index) => {
      const countBefore = before?.counts[index]?.[1];
      if (before === undefined || countBefore === undefined) return `${name} -`;
      return `${name} ${rateText(((count - countBefore) / (nowMs - before.atMs)) * 1000)}`;
    });
    this.#shown.push({ atMs: nowMs, counts: state.counts });
    while (this.#shown.length > 1 && nowMs - (this.#shown[0]?.atMs ?? nowMs) >= RATE_WINDOW_MS) this.#shown.shift();
    if (this.#output.isTTY) this.#draw(state, rates);
    else this.#output.write(`${lineOf(state, rates)}\n`);
  }

  /** A line that stays. */
  say(text: string): void {
    if (this.#output === undefined) return;
    this.#clear();
    this.#output.write(`${text}\n`);
  }

  /** Removes the bar and starts the rates anew. */
  end(): void {
    this.#clear();
    this.#shown = [];
  }

  #draw(state: ProgressState, rates: readonly string[]): void {
    const width = (this.#output?.columns || WIDTH_DEFAULT) - 1;
    this.#output?.write(`${CLEAR_LINE}${fitted(`${barOf(state)}  ${lineOf(state, rates)}`, width)}`);
    this.#barVisible = true;
  }

  #clear(): void {
    if (this.#barVisible) this.#output?.write(CLEAR_LINE);
    this.#barVisible = false;
  }
}

function barOf({ done, total }: ProgressState): string {
  const share = total > 0 ? Math.min(1, done / total) : 1;
  const filled = Math.floor(share * BAR_WIDTH);
  return `${"█".repeat(filled)}${"░".repeat(BAR_WIDTH - filled)} ${String(Math.floor(share * 100)).padStart(3)} %`;
}

function lineOf(state: ProgressState, rates: readonly string[]): string {
  const parts = [`${state.label} ${grouped(state.done)} of ${grouped(state.total)}`, ...rates];
  if (state.note !== undefined) parts.push(state.note);
  return parts.join("  ");
}
