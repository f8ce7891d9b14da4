import type { StreamRecord } from "../api/record.ts";
import type { ChangelogEntry, RecordContext } from "../api/store-context.ts";
import { binaryOf, binaryOfInt32, binaryOfTime, bytesOfBinary, timeOfBinary } from "./binary.ts";
import { BufferStore } from "./buffer-store.ts";
import { BufferValue } from "./buffer-value.ts";
import { AbstractStoreBuilder, keyCodec, plainValues, type SerdeOrUnknown } from "./store-builders.ts";
import type { KeyCodec, ValueCodec } from "./store-serdes.ts";
import { NO_TIMESTAMP, Stored } from "./stored.ts";
import { TimeKeyedMap } from "./time-keyed-map.ts";
import type { Eviction, GraceBuffer } from "./time-ordered-key-value-buffer.ts";

const SEQUENCE_MAX = 0x7fff_ffff;
/** The first byte of keys that begin with the time. */
const TIME_FIRST = "\0";
const TIME_BYTES = 8;
const SEQUENCE_BYTES = 4;
const KEY_OVERHEAD_BYTES = TIME_FIRST.length + TIME_BYTES + SEQUENCE_BYTES;
/** The log gives its own time. */
const NO_LOG_TIME = -1;

/**
 * The buffer of a stream-table join with a grace period (Kafka's RocksDBTimeOrderedKeyValueBuffer): keeps every
 * record, until stream time is past its timestamp by the grace. Its stream time is the largest timestamp that it took, or what `passTime` said.
 */
export class InMemoryGraceBuffer<K, V> extends BufferStore implements GraceBuffer<K, V> {
  readonly #keys: KeyCodec<K>;
  readonly #values: ValueCodec<V>;
  readonly #graceMs: number;
  readonly #records = new TimeKeyedMap<BufferValue>("ascending");
  #observedMs = -1;
  #minTimestamp = Infinity;
  #sequence = 0;
  #bytes = 0;

  constructor(name: string, logs: boolean, keys: KeyCodec<K>, values: ValueCodec<V>, graceMs: number) {
    super(name, logs);
    this.#keys = keys;
    this.#values = values;
    this.#graceMs = graceMs;
  }

  get numRecords(): number {
    return this.#records.size;
  }

  get bufferSize(): number {
    return this.#bytes;
  }

  get minTimestamp(): number {
    return this.#minTimestamp;
  }

  put(_timeMs: number, { key, value, timestamp }: StreamRecord<K, V>, recordContext: RecordContext): boolean {
    if (this.#observedMs - this.#graceMs > timestamp) return false;
    this.#sequence = (this.#sequence + 1) & SEQUENCE_MAX;
    const binary = this.#keys.encode(key);
    const raw = this.#values.encode(value)?.raw ?? null;
    const buffered = new BufferValue(null, null, raw, { ...recordContext });
    this.#add(binary, timestamp, this.#sequence, buffered);
    if (!this.logs) return true;
    const logKey = bytesOfBinary(logKeyOf(binary, timestamp, this.#sequence));
    this.context.logChange(this.name, logKey, buffered.serialize(0), NO_LOG_TIME);
    return true;
  }

  passTime(streamTimeMs: number): void {
    if (streamTimeMs > this.#observedMs) this.#observedMs = streamTimeMs;
  }

  evictWhile(predicate: () => boolean, callback: (eviction: Eviction<K, V>) => void): void {
    if (!predicate()) return;
    const toTime = this.#observedMs - this.#graceMs;
    const due = this.#records.ordered({ fromKey: undefined, toKey: undefined, fromTime: 0, toTime, forward: true });
    for (let entry = due.next(); entry !== undefined && predicate(); entry = due.next()) {
      const { key, time, tie } = entry;
      const { newValue, context } = entry.value as BufferValue;
      const value = newValue === null ? null : this.#values.decode(new Stored(newValue, NO_TIMESTAMP, undefined));
      this.#minTimestamp = context.timestamp;
      callback({ key: this.#keys.decode(key), value: value as V, recordContext: context });
      this.#remove(key, time, tie);
      if (this.logs) this.context.logChange(this.name, bytesOfBinary(logKeyOf(key, time, tie)), null, NO_LOG_TIME);
    }
    this.#minTimestamp = this.numRecords === 0 ? Infinity : toTime + 1;
  }

  /** This buffer replaces nothing. */
  priorValueForBuffered(_key: K): undefined {
    return undefined;
  }

  flush(): void {}

  protected opened(topic: string): void {
    this.#keys.init(topic);
    this.#values.init(topic);
  }

  protected clear(): void {
    this.#records.clear();
    this.#observedMs = -1;
    this.#minTimestamp = Infinity;
    this.#sequence = 0;
    this.#bytes = 0;
  }

  protected restore({ key, value }: ChangelogEntry): void {
    const binary = binaryOf(key);
    const time = timeOfBinary(binary, TIME_FIRST.length);
    const recordKey = binary.slice(TIME_FIRST.length + TIME_BYTES, binary.length - SEQUENCE_BYTES);
    const sequence = sequenceOf(binary);
    if (value === null) this.#remove(recordKey, time, sequence);
    else this.#add(recordKey, time, sequence, BufferValue.deserialize(value).value);
    this.#sequence = Math.max(this.#sequence, sequence);
    // What has left the buffer was seen, too.
    this.#observedMs = Math.max(this.#observedMs, time);
  }

  #add(key: string, time: number, sequence: number, value: BufferValue): void {
    this.#records.put(key, time, sequence, value);
    this.#observedMs = Math.max(this.#observedMs, time);
    this.#minTimestamp = Math.min(this.#minTimestamp, time);
    this.#bytes += KEY_OVERHEAD_BYTES + key.length + value.residentBytes;
  }

  #remove(key: string, time: number, sequence: number): void {
    const value = this.#records.delete(key, time, sequence);
    if (value !== undefined) this.#bytes -= KEY_OVERHEAD_BYTES + key.length + value.residentBytes;
  }
}

function logKeyOf(key: string, time: number, sequence: number): string {
  return TIME_FIRST + binaryOfTime(time) + key + binaryOfInt32(sequence);
}

function sequenceOf(binary: string): number {
  const at = binary.length - SEQUENCE_BYTES;
  return timeOfBinary(`\0\0\0\0${binary.slice(at)}`, 0);
}

export class InMemoryGraceBufferBuilder<K, V> extends AbstractStoreBuilder<InMemoryGraceBuffer<K, V>> {
  readonly #keySerde: SerdeOrUnknown<K>;
  readonly #valueSerde: SerdeOrUnknown<V>;
  readonly #graceMs: number;

  constructor(name: string, keySerde: SerdeOrUnknown<K>, valueSerde: SerdeOrUnknown<V>, graceMs: number) {
    super(name);
    this.#keySerde = keySerde;
    this.#valueSerde = valueSerde;
    this.#graceMs = graceMs;
  }

  build(): InMemoryGraceBuffer<K, V> {
    const keys = keyCodec(this.name, this.#keySerde);
    const values = plainValues(this.name, this.#valueSerde)();
    return new InMemoryGraceBuffer(this.name, this.loggingEnabled, keys, values, this.#graceMs);
  }
}
