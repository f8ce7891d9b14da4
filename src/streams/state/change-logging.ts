import { NO_HEADERS } from "../api/record.ts";
import type { Serialized } from "../api/serialized.ts";
import type { StoreContext } from "../api/store-context.ts";
import { serializedOf, writeBinary, writeInt32, writeTime } from "./binary.ts";
import type {
  KeyValueBytesStore,
  SessionBytesStore,
  Version,
  VersionedBytesStore,
  WindowBytesStore,
} from "./byte-stores.ts";
import type { KeyedValue, KeyRange } from "./ordered-map.ts";
import { type Cursor, NO_TIMESTAMP, type Stored } from "./stored.ts";
import type { TimedEntry, TimedRange } from "./time-keyed-map.ts";

const TIME_BYTES = 8;
const SEQUENCE_BYTES = 4;
const SEQUENCE_MAX = 0x7fff_ffff;

/** Appends every change of a store to its changelog, also those that the store did not take. */
abstract class ChangeLogging<S extends { readonly name: string; readonly persistent: boolean }> {
  readonly inner: S;
  protected context!: StoreContext;
  readonly #logHeaders: boolean;

  /** `logHeaders`: entries carry the headers of the record being processed, as those of some joins do. */
  constructor(inner: S, logHeaders = false) {
    this.inner = inner;
    this.#logHeaders = logHeaders;
  }

  get name(): string {
    return this.inner.name;
  }

  get persistent(): boolean {
    return this.inner.persistent;
  }

  /** With the value's own time, where it has one, else that of the record being processed. */
  protected log(key: Serialized, value: Stored | undefined): void {
    const { context } = this;
    const own = value === undefined ? NO_TIMESTAMP : value.timestamp;
    const timestamp = own === NO_TIMESTAMP ? context.recordContext.timestamp : own;
    const headers = this.#logHeaders ? context.recordContext.headers : NO_HEADERS;
    context.logChange(this.inner.name, key, value === undefined ? null : value.raw, timestamp, headers);
    if (value !== undefined) value.forgetBytes();
  }
}

/** Tells of entries that a store dropped by itself. */
export interface Evicting {
  onEviction(listener: (key: string) => void): void;
}

export class ChangeLoggingKeyValueBytesStore extends ChangeLogging<KeyValueBytesStore> implements KeyValueBytesStore {
  init(context: StoreContext): void {
    this.context = context;
    this.inner.init(context);
    if ("onEviction" in this.inner)
      (this.inner as unknown as Evicting).onEviction((key) => this.log(serializedOf(key), undefined));
  }

  get(key: string): Stored | undefined {
    return this.inner.get(key);
  }

  put(key: string, value: Stored | undefined): void {
    this.inner.put(key, value);
    this.log(serializedOf(key), value);
  }

  putIfAbsent(key: string, value: Stored | undefined): Stored | undefined {
    const found = this.inner.putIfAbsent(key, value);
    if (found === undefined) this.log(serializedOf(key), value);
    return found;
  }

  delete(key: string): Stored | undefined {
    const found = this.inner.delete(key);
    this.log(serializedOf(key), undefined);
    return found;
  }

  range(range: KeyRange): Cursor<KeyedValue<Stored>> {
    return this.inner.range(range);
  }

  approximateNumEntries(): number {
    return this.inner.approximateNumEntries();
  }

  flush(): void {
    this.inner.flush();
  }

  close(): void {
    this.inner.close();
  }
}

export class ChangeLoggingWindowBytesStore extends ChangeLogging<WindowBytesStore> implements WindowBytesStore {
  readonly #retainDuplicates: boolean;
  #sequence = 0;

  constructor(inner: WindowBytesStore, retainDuplicates: boolean, logHeaders: boolean) {
    super(inner, logHeaders);
    this.#retainDuplicates = retainDuplicates;
  }

  init(context: StoreContext): void {
    this.context = context;
    this.inner.init(context);
  }

  /** Numbers of duplicates go on behind those in the log, which an entry of the same number would replace. */
  restoreSequence(sequence: number): void {
    this.#sequence = sequence;
  }

  put(key: string, value: Stored | undefined, startMs: number): void {
    this.inner.put(key, value, startMs);
    if (this.#retainDuplicates) this.#sequence = (this.#sequence + 1) & SEQUENCE_MAX;
    this.log(windowStoreKey(key, startMs, this.#sequence), value);
  }

  fetch(key: string, startMs: number): Stored | undefined {
    return this.inner.fetch(key, startMs);
  }

  fetchRange(key: string, fromMs: number, toMs: number, forward: boolean): Cursor<TimedEntry> {
    return this.inner.fetchRange(key, fromMs, toMs, forward);
  }

  fetchKeys(range: TimedRange): Cursor<TimedEntry> {
    return this.inner.fetchKeys(range);
  }

  flush(): void {
    this.inner.flush();
  }

  close(): void {
    this.inner.close();
  }
}

export class ChangeLoggingSessionBytesStore extends ChangeLogging<SessionBytesStore> implements SessionBytesStore {
  init(context: StoreContext): void {
    this.context = context;
    this.inner.init(context);
  }

  put(key: string, startMs: number, endMs: number, value: Stored | undefined): void {
    this.inner.put(key, startMs, endMs, value);
    this.log(sessionStoreKey(key, startMs, endMs), value);
  }

  remove(key: string, startMs: number, endMs: number): void {
    this.inner.remove(key, startMs, endMs);
    this.log(sessionStoreKey(key, startMs, endMs), undefined);
  }

  fetchSession(key: string, startMs: number, endMs: number): Stored | undefined {
    return this.inner.fetchSession(key, startMs, endMs);
  }

  findSessions(key: string, earliestEndMs: number, latestStartMs: number, forward: boolean): Cursor<TimedEntry> {
    return this.inner.findSessions(key, earliestEndMs, latestStartMs, forward);
  }

  findSessionsOfKeys(range: TimedRange, latestStartMs: number): Cursor<TimedEntry> {
    return this.inner.findSessionsOfKeys(range, latestStartMs);
  }

  flush(): void {
    this.inner.flush();
  }

  close(): void {
    this.inner.close();
  }
}

/** Logs with the time that a version holds from. */
export class ChangeLoggingVersionedBytesStore
  extends ChangeLogging<VersionedBytesStore>
  implements VersionedBytesStore
{
  get historyRetentionMs(): number {
    return this.inner.historyRetentionMs;
  }

  init(context: StoreContext): void {
    this.context = context;
    this.inner.init(context);
  }

  put(key: string, value: Stored | undefined, timestamp: number): number | undefined | "not-put" {
    const validTo = this.inner.put(key, value, timestamp);
    this.context.logChange(this.inner.name, serializedOf(key), value === undefined ? null : value.raw, timestamp);
    return validTo;
  }

  delete(key: string, timestamp: number): Version | undefined {
    const found = this.inner.delete(key, timestamp);
    this.context.logChange(this.inner.name, serializedOf(key), null, timestamp);
    return found;
  }

  get(key: string): Version | undefined {
    return this.inner.get(key);
  }

  getAsOf(key: string, timestamp: number): Version | undefined {
    return this.inner.getAsOf(key, timestamp);
  }

  versions(key: string, fromMs: number, toMs: number): readonly Version[] {
    return this.inner.versions(key, fromMs, toMs);
  }

  flush(): void {
    this.inner.flush();
  }

  close(): void {
    this.inner.close();
  }
}

/** Key, 8 bytes of the start, 4 bytes of the sequence number: Kafka's key of a window in a changelog. */
export function windowStoreKey(key: string, startMs: number, sequence: number): Uint8Array {
  const bytes = new Uint8Array(key.length + TIME_BYTES + SEQUENCE_BYTES);
  writeBinary(bytes, 0, key);
  writeTime(bytes, key.length, startMs);
  writeInt32(bytes, key.length + TIME_BYTES, sequence);
  return bytes;
}

/** Key, 8 bytes of the end, 8 bytes of the start. */
export function sessionStoreKey(key: string, startMs: number, endMs: number): Uint8Array {
  const bytes = new Uint8Array(key.length + 2 * TIME_BYTES);
  writeBinary(bytes, 0, key);
  writeTime(bytes, key.length, endMs);
  writeTime(bytes, key.length + TIME_BYTES, startMs);
  return bytes;
}
