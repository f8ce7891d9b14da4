import { MillraceError } from "../../base/errors.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import type { ValueAndTimestamp } from "../api/stores.ts";
import { InMemoryKeyValueStore } from "./in-memory-key-value-store.ts";
import { InMemorySessionStore } from "./in-memory-session-store.ts";
import { InMemoryVersionedStore } from "./in-memory-versioned-store.ts";
import { InMemoryWindowStore } from "./in-memory-window-store.ts";
import { MemoryLruCache } from "./memory-lru-cache.ts";
import type { MeteredKeyValueStore } from "./metered-key-value-store.ts";
import type { MeteredSessionStore } from "./metered-session-store.ts";
import type { MeteredVersionedKeyValueStore } from "./metered-versioned-store.ts";
import type { MeteredWindowStore } from "./metered-window-store.ts";
import {
  KeyValueStoreBuilder,
  plainValues,
  type SerdeOrUnknown,
  SessionStoreBuilder,
  timestampedValues,
  VersionedKeyValueStoreBuilder,
  WindowStoreBuilder,
} from "./store-builders.ts";
import type {
  KeyValueBytesStoreSupplier,
  SessionBytesStoreSupplier,
  VersionedBytesStoreSupplier,
  WindowBytesStoreSupplier,
} from "./suppliers.ts";

/** The first row whose limit the history does not exceed gives into how many segments it is cut, and how long one is at least. */
const VERSIONED_SEGMENTS = [
  { historyMsMax: 60_000, count: 3, intervalMsMin: 2_000 },
  { historyMsMax: 300_000, count: 5, intervalMsMin: 20_000 },
  { historyMsMax: 3_600_000, count: 12, intervalMsMin: 60_000 },
  { historyMsMax: Infinity, count: 24, intervalMsMin: 300_000 },
] as const;

const WINDOW_SEGMENT_MS_MIN = 60_000;

/** Cleanup policy of the changelog of a store in which a put replaces nothing. */
const DELETING_LOG = { "cleanup.policy": "delete" } as const;

/**
 * Makes state stores: a supplier says which engine, a builder which serdes and whether it is cached and logged. Those on
 * disk, Kafka's `persistent` ones, come from `millrace/lmdb`. Times are in ms. Throws MillraceError INVALID_OPTION for values that cannot be.
 */
export const Stores = {
  inMemoryKeyValueStore(name: string): KeyValueBytesStoreSupplier {
    checkName(name);
    return { kind: "key-value", name, get: () => new InMemoryKeyValueStore(name) };
  },

  /** Keeps at most so many entries: the least recently used goes. */
  lruMap(name: string, maxCacheSize: number): KeyValueBytesStoreSupplier {
    checkName(name);
    checkNotNegative(name, "maxCacheSize", maxCacheSize);
    return { kind: "key-value", name, get: () => new MemoryLruCache(name, maxCacheSize) };
  },

  inMemoryVersionedKeyValueStore(
    name: string,
    historyRetentionMs: number,
    segmentIntervalMs: number = versionedSegmentIntervalMs(historyRetentionMs),
  ): VersionedBytesStoreSupplier {
    checkName(name);
    checkNotNegative(name, "historyRetentionMs", historyRetentionMs);
    checkNotNegative(name, "segmentIntervalMs", segmentIntervalMs - 1);
    return {
      kind: "versioned",
      name,
      historyRetentionMs,
      segmentIntervalMs,
      get: () => new InMemoryVersionedStore(name, historyRetentionMs, segmentIntervalMs),
    };
  },

  inMemoryWindowStore(
    name: string,
    retentionMs: number,
    windowSizeMs: number,
    retainDuplicates: boolean,
  ): WindowBytesStoreSupplier {
    checkWindowStore(name, retentionMs, windowSizeMs);
    return {
      kind: "window",
      name,
      retentionMs,
      windowSizeMs,
      retainDuplicates,
      segmentIntervalMs: 1,
      get: () => new InMemoryWindowStore(name, retentionMs, retainDuplicates),
    };
  },

  inMemorySessionStore(name: string, retentionMs: number): SessionBytesStoreSupplier {
    checkName(name);
    checkNotNegative(name, "retentionMs", retentionMs);
    return {
      kind: "session",
      name,
      retentionMs,
      segmentIntervalMs: windowSegmentIntervalMs(retentionMs),
      get: () => new InMemorySessionStore(name, retentionMs),
    };
  },

  keyValueStoreBuilder<K, V>(
    supplier: KeyValueBytesStoreSupplier,
    keySerde: SerdeOrUnknown<K>,
    valueSerde: SerdeOrUnknown<V>,
  ): StoreBuilder<MeteredKeyValueStore<K, V>> {
    return new KeyValueStoreBuilder(supplier, keySerde, plainValues(supplier.name, valueSerde));
  },

  timestampedKeyValueStoreBuilder<K, V>(
    supplier: KeyValueBytesStoreSupplier,
    keySerde: SerdeOrUnknown<K>,
    valueSerde: SerdeOrUnknown<V>,
  ): StoreBuilder<MeteredKeyValueStore<K, ValueAndTimestamp<V>>> {
    return new KeyValueStoreBuilder(supplier, keySerde, timestampedValues(supplier.name, valueSerde));
  },

  versionedKeyValueStoreBuilder<K, V>(
    supplier: VersionedBytesStoreSupplier,
    keySerde: SerdeOrUnknown<K>,
    valueSerde: SerdeOrUnknown<V>,
  ): StoreBuilder<MeteredVersionedKeyValueStore<K, V>> {
    return new VersionedKeyValueStoreBuilder(supplier, keySerde, plainValues(supplier.name, valueSerde));
  },

  windowStoreBuilder<K, V>(
    supplier: WindowBytesStoreSupplier,
    keySerde: SerdeOrUnknown<K>,
    valueSerde: SerdeOrUnknown<V>,
  ): StoreBuilder<MeteredWindowStore<K, V>> {
    const logConfig = supplier.retainDuplicates ? DELETING_LOG : {};
    return new WindowStoreBuilder(supplier, keySerde, plainValues(supplier.name, valueSerde), logConfig, false);
  },

  timestampedWindowStoreBuilder<K, V>(
    supplier: WindowBytesStoreSupplier,
    keySerde: SerdeOrUnknown<K>,
    valueSerde: SerdeOrUnknown<V>,
  ): StoreBuilder<MeteredWindowStore<K, ValueAndTimestamp<V>>> {
    return new WindowStoreBuilder(supplier, keySerde, timestampedValues(supplier.name, valueSerde), {}, false);
  },

  sessionStoreBuilder<K, V>(
    supplier: SessionBytesStoreSupplier,
    keySerde: SerdeOrUnknown<K>,
    valueSerde: SerdeOrUnknown<V>,
  ): StoreBuilder<MeteredSessionStore<K, V>> {
    return new SessionStoreBuilder(supplier, keySerde, plainValues(supplier.name, valueSerde));
  },
} as const;

/** A side of a stream join: entries of its changelog carry the time and the headers of the record, as in Kafka. */
export function joinWindowStoreBuilder<K, V>(
  supplier: WindowBytesStoreSupplier,
  keySerde: SerdeOrUnknown<K>,
  valueSerde: SerdeOrUnknown<V>,
): StoreBuilder<MeteredWindowStore<K, V>> {
  return new WindowStoreBuilder(supplier, keySerde, plainValues(supplier.name, valueSerde), DELETING_LOG, true);
}

/** The subscriptions of a foreign-key join: entries of its changelog carry the headers of the record, as in Kafka. */
export function subscriptionStoreBuilder<K, V>(
  supplier: KeyValueBytesStoreSupplier,
  keySerde: SerdeOrUnknown<K>,
  valueSerde: SerdeOrUnknown<V>,
): StoreBuilder<MeteredKeyValueStore<K, ValueAndTimestamp<V>>> {
  return new KeyValueStoreBuilder(supplier, keySerde, timestampedValues(supplier.name, valueSerde), true);
}

/** Checks what all engines ask of a window store. */
export function checkWindowStore(name: string, retentionMs: number, windowSizeMs: number): void {
  checkName(name);
  checkNotNegative(name, "retentionMs", retentionMs);
  checkNotNegative(name, "windowSizeMs", windowSizeMs);
  if (windowSizeMs <= retentionMs) return;
  const problem = `keeps windows of ${windowSizeMs} ms for only ${retentionMs} ms: a window must be kept at least as long as it is`;
  throw new MillraceError("INVALID_OPTION", `window store ${name} ${problem}`);
}

export function versionedSegmentIntervalMs(historyRetentionMs: number): number {
  for (const { historyMsMax, count, intervalMsMin } of VERSIONED_SEGMENTS)
    if (historyRetentionMs <= historyMsMax) return Math.max(Math.floor(historyRetentionMs / count), intervalMsMin);
  return WINDOW_SEGMENT_MS_MIN;
}

export function windowSegmentIntervalMs(retentionMs: number): number {
  return Math.max(Math.floor(retentionMs / 2), WINDOW_SEGMENT_MS_MIN);
}

export function checkName(name: string): void {
  if (typeof name !== "string" || name === "") throw new MillraceError("INVALID_OPTION", "a store needs a name");
}

export function checkNotNegative(name: string, field: string, value: number): void {
  if (Number.isFinite(value) && value >= 0) return;
  throw new MillraceError("INVALID_OPTION", `${field} of store ${name} is ${value}: it cannot be negative`);
}
