import type { StreamRecord } from "../../src/streams/api/record.ts";
import type { RecordContext } from "../../src/streams/api/store-context.ts";
import type { KeyValueIterator, StateStore, ValueAndTimestamp, VersionedRecord } from "../../src/streams/api/stores.ts";
import type { BufferedRecord, GraceBuffer } from "../../src/streams/operator/kstream-ktable-grace-join-processor.ts";
import type { LeftOrRightValue, TimestampedKeyAndJoinSide } from "../../src/streams/state/outer-join-store.ts";

/** Stores of joins in their simplest form, for keys that are text or bytes. */
abstract class TestStore implements StateStore {
  readonly name: string;
  readonly persistent = false;
  readonly isOpen = true;

  constructor(name: string) {
    this.name = name;
  }

  init(): void {}
  flush(): void {}
  close(): void {}
}

/** A window store that keeps duplicates. */
export class TestWindowStore<V> extends TestStore {
  readonly #retentionMs: number;
  #rows: { key: unknown; time: number; value: V }[] = [];
  #streamTime = -1;

  constructor(name: string, retentionMs: number) {
    super(name);
    this.#retentionMs = retentionMs;
  }

  put(key: unknown, value: V | null | undefined, time: number): void {
    if (value == null) return;
    if (time > this.#streamTime) this.#streamTime = time;
    if (time <= this.#streamTime - this.#retentionMs) return;
    this.#rows.push({ key, time, value });
    this.#rows.sort((one, other) => one.time - other.time);
  }

  *fetchRange(key: unknown, fromMs: number, toMs: number): KeyValueIterator<number, V> {
    const first = Math.max(fromMs, this.#streamTime - this.#retentionMs + 1);
    for (const row of this.#rows) {
      if (row.key === key && row.time >= first && row.time <= toMs) yield [row.time, row.value];
    }
  }
}

interface WaitingRow {
  readonly key: TimestampedKeyAndJoinSide<string>;
  readonly values: LeftOrRightValue<unknown, unknown>[];
}

/** Holds records for a grace period: by time, then key. */
export class TestGraceBuffer<V> extends TestStore implements GraceBuffer<string, V> {
  readonly #graceMs: number;
  #rows: BufferedRecord<string, V>[] = [];
  #streamTime = -1;

  constructor(name: string, graceMs: number) {
    super(name);
    this.#graceMs = graceMs;
  }

  put(_streamTimeMs: number, record: StreamRecord<string, V>, recordContext: RecordContext): boolean {
    const { key, value, timestamp } = record;
    if (this.#streamTime - this.#graceMs > timestamp) return false;
    this.#streamTime = Math.max(this.#streamTime, timestamp);
    this.#rows.push({ key, value, recordContext: { ...recordContext } });
    this.#rows.sort((one, other) => {
      const before = one.recordContext.timestamp - other.recordContext.timestamp;
      return before !== 0 ? before : one.key === other.key ? 0 : one.key < other.key ? -1 : 1;
    });
    return true;
  }

  evictWhile(predicate: () => boolean, callback: (record: BufferedRecord<string, V>) => void): void {
    const last = this.#streamTime - this.#graceMs;
    for (;;) {
      const row = this.#rows[0];
      if (row === undefined || row.recordContext.timestamp > last || !predicate()) return;
      callback(row);
      this.#rows.shift();
    }
  }
}

/** The store of unmatched rows. */
export class TestOuterStore extends TestStore {
  readonly #rows = new Map<string, WaitingRow>();
  /** Rows whose deletion would have been logged. */
  deletions = 0;

  put(key: TimestampedKeyAndJoinSide<string>, value: LeftOrRightValue<unknown, unknown> | null): void {
    const id = idOf(key);
    const row = this.#rows.get(id);
    if (value === null) {
      this.#rows.delete(id);
      this.deletions++;
    } else if (row === undefined) this.#rows.set(id, { key, values: [value] });
    else row.values.push(value);
  }

  putIfAbsent(key: TimestampedKeyAndJoinSide<string>, value: null): void {
    if (this.#rows.has(idOf(key))) this.put(key, value);
  }

  *all(): KeyValueIterator<TimestampedKeyAndJoinSide<string>, LeftOrRightValue<unknown, unknown>> {
    const rows = [...this.#rows].sort(([one], [other]) => (one < other ? -1 : 1));
    for (const [, { key, values }] of rows) for (const value of values) yield [key, value];
  }
}

function idOf({ key, timestamp, isLeftSide }: TimestampedKeyAndJoinSide<string>): string {
  return `${String(timestamp).padStart(16, "0")}${isLeftSide ? 1 : 0}${key}`;
}

/** A timestamped key-value store. */
export class TestTableStore<V> extends TestStore {
  readonly #rows = new Map<string, [key: unknown, row: ValueAndTimestamp<V>]>();

  get(key: unknown): ValueAndTimestamp<V> | undefined {
    return this.#rows.get(textOfKey(key))?.[1];
  }

  put(key: unknown, row: ValueAndTimestamp<V> | null | undefined): void {
    if (row == null) this.#rows.delete(textOfKey(key));
    else this.#rows.set(textOfKey(key), [key, row]);
  }

  delete(key: unknown): ValueAndTimestamp<V> | undefined {
    const row = this.get(key);
    this.put(key, null);
    return row;
  }

  *prefixScan(prefix: Uint8Array | string): KeyValueIterator<unknown, ValueAndTimestamp<V>> {
    const begin = textOfKey(prefix);
    const rows = [...this.#rows].sort(([one], [other]) => (one < other ? -1 : 1));
    for (const [text, row] of rows) if (text.startsWith(begin)) yield row;
  }
}

function textOfKey(key: unknown): string {
  return key instanceof Uint8Array ? String.fromCharCode(...key) : String(key);
}

/** A versioned store whose history ends `historyMs` before the latest put. */
export class TestVersionedStore<V> extends TestStore {
  readonly historyRetentionMs: number;
  readonly #versions = new Map<unknown, { timestamp: number; value: V | null }[]>();
  #streamTime = -1;

  constructor(name: string, historyRetentionMs: number) {
    super(name);
    this.historyRetentionMs = historyRetentionMs;
  }

  put(key: unknown, value: V | null | undefined, timestamp: number): number | undefined | "not-put" {
    if (timestamp > this.#streamTime) this.#streamTime = timestamp;
    if (timestamp < this.#streamTime - this.historyRetentionMs) return "not-put";
    const versions = (this.#versions.get(key) ?? []).filter((version) => version.timestamp !== timestamp);
    versions.push({ timestamp, value: value ?? null });
    versions.sort((one, other) => one.timestamp - other.timestamp);
    this.#versions.set(key, versions);
    return versions.find((version) => version.timestamp > timestamp)?.timestamp;
  }

  get(key: unknown): VersionedRecord<V> | undefined {
    return this.getAsOf(key, Number.MAX_SAFE_INTEGER);
  }

  getAsOf(key: unknown, asOfMs: number): VersionedRecord<V> | undefined {
    const versions = this.#versions.get(key);
    const found = versions?.findLast((version) => version.timestamp <= asOfMs);
    if (asOfMs < this.#streamTime - this.historyRetentionMs && found !== versions?.at(-1)) return undefined;
    if (found === undefined || found.value === null) return undefined;
    return { value: found.value, timestamp: found.timestamp, validTo: undefined };
  }
}
