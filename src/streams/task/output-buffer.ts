import type { Headers } from "../api/record.ts";
import type { OutputRecord, Serialized } from "../api/serialized.ts";

/** A record on its way out of a task, with its place in the order of all that the task has sent. */
export class SentRecord implements OutputRecord {
  readonly topic: string;
  readonly partition: number | undefined;
  readonly timestamp: number;
  readonly key: Serialized | null;
  readonly value: Serialized | null;
  readonly headers: Headers;
  /** How many the task had sent before. */
  sequence = 0;

  constructor(
    topic: string,
    partition: number | undefined,
    timestamp: number,
    key: Serialized | null,
    value: Serialized | null,
    headers: Headers,
  ) {
    this.topic = topic;
    this.partition = partition;
    this.timestamp = timestamp;
    this.key = key;
    this.value = value;
    this.headers = headers;
  }
}

const NONE: readonly SentRecord[] = [];

/** What a task wants to have sent, in order, until somebody takes it. */
export class OutputBuffer {
  #records: SentRecord[] = [];
  #size = 0;
  #sent = 0;

  get size(): number {
    return this.#size;
  }

  push(record: SentRecord): void {
    record.sequence = this.#sent++;
    this.#records[this.#size++] = record;
  }

  at(index: number): SentRecord {
    return this.#records[index] as SentRecord;
  }

  /** Forgets them; the array is used again. */
  clear(): void {
    this.#size = 0;
  }

  drain(): readonly SentRecord[] {
    if (this.#size === 0) return NONE;
    const records = this.#records;
    records.length = this.#size;
    this.#records = [];
    this.#size = 0;
    return records;
  }
}
