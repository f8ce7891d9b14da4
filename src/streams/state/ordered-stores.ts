import type { OpenBytes } from "./ordered-bytes.ts";
import { OrderedKeyValueStore } from "./ordered-key-value-store.ts";
import { OrderedSessionStore } from "./ordered-session-store.ts";
import { OrderedVersionedStore } from "./ordered-versioned-store.ts";
import { OrderedWindowStore } from "./ordered-window-store.ts";
import {
  checkName,
  checkNotNegative,
  checkWindowStore,
  versionedSegmentIntervalMs,
  windowSegmentIntervalMs,
} from "./stores.ts";
import type {
  KeyValueBytesStoreSupplier,
  SessionBytesStoreSupplier,
  VersionedBytesStoreSupplier,
  WindowBytesStoreSupplier,
} from "./suppliers.ts";

/** Suppliers of one engine, for every kind of store. Times in ms; what cannot be throws MillraceError INVALID_OPTION. */
export interface StoreSuppliers {
  keyValueStore(name: string): KeyValueBytesStoreSupplier;
  windowStore(
    name: string,
    retentionMs: number,
    windowSizeMs: number,
    retainDuplicates: boolean,
  ): WindowBytesStoreSupplier;
  sessionStore(name: string, retentionMs: number): SessionBytesStoreSupplier;
  versionedKeyValueStore(
    name: string,
    historyRetentionMs: number,
    segmentIntervalMs?: number,
  ): VersionedBytesStoreSupplier;
}

/** All kinds of stores over an engine that has ordered bytes. */
export function orderedStores(open: OpenBytes): StoreSuppliers {
  return {
    keyValueStore(name) {
      checkName(name);
      return { kind: "key-value", name, get: () => new OrderedKeyValueStore(name, open) };
    },
    windowStore(name, retentionMs, windowSizeMs, retainDuplicates) {
      checkWindowStore(name, retentionMs, windowSizeMs);
      const segmentIntervalMs = windowSegmentIntervalMs(retentionMs);
      const get = () => new OrderedWindowStore(name, open, retentionMs, segmentIntervalMs, retainDuplicates);
      return { kind: "window", name, retentionMs, windowSizeMs, retainDuplicates, segmentIntervalMs, get };
    },
    sessionStore(name, retentionMs) {
      checkName(name);
      checkNotNegative(name, "retentionMs", retentionMs);
      const segmentIntervalMs = windowSegmentIntervalMs(retentionMs);
      const get = () => new OrderedSessionStore(name, open, retentionMs, segmentIntervalMs);
      return { kind: "session", name, retentionMs, segmentIntervalMs, get };
    },
    versionedKeyValueStore(
      name,
      historyRetentionMs,
      segmentIntervalMs = versionedSegmentIntervalMs(historyRetentionMs),
    ) {
      checkName(name);
      checkNotNegative(name, "historyRetentionMs", historyRetentionMs);
      checkNotNegative(name, "segmentIntervalMs", segmentIntervalMs - 1);
      const get = () => new OrderedVersionedStore(name, open, historyRetentionMs, segmentIntervalMs);
      return { kind: "versioned", name, historyRetentionMs, segmentIntervalMs, get };
    },
  };
}
