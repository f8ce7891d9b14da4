import { MillraceError } from "../../base/errors.ts";
import type { Serde, SerdeOf } from "../../serde/serde.ts";
import { checkMs, checkName, checkSerde } from "../api/arguments.ts";
import { checkSupplier, type StoreSupplier } from "../state/suppliers.ts";

interface Fields<K, V> {
  readonly storeName: string | undefined;
  readonly storeSupplier: StoreSupplier | undefined;
  readonly keySerde: Serde<K> | undefined;
  readonly valueSerde: Serde<V> | undefined;
  readonly loggingEnabled: boolean;
  readonly logConfig: Readonly<Record<string, string>>;
  readonly cachingEnabled: boolean;
  readonly retentionMs: number | undefined;
}

const NOTHING: Fields<never, never> = {
  storeName: undefined,
  storeSupplier: undefined,
  keySerde: undefined,
  valueSerde: undefined,
  loggingEnabled: true,
  logConfig: {},
  cachingEnabled: true,
  retentionMs: undefined,
};

/**
 * The store of a table: its name, under which it can be read, its kind, its serdes, its changelog. Immutable: `with...` makes
 * another one. Serdes that are left out are those of what the table is made of, where the types allow it.
 */
export class Materialized<K, V> {
  readonly #nominal = true;
  /** With a supplier: the supplier's. */
  readonly storeName: string | undefined;
  readonly storeSupplier: StoreSupplier | undefined;
  readonly keySerde: Serde<K> | undefined;
  readonly valueSerde: Serde<V> | undefined;
  readonly loggingEnabled: boolean;
  /** Configs of the changelog topic. */
  readonly logConfig: Readonly<Record<string, string>>;
  readonly cachingEnabled: boolean;
  /** Window and session stores: how long an entry is kept at least, in ms; undefined: size and grace of the window. */
  readonly retentionMs: number | undefined;

  private constructor(fields: Fields<K, V>) {
    this.storeName = fields.storeName;
    this.storeSupplier = fields.storeSupplier;
    this.keySerde = fields.keySerde;
    this.valueSerde = fields.valueSerde;
    this.loggingEnabled = fields.loggingEnabled;
    this.logConfig = fields.logConfig;
    this.cachingEnabled = fields.cachingEnabled;
    this.retentionMs = fields.retentionMs;
    void this.#nominal;
  }

  static as<K = never, V = never>(store: string | StoreSupplier): Materialized<K, V> {
    if (typeof store === "string")
      return new Materialized({ ...NOTHING, storeName: checkName(store, "a store's name") });
    if (store === null || typeof store !== "object")
      throw new MillraceError(
        "INVALID_OPTION",
        "Materialized.as() takes the name of a store, or a supplier from Stores",
      );
    const storeSupplier = checkSupplier("Materialized's store", store, ["key-value", "window", "session", "versioned"]);
    return new Materialized({ ...NOTHING, storeSupplier, storeName: storeSupplier.name });
  }

  static with<K, V>(keySerde: SerdeOf<K>, valueSerde: SerdeOf<V>): Materialized<K, V> {
    return new Materialized(NOTHING).withKeySerde(keySerde).withValueSerde(valueSerde);
  }

  withKeySerde<K2>(keySerde: SerdeOf<K2>): Materialized<K2, V> {
    return new Materialized({ ...this.#fields(), keySerde: checkSerde("Materialized's key serde", keySerde) });
  }

  withValueSerde<V2>(valueSerde: SerdeOf<V2>): Materialized<K, V2> {
    return new Materialized({ ...this.#fields(), valueSerde: checkSerde("Materialized's value serde", valueSerde) });
  }

  /** Keeps a changelog, with these configs of its topic. The default, without configs. */
  withLoggingEnabled(logConfig: Readonly<Record<string, string>> = {}): Materialized<K, V> {
    return new Materialized({ ...this.#fields(), loggingEnabled: true, logConfig: { ...logConfig } });
  }

  withLoggingDisabled(): Materialized<K, V> {
    return new Materialized({ ...this.#fields(), loggingEnabled: false, logConfig: {} });
  }

  /** Holds changes back until a commit or until the cache is full. The default. */
  withCachingEnabled(): Materialized<K, V> {
    return new Materialized({ ...this.#fields(), cachingEnabled: true });
  }

  withCachingDisabled(): Materialized<K, V> {
    return new Materialized({ ...this.#fields(), cachingEnabled: false });
  }

  withRetention(retentionMs: number): Materialized<K, V> {
    return new Materialized({ ...this.#fields(), retentionMs: checkMs("Materialized's retention", retentionMs) });
  }

  #fields(): Fields<K, V> {
    return this;
  }
}
