import { MillraceError } from "../../base/errors.ts";
import type { SerdePlace, Serializer } from "../../serde/serde.ts";
import { type Headers, type KeyValue, NO_HEADERS, StreamRecord } from "../../streams/api/record.ts";
import type { Serialized } from "../../streams/api/serialized.ts";
import { shown } from "./compare.ts";
import type { InputDoor } from "./driver-topics.ts";
import type { TestRecordInput } from "./test-record.ts";

export interface TestInputTopicOptions {
  /** The time of the first record without a timestamp. Default the driver's wall clock when the topic is made. */
  readonly startTimestampMs?: number;
  /** How much later each further record without a timestamp is. Default 0. */
  readonly autoAdvanceMs?: number;
}

interface InputTopicHost {
  readonly wallClockTimeMs: number;
  pipe(door: InputDoor, timestamp: number, key: Serialized | null, value: Serialized | null, headers: Headers): void;
}

/** Feeds a topic of the topology; every call returns when all that follows from its record is done. Made by the driver. */
export class TestInputTopic<K, V> {
  readonly topic: string;
  readonly #host: InputTopicHost;
  readonly #door: InputDoor;
  readonly #keySerializer: Serializer<K>;
  readonly #valueSerializer: Serializer<V>;
  readonly #place: SerdePlace;
  readonly #autoAdvanceMs: number;
  #timeMs: number;

  constructor(
    host: InputTopicHost,
    door: InputDoor,
    keySerializer: Serializer<K>,
    valueSerializer: Serializer<V>,
    { startTimestampMs = host.wallClockTimeMs, autoAdvanceMs = 0 }: TestInputTopicOptions = {},
  ) {
    this.topic = door.topic;
    this.#host = host;
    this.#door = door;
    this.#keySerializer = keySerializer;
    this.#valueSerializer = valueSerializer;
    this.#place = { topic: door.topic };
    this.#timeMs = checkedMs("startTimestampMs", startTimestampMs);
    this.#autoAdvanceMs = checkedMs("autoAdvanceMs", autoAdvanceMs);
  }

  /** Moves the time that records without a timestamp get. Neither stream time nor the wall clock follow. */
  advanceTime(ms: number): void {
    this.#timeMs += checkedMs("ms", ms);
  }

  /** With one argument a value without a key; null is a tombstone. A StreamRecord is taken as it is. */
  pipeInput(value: V | null): void;
  pipeInput(record: StreamRecord<K, V>): void;
  pipeInput(key: K | null, value: V | null, timestampMs?: number): void;
  pipeInput(first: K | V | StreamRecord<K, V> | null, value?: V | null, timestampMs?: number): void {
    // biome-ignore lint/complexity/noArguments: a value of undefined is not a missing one
    if (arguments.length > 1) this.#pipe(first as K | null, value as V | null, timestampMs, NO_HEADERS);
    else if (first instanceof StreamRecord) this.#pipe(first.key, first.value, first.timestamp, first.headers);
    else this.#pipe(null, first as V | null, undefined, NO_HEADERS);
  }

  pipeRecord({ key = null, value, timestamp, headers = NO_HEADERS }: TestRecordInput<K, V>): void {
    this.#pipe(key, value, timestamp, headers);
  }

  pipeRecordList(records: Iterable<TestRecordInput<K, V>>): void {
    for (const record of records) this.pipeRecord(record);
  }

  /** With `startMs` the times begin there and grow by `advanceMs`, apart from the topic's own time. */
  pipeKeyValueList(list: Iterable<KeyValue<K | null, V | null>>, startMs?: number, advanceMs = 0): void {
    let timeMs = startMs;
    for (const [key, value] of list) {
      this.#pipe(key, value, timeMs, NO_HEADERS);
      if (timeMs !== undefined) timeMs += advanceMs;
    }
  }

  /** As `pipeKeyValueList`, without keys. */
  pipeValueList(values: Iterable<V | null>, startMs?: number, advanceMs = 0): void {
    let timeMs = startMs;
    for (const value of values) {
      this.#pipe(null, value, timeMs, NO_HEADERS);
      if (timeMs !== undefined) timeMs += advanceMs;
    }
  }

  #pipe(key: K | null, value: V | null, timestampMs: number | undefined, headers: Headers): void {
    let timestamp = timestampMs;
    if (timestamp === undefined) {
      timestamp = this.#timeMs;
      this.#timeMs += this.#autoAdvanceMs;
    } else checkedMs("timestamp", timestamp);
    let keyData: Serialized | null = null;
    let valueData: Serialized | null = null;
    let written: unknown = key;
    try {
      if (key !== null && key !== undefined) keyData = this.#keySerializer.serialize(key, this.#place);
      written = value;
      if (value !== null && value !== undefined) valueData = this.#valueSerializer.serialize(value, this.#place);
    } catch (error) {
      throw this.#unwritable(written === key ? "key" : "value", written, error);
    }
    this.#host.pipe(this.#door, timestamp, keyData, valueData, headers);
  }

  #unwritable(part: string, data: unknown, cause: unknown): MillraceError {
    const problem = cause instanceof Error ? cause.message : String(cause);
    const message = `the serde of topic ${this.topic} does not take the ${part} ${shown(data)}: ${problem}`;
    return new MillraceError("SERIALIZATION_FAILED", message, { cause, place: { topic: this.topic } });
  }
}

function checkedMs(what: string, ms: number): number {
  if (Number.isSafeInteger(ms) && ms >= 0) return ms;
  throw new MillraceError("INVALID_OPTION", `${what} is ${ms}: give whole milliseconds, not negative`);
}
