import { MillraceError } from "../base/errors.ts";
import type { ClientRow } from "./guardian-control.ts";

export interface ClientPlaceOptions {
  /** A row of the caller's own. */
  readonly claim: () => Promise<ClientRow>;
  /** The thread of this row touches the arena no more; called once. */
  readonly onGone: (row: ClientRow) => void;
}

/**
 * What the guardian knows of the client at the other end of one control port: its row from the claim until it leaves or
 * its port closes, whichever is first, and also when that is while the claim waits.
 */
export class ClientPlace {
  readonly #options: ClientPlaceOptions;
  #claimed: Promise<ClientRow> | undefined;
  #row: ClientRow | undefined;
  #isGone = false;

  constructor(options: ClientPlaceOptions) {
    this.#options = options;
  }

  /** The same row each time. */
  claim(): Promise<ClientRow> {
    this.#claimed ??= this.#claim();
    return this.#claimed;
  }

  gone(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    if (this.#row !== undefined) this.#options.onGone(this.#row);
  }

  async #claim(): Promise<ClientRow> {
    const row = await this.#options.claim();
    this.#row = row;
    if (!this.#isGone) return row;
    this.#options.onGone(row);
    throw new MillraceError("CLOSED", "The client left before it had a place.");
  }
}
