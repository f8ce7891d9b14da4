import type { StateStore } from "./stores.ts";

/** Makes a store for each task. Made by `Stores` and `Materialized`. */
export interface StoreBuilder<S extends StateStore = StateStore> {
  readonly name: string;
  readonly loggingEnabled: boolean;
  /** Configs of the changelog topic. */
  readonly logConfig: Readonly<Record<string, string>>;
  readonly cachingEnabled: boolean;
  /** Window and session stores: how long an entry is kept at least, in ms. */
  readonly retentionMs?: number;
  /** Versioned stores: how far back reads by time reach, in ms. */
  readonly historyRetentionMs?: number;
  withCachingEnabled(): StoreBuilder<S>;
  withCachingDisabled(): StoreBuilder<S>;
  withLoggingEnabled(config: Readonly<Record<string, string>>): StoreBuilder<S>;
  withLoggingDisabled(): StoreBuilder<S>;
  build(): S;
}
