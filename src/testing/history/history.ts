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
  acknowledgedBatches = 0;
  acknowledgedRecords = 0;
  /** What users were told to have gone wrong, and what they noticed themselves. */
  readonly failures: string[] = [];
  /** Where consumers were told that a batch is not what its CRC says. */
  readonly corruptReads: { readonly consumer: string; readonly partition: number; readonly offset: number }[] = [];
  /** How often consumers noticed that a log was truncated below their position. */
  truncations = 0;
  /** Called with each event, in the order in which they happen. */
  onEvent: (event: HistoryEvent) => void = () => {};
  /** Called with each batch that was acknowledged with acks=all. */
  onAcknowledged: (entry: Acknowledged) => void = () => {};
  readonly #ends = new Map<number, number>(); // of what was acknowledged, by partition
  readonly #open = new Map<string, number>();

  acknowledge(entry: Acknowledged): void {
    const { partition, baseOffset, lastOffset } = entry;
    this.acknowledgedBatches++;
    this.acknowledgedRecords += lastOffset + 1 - baseOffset;
    if (lastOffset >= this.acknowledgedEnd(partition)) this.#ends.set(partition, lastOffset + 1);
    this.onAcknowledged(entry);
  }

  /** The end of what was acknowledged with acks=all. */
  acknowledgedEnd(partition: number): number {
    return this.#ends.get(partition) ?? 0;
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
