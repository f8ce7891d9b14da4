import type { HistoryEvent } from "./history-event.ts";

/** An acknowledged run of records: with acks=all it must never be lost. */
export interface Acknowledged {
  readonly partition: number;
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly at: number; // ms
}

/** What the users of one topic did and were told. */
export class History {
  readonly acknowledged: Acknowledged[] = [];
  /** What users were told to have gone wrong, and what they noticed themselves. */
  readonly failures: string[] = [];
  /** Where consumers were told that a batch is not what its CRC says. */
  readonly corruptReads: { readonly consumer: string; readonly partition: number; readonly offset: number }[] = [];
  /** How often consumers noticed that a log was truncated below their position. */
  truncations = 0;
  /** Called with each event, in the order in which they happen. */
  onEvent: (event: HistoryEvent) => void = () => {};
  readonly #open = new Map<string, number>();

  acknowledge(entry: Acknowledged): void {
    this.acknowledged.push(entry);
  }

  note(event: HistoryEvent): void {
    if (event.type === "sending") this.#open.set(event.producer, this.openOf(event.producer) + 1);
    if (event.type === "sent" || event.type === "failed" || event.type === "unknown")
      this.#open.set(event.producer, this.openOf(event.producer) - 1);
    this.onEvent(event);
  }

  /** Records of this producer without a result. */
  openOf(producer: string): number {
    return this.#open.get(producer) ?? 0;
  }
}
