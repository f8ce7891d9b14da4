import type { Headers } from "../api/record.ts";
import type { OutputRecord, Serialized } from "../api/serialized.ts";
import { Fifo } from "./fifo.ts";

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

/** What a task wants to have sent, in order, until somebody takes it. */
export class OutputBuffer {
  readonly #records = new Fifo<SentRecord>();
  #sent = 0;

  push(record: SentRecord): void {
    record.sequence = this.#sent++;
    this.#records.push(record);
  }

  /** The oldest. */
  shift(): SentRecord | undefined {
    return this.#records.shift();
  }

  drain(): readonly SentRecord[] {
    const records: SentRecord[] = [];
    for (let record = this.shift(); record !== undefined; record = this.shift()) records.push(record);
    return records;
  }
}
