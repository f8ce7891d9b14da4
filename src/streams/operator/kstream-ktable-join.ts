import type { KeyValueMapper, ValueJoiner } from "../api/functions.ts";
import type { Processor, ProcessorSupplierObject } from "../api/processor.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import { KStreamKTableGraceJoinProcessor } from "./kstream-ktable-grace-join-processor.ts";
import { KStreamKTableJoinProcessor } from "./kstream-ktable-join-processor.ts";
import type { KTableValueGetterSupplier } from "./ktable-supplier.ts";

/**
 * A record of the stream meets the row of the table that has its key. With a grace period, which needs a versioned table, it
 * waits in a buffer until stream time has passed it by that long, and meets the row of its own time.
 */
export class KStreamKTableJoin<K, V, VTable, VOut> implements ProcessorSupplierObject<K, V, K, VOut> {
  readonly #table: KTableValueGetterSupplier<K, VTable>;
  readonly #joiner: ValueJoiner<K, V, VTable, VOut>;
  readonly #leftJoin: boolean;
  readonly #buffer: StoreBuilder | undefined;

  /** `gracePeriodMs` is known to the buffer, too: both are given, or none. */
  constructor(
    valueGetterSupplier: KTableValueGetterSupplier<K, VTable>,
    joiner: ValueJoiner<K, V, VTable, VOut>,
    leftJoin: boolean,
    gracePeriodMs: number | undefined,
    bufferStore: StoreBuilder | undefined,
  ) {
    this.#table = valueGetterSupplier;
    this.#joiner = joiner;
    this.#leftJoin = leftJoin;
    this.#buffer = gracePeriodMs === undefined ? undefined : bufferStore;
  }

  stores(): Iterable<StoreBuilder> {
    return this.#buffer === undefined ? [] : [this.#buffer];
  }

  get(): Processor<K, V, K, VOut> {
    const getter = this.#table.get();
    return this.#buffer === undefined
      ? new KStreamKTableJoinProcessor(getter, undefined, this.#joiner, this.#leftJoin)
      : new KStreamKTableGraceJoinProcessor(getter, this.#joiner, this.#leftJoin, this.#buffer.name);
  }
}

/** A record of the stream meets the row of the global table whose key is computed from it. */
export class KStreamGlobalKTableJoin<K, V, KTable, VTable, VOut> implements ProcessorSupplierObject<K, V, K, VOut> {
  readonly #table: KTableValueGetterSupplier<KTable, VTable>;
  readonly #joiner: ValueJoiner<K, V, VTable, VOut>;
  readonly #mapper: KeyValueMapper<K, V, KTable | null>;
  readonly #leftJoin: boolean;

  constructor(
    valueGetterSupplier: KTableValueGetterSupplier<KTable, VTable>,
    joiner: ValueJoiner<K, V, VTable, VOut>,
    mapper: KeyValueMapper<K, V, KTable | null>,
    leftJoin: boolean,
  ) {
    this.#table = valueGetterSupplier;
    this.#joiner = joiner;
    this.#mapper = mapper;
    this.#leftJoin = leftJoin;
  }

  get(): Processor<K, V, K, VOut> {
    return new KStreamKTableJoinProcessor(this.#table.get(), this.#mapper, this.#joiner, this.#leftJoin);
  }
}
