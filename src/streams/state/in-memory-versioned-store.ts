import type { StoreContext } from "../api/store-context.ts";
import type { Version, VersionedBytesStore } from "./byte-stores.ts";
import { EXPIRED } from "./in-memory-window-store.ts";
import type { Stored } from "./stored.ts";

/** What holds from a time on; undefined: nothing, a tombstone. */
interface Change {
  readonly timestamp: number;
  value: Stored | undefined;
  /**
   * The latest version, before which nothing held and nothing was put since. As in Kafka a tombstone in its place leaves
   * no trace: what comes then with an earlier time is the latest.
   */
  alone: boolean;
}

/**
 * Versions of values (KIP-889): what held when, as far back as the history reaches. Older versions go in whole segments of
 * time by the end of their validity, as in Kafka: `versions` shows them until then. A put that is older than the history
 * is not taken.
 */
export class InMemoryVersionedStore implements VersionedBytesStore {
  readonly name: string;
  readonly persistent = false;
  readonly historyRetentionMs: number;
  readonly #segmentIntervalMs: number;
  /** Changes of a key, oldest first. */
  readonly #changes = new Map<string, Change[]>();
  /** Keys that changed in a segment of time: those to look at when it goes. */
  readonly #keysOfSegment = new Map<number, Set<string>>();
  #context: StoreContext | undefined;
  #observedMs = -1;
  #firstSegment = 0;

  constructor(name: string, historyRetentionMs: number, segmentIntervalMs: number) {
    this.name = name;
    this.historyRetentionMs = historyRetentionMs;
    this.#segmentIntervalMs = segmentIntervalMs;
  }

  init(context: StoreContext): void {
    this.#context = context;
  }

  put(key: string, value: Stored | undefined, timestamp: number): number | undefined | "not-put" {
    if (timestamp < this.#observedMs - this.historyRetentionMs) {
      this.#context?.countDropped?.(EXPIRED);
      return "not-put";
    }
    if (timestamp > this.#observedMs) {
      this.#observedMs = timestamp;
      this.#dropSegments();
    }
    let changes = this.#changes.get(key);
    if (changes === undefined) {
      changes = [];
      this.#changes.set(key, changes);
    }
    this.#remember(key, timestamp);
    const place = placeAfter(changes, timestamp);
    const next = changes[place];
    const found = changes[place - 1];
    if (next !== undefined) next.alone = false;
    if (found?.timestamp !== timestamp) {
      const alone = next === undefined && value !== undefined && found?.value === undefined;
      changes.splice(place, 0, { timestamp, value, alone });
    } else if (value === undefined && found.alone && next === undefined) changes.pop();
    else found.value = value;
    return next?.timestamp;
  }

  delete(key: string, timestamp: number): Version | undefined {
    if (timestamp < this.#observedMs - this.historyRetentionMs) {
      this.#context?.countDropped?.(EXPIRED);
      return undefined;
    }
    const found = this.getAsOf(key, timestamp);
    this.put(key, undefined, timestamp);
    return found;
  }

  get(key: string): Version | undefined {
    const changes = this.#changes.get(key);
    return changes === undefined ? undefined : versionAt(changes, changes.length - 1);
  }

  getAsOf(key: string, timestamp: number): Version | undefined {
    const changes = this.#changes.get(key);
    if (changes === undefined) return undefined;
    const place = placeAfter(changes, timestamp) - 1;
    const expired = timestamp < this.#observedMs - this.historyRetentionMs;
    return expired && place < changes.length - 1 ? undefined : versionAt(changes, place);
  }

  versions(key: string, fromMs: number, toMs: number): readonly Version[] {
    const changes = this.#changes.get(key) ?? [];
    const expired = toMs < this.#observedMs - this.historyRetentionMs;
    const versions: Version[] = [];
    for (let place = expired ? changes.length - 1 : 0; place < changes.length; place++) {
      const version = versionAt(changes, place);
      if (version === undefined || version.timestamp > toMs) continue;
      if (version.validTo === undefined || version.validTo > fromMs) versions.push(version);
    }
    return versions;
  }

  flush(): void {}

  close(): void {
    this.#changes.clear();
    this.#keysOfSegment.clear();
  }

  #remember(key: string, timestamp: number): void {
    const segment = Math.floor(timestamp / this.#segmentIntervalMs);
    const keys = this.#keysOfSegment.get(segment);
    if (keys === undefined) this.#keysOfSegment.set(segment, new Set([key]));
    else keys.add(key);
  }

  /** A version goes with the segment in which the next one begins. */
  #dropSegments(): void {
    const first = Math.floor((this.#observedMs - this.historyRetentionMs) / this.#segmentIntervalMs);
    if (first <= this.#firstSegment) return;
    this.#firstSegment = first;
    for (const [segment, keys] of this.#keysOfSegment) {
      if (segment >= first) continue;
      for (const key of keys) this.#dropChanges(key, first * this.#segmentIntervalMs);
      this.#keysOfSegment.delete(segment);
    }
  }

  #dropChanges(key: string, beforeMs: number): void {
    const changes = this.#changes.get(key);
    if (changes === undefined) return;
    let gone = 0;
    while (gone + 1 < changes.length && (changes[gone + 1] as Change).timestamp < beforeMs) gone++;
    const left = changes[gone];
    if (gone + 1 === changes.length && left?.value === undefined && (left?.timestamp ?? 0) < beforeMs) gone++;
    if (gone === changes.length) this.#changes.delete(key);
    else changes.splice(0, gone);
  }
}

/** The place after the last change at or before a time. */
function placeAfter(changes: readonly Change[], timestamp: number): number {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((changes[middle] as Change).timestamp <= timestamp) low = middle + 1;
    else high = middle;
  }
  return low;
}

function versionAt(changes: readonly Change[], place: number): Version | undefined {
  const change = changes[place];
  if (change?.value === undefined) return undefined;
  return { value: change.value, timestamp: change.timestamp, validTo: changes[place + 1]?.timestamp };
}
