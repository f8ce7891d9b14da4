import { MillraceError } from "../../base/errors.ts";
import { type Deserializer, deserialize, type SerdePlace } from "../../serde/serde.ts";
import type { Headers, KeyValue } from "../../streams/api/record.ts";
import type { Serialized } from "../../streams/api/serialized.ts";
import type { SentRecord } from "../../streams/task/output-buffer.ts";
import { isSame, shown } from "./compare.ts";
import type { OutputQueue } from "./driver-topics.ts";
import { StreamsExpectationError } from "./expectation-error.ts";
import type { TestRecord } from "./test-record.ts";

/** What `expect` compares a record with: key and value, or those of its fields that are named. */
export type ExpectedRecord<K, V> =
  | readonly [key: K | null, value: V | null]
  | readonly [key: K | null, value: V | null, timestamp: number]
  | {
      readonly key?: K | null;
      readonly value?: V | null;
      readonly timestamp?: number;
      readonly headers?: Headers;
    };

interface OutputTopicHost {
  /** Stream time and what else was sent, for messages. */
  describeState(): string;
}

/** Reads a topic that the topology writes, also an internal one, from its oldest unread record on. Made by the driver. */
export class TestOutputTopic<K, V> {
  readonly topic: string;
  readonly #host: OutputTopicHost;
  readonly #queue: OutputQueue;
  readonly #keyDeserializer: Deserializer<K>;
  readonly #valueDeserializer: Deserializer<V>;
  readonly #place: SerdePlace;

  constructor(
    host: OutputTopicHost,
    queue: OutputQueue,
    keyDeserializer: Deserializer<K>,
    valueDeserializer: Deserializer<V>,
  ) {
    this.topic = queue.topic;
    this.#host = host;
    this.#queue = queue;
    this.#keyDeserializer = keyDeserializer;
    this.#valueDeserializer = valueDeserializer;
    this.#place = { topic: queue.topic };
  }

  get queueSize(): number {
    return this.#queue.records.size;
  }

  get isEmpty(): boolean {
    return this.#queue.records.size === 0;
  }

  /** Throws INVALID_STATE when there is none; so do the next two. */
  readRecord(): TestRecord<K, V> {
    const record = this.#next();
    const { timestamp, headers } = record;
    return { key: this.#key(record.key), value: this.#value(record.value), timestamp, headers };
  }

  readKeyValue(): KeyValue<K | null, V | null> {
    const record = this.#next();
    return [this.#key(record.key), this.#value(record.value)];
  }

  readValue(): V | null {
    return this.#value(this.#next().value);
  }

  readRecordsToList(): TestRecord<K, V>[] {
    return this.#all(() => this.readRecord());
  }

  readKeyValuesToList(): KeyValue<K | null, V | null>[] {
    return this.#all(() => this.readKeyValue());
  }

  readValuesToList(): (V | null)[] {
    return this.#all(() => this.readValue());
  }

  /** The latest value of each key. Throws INVALID_STATE for a record without a key. */
  readKeyValuesToMap(): Map<K, V | null> {
    const map = new Map<K, V | null>();
    for (const [key, value] of this.readKeyValuesToList()) {
      if (key === null)
        throw new MillraceError("INVALID_STATE", `a record of topic ${this.topic} has no key: read a list`);
      map.set(key, value);
    }
    return map;
  }

  /**
   * Reads all that is there, and throws StreamsExpectationError unless it is just this, in this order: `expect(["a", 1])`,
   * `expect({ key: "a", timestamp: 5 })`, `expect()` for nothing.
   */
  expect(...expected: readonly ExpectedRecord<K, V>[]): void {
    const actual = this.readRecordsToList();
    if (actual.length === expected.length && actual.every((record, at) => matches(record, expected[at]))) return;
    const at = actual.findIndex((record, at) => !matches(record, expected[at]));
    throw new StreamsExpectationError(
      [
        `topic ${this.topic} does not hold what was expected, beginning with record ${at < 0 ? actual.length : at}`,
        `expected: ${listed(expected.map(shown))}`,
        `got:      ${listed(actual.map(shownRecord))}`,
        this.#host.describeState(),
      ].join("\n"),
      expected,
      actual,
    );
  }

  #all<T>(read: () => T): T[] {
    const list: T[] = [];
    while (!this.isEmpty) list.push(read());
    return list;
  }

  #next(): SentRecord {
    const record = this.#queue.records.shift();
    if (record !== undefined) return record;
    const state = this.#queue.produced ? "has no more records" : "was never written to";
    throw new MillraceError("INVALID_STATE", `topic ${this.topic} ${state}. ${this.#host.describeState()}`);
  }

  #key(data: Serialized | null): K | null {
    try {
      return deserialize(this.#keyDeserializer, data, this.#place);
    } catch (error) {
      throw this.#unreadable("key", data, error);
    }
  }

  #value(data: Serialized | null): V | null {
    try {
      return deserialize(this.#valueDeserializer, data, this.#place);
    } catch (error) {
      throw this.#unreadable("value", data, error);
    }
  }

  #unreadable(part: string, data: unknown, cause: unknown): MillraceError {
    const problem = cause instanceof Error ? cause.message : String(cause);
    const message = `the serde given for topic ${this.topic} cannot read the ${part} ${shown(data)}: ${problem}`;
    return new MillraceError("SERIALIZATION_FAILED", message, { cause, place: { topic: this.topic } });
  }
}

function matches<K, V>(record: TestRecord<K, V>, expected: ExpectedRecord<K, V> | undefined): boolean {
  if (expected === undefined) return false;
  if (isTuple(expected)) {
    const [key, value, timestamp = record.timestamp] = expected;
    return isSame([record.key, record.value, record.timestamp], [key, value, timestamp]);
  }
  const fields = record as unknown as Readonly<Record<string, unknown>>;
  return Object.entries(expected).every(([name, value]) => isSame(fields[name], value));
}

function isTuple<K, V>(expected: ExpectedRecord<K, V>): expected is Extract<ExpectedRecord<K, V>, readonly unknown[]> {
  return Array.isArray(expected);
}

function shownRecord({ key, value, timestamp, headers }: TestRecord<unknown, unknown>): string {
  const rest = headers.length === 0 ? "" : `, headers ${shown(headers)}`;
  return `[${shown(key)}, ${shown(value)}] @ ${timestamp}${rest}`;
}

function listed(lines: readonly string[]): string {
  return lines.length === 0 ? "nothing" : lines.join("\n          ");
}
