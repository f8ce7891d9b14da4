/** An acknowledged run of records: with acks=all it must never be lost. */
export interface Acknowledged {
  readonly partition: number;
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly at: number; // ms
}

export interface SentRecord {
  readonly state: "open" | "acknowledged" | "failed";
  readonly offset: number; // -1 while not acknowledged, and with acks below all
}

/** What the users of one topic did and saw. */
export class History {
  readonly acknowledged: Acknowledged[] = [];
  /** By `partition/value`; values are `producer:number`, numbered by partition. */
  readonly sent = new Map<string, SentRecord>();
  /** What users were told to have gone wrong, and what they noticed themselves. */
  readonly failures: string[] = [];
  /** Where consumers were told that a batch is not what its CRC says. */
  readonly corruptReads: { readonly consumer: string; readonly partition: number; readonly offset: number }[] = [];
  /** How often consumers noticed that a log was truncated below their position. */
  truncations = 0;
  readonly #shown = new Map<number, Map<number, string>>();

  acknowledge(entry: Acknowledged): void {
    this.acknowledged.push(entry);
  }

  begin(partition: number, value: string): void {
    this.sent.set(`${partition}/${value}`, { state: "open", offset: -1 });
  }

  end(partition: number, value: string, state: SentRecord["state"], offset: number): void {
    this.sent.set(`${partition}/${value}`, { state, offset });
  }

  /** Records of this producer without a result. */
  openOf(producer: string): number {
    let count = 0;
    for (const [key, { state }] of this.sent) if (state === "open" && key.includes(`/${producer}:`)) count++;
    return count;
  }

  /** What was shown to some consumer, by offset. */
  shown(partition: number): Map<number, string> {
    let shown = this.#shown.get(partition);
    if (shown === undefined) {
      shown = new Map();
      this.#shown.set(partition, shown);
    }
    return shown;
  }
}
