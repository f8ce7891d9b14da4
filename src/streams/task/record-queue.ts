import { MillraceError } from "../../base/errors.ts";
import type { TimestampExtractor } from "../api/functions.ts";
import { StreamRecord } from "../api/record.ts";
import type { InputRecord } from "../api/serialized.ts";
import { takesOwnTime } from "../api/timestamp-extractors.ts";
import type { ErrorPolicy } from "./error-policy.ts";
import { Fifo } from "./fifo.ts";
import type { SourceNode } from "./source-node.ts";
import type { Timed } from "./time-heap.ts";

export const NO_TIME = -1;

interface RecordQueueOptions {
  readonly topic: string;
  readonly source: SourceNode;
  readonly timestampExtractor: TimestampExtractor;
  readonly errors: ErrorPolicy;
}

/**
 * The records of one input partition that wait for their turn. Only the first is deserialized and has a time. Records that
 * no deserializer or extractor takes are passed over; when none is left behind them the last of them stays as the head
 * without content, so that a commit gets past it.
 */
export class RecordQueue implements Timed {
  readonly topic: string;
  readonly source: SourceNode;
  /** What the broker has that was not added yet, as far as known. */
  lag: number | undefined;
  /** Until when the task waits for a record although the broker has none. */
  idleDeadlineMs: number | undefined;
  /** Offset after the last record that was added, or where the reader says that it is. */
  nextOffset: number | undefined;
  /** The last record that was processed. */
  consumedOffset: number | undefined;
  /** What `poll` took: undefined content for a record that was passed over. */
  polledInput: InputRecord | undefined;
  polled: StreamRecord<unknown, unknown> | undefined;
  readonly #extractor: TimestampExtractor;
  readonly #takesOwnTime: boolean;
  readonly #errors: ErrorPolicy;
  readonly #waiting = new Fifo<InputRecord>();
  #headInput: InputRecord | undefined;
  #head: StreamRecord<unknown, unknown> | undefined;
  #partitionTimeMs = NO_TIME;

  constructor({ topic, source, timestampExtractor, errors }: RecordQueueOptions) {
    this.topic = topic;
    this.source = source;
    this.#extractor = timestampExtractor;
    this.#takesOwnTime = takesOwnTime(timestampExtractor);
    this.#errors = errors;
  }

  get size(): number {
    return this.#waiting.size + (this.#headInput === undefined ? 0 : 1);
  }

  /** Of the head. */
  get timeMs(): number {
    return this.#head === undefined ? NO_TIME : this.#head.timestamp;
  }

  get headOffset(): number | undefined {
    return this.#headInput?.offset;
  }

  /** The largest time of a record taken from here. */
  get partitionTimeMs(): number {
    return this.#partitionTimeMs;
  }

  set partitionTimeMs(timeMs: number) {
    this.#partitionTimeMs = timeMs;
  }

  add(record: InputRecord, nowMs: number): void {
    this.nextOffset = record.offset + 1;
    this.idleDeadlineMs = undefined;
    if (this.#headInput !== undefined || this.#waiting.size > 0) this.#waiting.push(record);
    else if (!this.#tryHead(record, nowMs)) this.#headInput = record;
  }

  addAll(records: readonly InputRecord[], nowMs: number): void {
    for (const record of records) {
      this.nextOffset = record.offset + 1;
      this.#waiting.push(record);
    }
    this.idleDeadlineMs = undefined;
    this.#updateHead(nowMs);
  }

  /** Takes the head into `polled` and `polledInput`. Call it only when there is one. */
  poll(nowMs: number): void {
    const head = this.#head;
    this.polled = head;
    this.polledInput = this.#headInput;
    this.#head = undefined;
    this.#headInput = undefined;
    if (head !== undefined && head.timestamp > this.#partitionTimeMs) this.#partitionTimeMs = head.timestamp;
    if (this.#waiting.size > 0) this.#updateHead(nowMs);
  }

  /** Forgets what waits: it is the next to be read. */
  clear(): void {
    this.nextOffset = this.headOffset ?? this.nextOffset;
    this.#waiting.clear();
    this.#head = undefined;
    this.#headInput = undefined;
    this.polled = undefined;
    this.polledInput = undefined;
    this.lag = undefined;
    this.idleDeadlineMs = undefined;
  }

  #updateHead(nowMs: number): void {
    let passedOver: InputRecord | undefined;
    while (this.#headInput === undefined) {
      const record = this.#waiting.shift();
      if (record === undefined) {
        this.#headInput = passedOver;
        return;
      }
      if (!this.#tryHead(record, nowMs)) passedOver = record;
    }
  }

  #tryHead(input: InputRecord, nowMs: number): boolean {
    const { source } = this;
    let key: unknown;
    let value: unknown;
    try {
      key = source.deserializeKey(input);
      value = source.deserializeValue(input);
    } catch (error) {
      this.#errors.deserializationFailed(source.name, input, error);
      return false;
    }
    const timestamp =
      this.#takesOwnTime && input.timestamp >= 0 ? input.timestamp : this.#extract(input, key, value, nowMs);
    if (timestamp < 0) {
      this.#errors.scope.counters.drop("negative-timestamp");
      return false;
    }
    this.#head = new StreamRecord(key, value, timestamp, input.headers);
    this.#headInput = input;
    return true;
  }

  #extract(input: InputRecord, key: unknown, value: unknown, nowMs: number): number {
    const { topic, partition, offset, timestamp, headers } = input;
    try {
      const extracted = { topic, partition, offset, timestamp, headers, key, value };
      return this.#extractor(extracted, this.#partitionTimeMs, nowMs);
    } catch (error) {
      if (error instanceof MillraceError) throw error;
      throw new MillraceError(
        "PROCESSING_FAILED",
        `the timestamp extractor of "${this.source.name}" failed at ${topic}[${partition}]@${offset}: ${String(error)}`,
        { cause: error, place: { topic, partition, offset } },
      );
    }
  }
}
