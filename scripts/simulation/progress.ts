/** What a progress line is written to. */
export type Screen = Pick<NodeJS.WriteStream, "write"> & { readonly isTTY?: boolean; readonly columns?: number };

const TERMINAL_MS = 200;
const PLAIN_MS = 10_000;
const CLEAR_LINE = "\r\u001b[K";

/** One line that is written over on a terminal, and a line now and then elsewhere. */
export class Progress {
  readonly #screen: Screen;
  readonly #line: () => string;
  readonly #timer: NodeJS.Timeout;

  constructor(screen: Screen, line: () => string) {
    this.#screen = screen;
    this.#line = line;
    this.#timer = setInterval(() => this.#show(), screen.isTTY ? TERMINAL_MS : PLAIN_MS);
  }

  /** Something to keep, above the line. */
  say(text: string): void {
    this.#screen.write(`${this.#screen.isTTY ? CLEAR_LINE : ""}${text}\n`);
    if (this.#screen.isTTY) this.#show();
  }

  /** The line goes. */
  end(): void {
    clearInterval(this.#timer);
    if (this.#screen.isTTY) this.#screen.write(CLEAR_LINE);
  }

  #show(): void {
    const { isTTY, columns = Number.POSITIVE_INFINITY } = this.#screen;
    const line = this.#line();
    this.#screen.write(isTTY ? `${CLEAR_LINE}${line.slice(0, columns - 1)}` : `${line}\n`);
  }
}
