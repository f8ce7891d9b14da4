import { binaryOfTime, timeOfBinary } from "./binary.ts";
import type { Version, VersionedBytesStore } from "./byte-stores.ts";
import { EXPIRED } from "./in-memory-window-store.ts";
import { BY_KEY, BY_TIME, type OpenBytes, readNumber, storedBytes, storedOf, writeNumber } from "./ordered-bytes.ts";
import { OrderedStore } from "./ordered-store.ts";
import type { Stored } from "./stored.ts";

const OBSERVED = "observed";
const FIRST_SEGMENT = "first-segment";
const TIME_BYTES = 8;
/** A tombstone. */
const NOTHING = new Uint8Array(0);

interface Change {
  readonly timestamp: number;
  readonly value: Stored | undefined;
}

/** Under time and key, of a version that is alone as `InMemoryVersionedStore` has it. */
const ALONE = new Uint8Array(1);

/** As `InMemoryVersionedStore`: a change lies under key and time; an entry under time and key leads to it. */
export class OrderedVersionedStore extends OrderedStore implements VersionedBytesStore {
  readonly historyRetentionMs: number;
  readonly #segmentIntervalMs: number;
  #observedMs = -1;
  #firstSegment = 0;

  constructor(name: string, open: OpenBytes, historyRetentionMs: number, segmentIntervalMs: number) {
    super(name, open);
    this.historyRetentionMs = historyRetentionMs;
    this.#segmentIntervalMs = segmentIntervalMs;
  }

  put(key: string, value: Stored | undefined, timestamp: number): number | undefined | "not-put" {
    if (timestamp < this.#observedMs - this.historyRetentionMs) {
      this.context?.countDropped?.(EXPIRED);
      return "not-put";
    }
    if (timestamp > this.#observedMs) {
      this.#observedMs = timestamp;
      this.#dropSegments();
    }
    const [next] = this.#changes(key, timestamp + 1, Infinity, true, 1);
    if (next === undefined) return this.#putLatest(key, value, timestamp);
    this.#putChange(key, value, timestamp, false);
    // No longer alone, if it was.
    this.bytes.put(BY_TIME + binaryOfTime(next.timestamp) + key, NOTHING);
    return next.timestamp;
  }

  delete(key: string, timestamp: number): Version | undefined {
    if (timestamp < this.#observedMs - this.historyRetentionMs) {
      this.context?.countDropped?.(EXPIRED);
      return undefined;
    }
    const found = this.getAsOf(key, timestamp);
    this.put(key, undefined, timestamp);
    return found;
  }

  get(key: string): Version | undefined {
    return versionOf(this.#changes(key, 0, Infinity, false, 1)[0], undefined);
  }

  getAsOf(key: string, timestamp: number): Version | undefined {
    const [change] = this.#changes(key, 0, timestamp, false, 1);
    const [next] = this.#changes(key, timestamp + 1, Infinity, true, 1);
    const expired = timestamp < this.#observedMs - this.historyRetentionMs;
    return expired && next !== undefined ? undefined : versionOf(change, next);
  }

  versions(key: string, fromMs: number, toMs: number): readonly Version[] {
    const changes = this.#changes(key, 0, Infinity, true, Infinity);
    const expired = toMs < this.#observedMs - this.historyRetentionMs;
    const versions: Version[] = [];
    for (let place = expired ? changes.length - 1 : 0; place < changes.length; place++) {
      const version = versionOf(changes[place], changes[place + 1]);
      if (version === undefined || version.timestamp > toMs) continue;
      if (version.validTo === undefined || version.validTo > fromMs) versions.push(version);
    }
    return versions;
  }

  protected override opened(): void {
    this.#observedMs = readNumber(this.bytes, OBSERVED, -1);
    this.#firstSegment = readNumber(this.bytes, FIRST_SEGMENT, 0);
  }

  protected override beforeFlush(): void {
    if (this.#observedMs < 0) return;
    writeNumber(this.bytes, OBSERVED, this.#observedMs);
    writeNumber(this.bytes, FIRST_SEGMENT, this.#firstSegment);
  }

  /** At most so many, of those within the two times. */
  #changes(key: string, fromMs: number, toMs: number, forward: boolean, countMax: number): Change[] {
    const from = BY_KEY + key + binaryOfTime(Math.max(0, fromMs));
    const to = Number.isSafeInteger(toMs) ? BY_KEY + key + binaryOfTime(Math.max(-1, toMs) + 1) : `${BY_KEY}${key}\xff`;
    const length = BY_KEY.length + key.length;
    const changes: Change[] = [];
    const cursor = this.bytes.range({ from, to, toInclusive: false, forward });
    while (changes.length < countMax) {
      const found = cursor.next();
      if (found === undefined) break;
      if (found.key.length !== length + TIME_BYTES) continue;
      const value = found.value.length === 0 ? undefined : storedOf(found.value);
      changes.push({ timestamp: timeOfBinary(found.key, length), value });
    }
    return changes;
  }

  #putLatest(key: string, value: Stored | undefined, timestamp: number): undefined {
    const [found] = this.#changes(key, 0, timestamp, false, 1);
    if (found?.timestamp !== timestamp) {
      this.#putChange(key, value, timestamp, value !== undefined && found?.value === undefined);
      return;
    }
    const alone = this.bytes.get(BY_TIME + binaryOfTime(timestamp) + key)?.length === ALONE.length;
    if (value === undefined && alone) this.#deleteChange(key, timestamp);
    else this.#putChange(key, value, timestamp, alone);
  }

  #putChange(key: string, value: Stored | undefined, timestamp: number, alone: boolean): void {
    const time = binaryOfTime(timestamp);
    this.bytes.put(BY_KEY + key + time, value === undefined ? NOTHING : storedBytes(value));
    this.bytes.put(BY_TIME + time + key, alone ? ALONE : NOTHING);
  }

  #deleteChange(key: string, timestamp: number): void {
    const time = binaryOfTime(timestamp);
    this.bytes.delete(BY_KEY + key + time);
    this.bytes.delete(BY_TIME + time + key);
  }

  #dropSegments(): void {
    const first = Math.floor((this.#observedMs - this.historyRetentionMs) / this.#segmentIntervalMs);
    if (first <= this.#firstSegment) return;
    const fromMs = this.#firstSegment * this.#segmentIntervalMs;
    const beforeMs = first * this.#segmentIntervalMs;
    this.#firstSegment = first;
    const from = BY_TIME + binaryOfTime(fromMs);
    const cursor = this.bytes.range({ from, to: BY_TIME + binaryOfTime(beforeMs), toInclusive: false });
    const keys = new Set<string>();
    for (let found = cursor.next(); found !== undefined; found = cursor.next())
      keys.add(found.key.slice(BY_TIME.length + TIME_BYTES));
    for (const key of keys) this.#dropChanges(key, beforeMs);
  }

  /** The last of the old changes stays, when it holds a value: it may hold until now. */
  #dropChanges(key: string, beforeMs: number): void {
    const old = this.#changes(key, 0, beforeMs - 1, true, Infinity);
    const [next] = this.#changes(key, beforeMs, Infinity, true, 1);
    const last = old[old.length - 1];
    if (last !== undefined && (last.value !== undefined || next !== undefined)) old.pop();
    for (const { timestamp } of old) this.#deleteChange(key, timestamp);
  }
}

function versionOf(change: Change | undefined, next: Change | undefined): Version | undefined {
  if (change?.value === undefined) return undefined;
  return { value: change.value, timestamp: change.timestamp, validTo: next?.timestamp };
}
