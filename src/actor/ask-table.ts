import type { EndpointId } from "../base/ids.ts";
import type { TimerId } from "./actor.ts";

export interface Ask {
  readonly correlation: number;
  readonly actor: number; // who asked
  readonly endpoint: EndpointId; // who was asked
  readonly timeout: TimerId | undefined;
}

/** Requests of one endpoint that have no answer yet. Each ends once: answered, failed or cancelled. */
export class AskTable {
  readonly #asks = new Map<number, Ask>();
  #next = 1;

  /** A correlation that no open ask has; 1..2^32-1. */
  nextCorrelation(): number {
    do {
      const correlation = this.#next;
      this.#next = (this.#next + 1) >>> 0 || 1;
      if (!this.#asks.has(correlation)) return correlation;
    } while (true);
  }

  open(ask: Ask): void {
    this.#asks.set(ask.correlation, ask);
  }

  close(correlation: number): Ask | undefined {
    const ask = this.#asks.get(correlation);
    if (ask !== undefined) this.#asks.delete(correlation);
    return ask;
  }

  /** Ends every ask that `matches`, in the order in which they were opened. */
  closeWhere(matches: (ask: Ask) => boolean): Ask[] {
    const closed: Ask[] = [];
    for (const ask of this.#asks.values()) if (matches(ask)) closed.push(ask);
    for (const ask of closed) this.#asks.delete(ask.correlation);
    return closed;
  }

  get size(): number {
    return this.#asks.size;
  }
}
