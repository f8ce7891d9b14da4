import type { Headers, StreamRecord } from "../api/record.ts";
import type { Serialized } from "../api/serialized.ts";
import type { ChangelogEntry, RecordContext } from "../api/store-context.ts";
import type { ValueAndTimestamp } from "../api/stores.ts";
import { binaryOf, binaryOfTime, serializedOf, timeOfBinary } from "./binary.ts";
import { BufferStore } from "./buffer-store.ts";
import { BufferValue } from "./buffer-value.ts";
import { Change } from "./change.ts";
import { OrderedMap } from "./ordered-map.ts";
import { AbstractStoreBuilder, keyCodec, plainValues, type SerdeOrUnknown } from "./store-builders.ts";
import type { KeyCodec, ValueCodec } from "./store-serdes.ts";
import { NO_TIMESTAMP, Stored } from "./stored.ts";
import type { Eviction, TimeOrderedKeyValueBuffer } from "./time-ordered-key-value-buffer.ts";

/** Kafka's third version of the entries. */
const CHANGELOG_HEADERS: Headers = [["v", new Uint8Array([3])]];
const TIME_BYTES = 8;
/** The log gives its own time. */
const NO_LOG_TIME = -1;

/**
 * The buffer of `suppress`: a key keeps the place that it got with its first record, later ones replace the value. What
 * changed is logged by `flush`.
 */
export class InMemoryTimeOrderedKeyValueChangeBuffer<K, V>
  extends BufferStore
  implements TimeOrderedKeyValueBuffer<K, Change<V>, V>
{
  readonly #keys: KeyCodec<K>;
  readonly #values: ValueCodec<V>;
  readonly #times = new Map<string, number>();
  /** By time and key. */
  readonly #sorted = new OrderedMap<BufferValue>();
  readonly #dirty = new Set<string>();
  #bytes = 0;
  #minTimestamp = Infinity;

  constructor(name: string, logs: boolean, keys: KeyCodec<K>, values: ValueCodec<V>) {
    super(name, logs);
    this.#keys = keys;
    this.#values = values;
  }

  get numRecords(): number {
    return this.#times.size;
  }

  get bufferSize(): number {
    return this.#bytes;
  }

  get minTimestamp(): number {
    return this.#minTimestamp;
  }

  put(timeMs: number, { key, value }: StreamRecord<K, Change<V>>, recordContext: RecordContext): boolean {
    const binary = this.#keys.encode(key);
    const old = this.#raw(value.oldValue);
    const buffered = this.#buffered(binary);
    const prior = buffered === undefined ? old : buffered.priorValue;
    this.#put(timeMs, binary, new BufferValue(prior, old, this.#raw(value.newValue), { ...recordContext }));
    if (this.logs) this.#dirty.add(binary);
    return true;
  }

  priorValueForBuffered(key: K): ValueAndTimestamp<V> | null | undefined {
    const buffered = this.#buffered(this.#keys.encode(key));
    if (buffered === undefined) return undefined;
    const value = this.#valueOf(buffered.priorValue);
    return value === null ? null : { value, timestamp: NO_TIMESTAMP };
  }

  evictWhile(predicate: () => boolean, callback: (eviction: Eviction<K, Change<V>>) => void): void {
    if (!predicate()) return;
    const cursor = this.#sorted.range({});
    while (predicate()) {
      const entry = cursor.next();
      if (entry === undefined) return;
      const key = entry.key.slice(TIME_BYTES);
      const { newValue, oldValue, context } = entry.value;
      const change = new Change(this.#valueOf(newValue), this.#valueOf(oldValue));
      callback({ key: this.#keys.decode(key), value: change, recordContext: context });
      this.#remove(key, timeOfBinary(entry.key, 0));
      if (this.logs) this.#dirty.add(key);
    }
  }

  flush(): void {
    for (const key of this.#dirty) {
      const time = this.#times.get(key);
      const value = time === undefined ? undefined : this.#sorted.get(binaryOfTime(time) + key);
      if (time === undefined || value === undefined)
        this.context.logChange(this.name, serializedOf(key), null, NO_LOG_TIME);
      else this.context.logChange(this.name, serializedOf(key), value.serialize(time), NO_LOG_TIME, CHANGELOG_HEADERS);
    }
    this.#dirty.clear();
  }

  protected opened(topic: string): void {
    this.#keys.init(topic);
    this.#values.init(topic);
  }

  protected clear(): void {
    this.#times.clear();
    this.#sorted.clear();
    this.#dirty.clear();
    this.#bytes = 0;
    this.#minTimestamp = Infinity;
  }

  protected restore({ key, value }: ChangelogEntry): void {
    const binary = binaryOf(key);
    if (value === null) {
      const time = this.#times.get(binary);
      if (time !== undefined) this.#remove(binary, time);
      return;
    }
    const { value: buffered, timeMs } = BufferValue.deserialize(value);
    this.#put(timeMs, binary, buffered);
  }

  #put(timeMs: number, key: string, value: BufferValue): void {
    const time = this.#times.get(key);
    const replaced = time === undefined ? undefined : this.#sorted.get(binaryOfTime(time) + key);
    if (time === undefined) this.#times.set(key, timeMs);
    this.#sorted.set(binaryOfTime(time ?? timeMs) + key, value);
    this.#minTimestamp = Math.min(this.#minTimestamp, time ?? timeMs);
    this.#bytes += sizeOf(key, value) - (replaced === undefined ? 0 : sizeOf(key, replaced));
  }

  #remove(key: string, time: number): void {
    const sortedKey = binaryOfTime(time) + key;
    const value = this.#sorted.get(sortedKey);
    this.#sorted.delete(sortedKey);
    this.#times.delete(key);
    if (value !== undefined) this.#bytes -= sizeOf(key, value);
    if (time !== this.#minTimestamp) return;
    const first = this.#sorted.range({}).next();
    this.#minTimestamp = first === undefined ? Infinity : timeOfBinary(first.key, 0);
  }

  #buffered(key: string): BufferValue | undefined {
    const time = this.#times.get(key);
    return time === undefined ? undefined : this.#sorted.get(binaryOfTime(time) + key);
  }

  #raw(value: V | null): Serialized | null {
    return this.#values.encode(value)?.raw ?? null;
  }

  #valueOf(raw: Serialized | null): V | null {
    return raw === null ? null : this.#values.decode(new Stored(raw, NO_TIMESTAMP, undefined));
  }
}

function sizeOf(key: string, value: BufferValue): number {
  return TIME_BYTES + key.length + value.residentBytes;
}

export class InMemoryTimeOrderedKeyValueChangeBufferBuilder<K, V> extends AbstractStoreBuilder<
  InMemoryTimeOrderedKeyValueChangeBuffer<K, V>
> {
  readonly #keySerde: SerdeOrUnknown<K>;
  readonly #valueSerde: SerdeOrUnknown<V>;

  constructor(name: string, keySerde: SerdeOrUnknown<K>, valueSerde: SerdeOrUnknown<V>) {
    super(name);
    this.#keySerde = keySerde;
    this.#valueSerde = valueSerde;
  }

  build(): InMemoryTimeOrderedKeyValueChangeBuffer<K, V> {
    const keys = keyCodec(this.name, this.#keySerde);
    const values = plainValues(this.name, this.#valueSerde)();
    return new InMemoryTimeOrderedKeyValueChangeBuffer(this.name, this.loggingEnabled, keys, values);
  }
}
