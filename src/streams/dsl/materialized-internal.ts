import type { Serde } from "../../serde/serde.ts";
import type { Materialized } from "../options/materialized.ts";
import type { InternalStreamsBuilder } from "./internal-streams-builder.ts";

interface MaterializedNaming {
  /** The begin of the store's name where the user gave none; undefined: no store name is generated. */
  readonly storeNamePrefix?: string;
  /** The table can be read under a generated name too (global tables). */
  readonly forceQueryable?: boolean;
}

/** A Materialized with a store name for sure, where a prefix is given. Serdes can be filled in, by `inheritSerdes`. */
export class MaterializedInternal<K, V> {
  readonly storeName: string | undefined;
  /** Undefined when only a generated name is there: such a store need not be, so it cannot be read. */
  readonly queryableStoreName: string | undefined;
  readonly storeSupplier: Materialized<K, V>["storeSupplier"];
  readonly loggingEnabled: boolean;
  readonly logConfig: Readonly<Record<string, string>>;
  readonly cachingEnabled: boolean;
  readonly retentionMs: number | undefined;
  keySerde: Serde<K> | undefined;
  valueSerde: Serde<V> | undefined;
  readonly #builder: InternalStreamsBuilder;

  constructor(
    materialized: Materialized<K, V> | undefined,
    builder: InternalStreamsBuilder,
    naming: MaterializedNaming = {},
  ) {
    const given = materialized?.storeSupplier?.name ?? materialized?.storeName;
    const name =
      given ?? (naming.storeNamePrefix === undefined ? undefined : builder.newStoreName(naming.storeNamePrefix));
    this.storeName = name;
    this.queryableStoreName = given !== undefined || naming.forceQueryable === true ? name : undefined;
    this.storeSupplier = materialized?.storeSupplier;
    this.loggingEnabled = materialized?.loggingEnabled ?? true;
    this.logConfig = materialized?.logConfig ?? {};
    this.cachingEnabled = materialized?.cachingEnabled ?? true;
    this.retentionMs = materialized?.retentionMs;
    this.keySerde = materialized?.keySerde;
    this.valueSerde = materialized?.valueSerde;
    this.#builder = builder;
  }

  /** Takes the serdes where the user gave none. */
  inheritSerdes(keySerde: Serde<K> | undefined, valueSerde: Serde<V> | undefined): this {
    this.keySerde ??= keySerde;
    this.valueSerde ??= valueSerde;
    return this;
  }

  /** What the store gets: the builder's default where neither the user nor the stream before gave one. */
  get storeKeySerde(): Serde<K> | undefined {
    return this.keySerde ?? this.#builder.defaultSerde("key");
  }

  get storeValueSerde(): Serde<V> | undefined {
    return this.valueSerde ?? this.#builder.defaultSerde("value");
  }

  get isVersioned(): boolean {
    return this.storeSupplier !== undefined && "historyRetentionMs" in this.storeSupplier;
  }
}
