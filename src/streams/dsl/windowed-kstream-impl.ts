import { MillraceError } from "../../base/errors.ts";
import { int64 } from "../../serde/primitives.ts";
import type { Serde } from "../../serde/serde.ts";
import type { Aggregator, Initializer, Merger, Reducer } from "../api/functions.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import type { Windowed } from "../api/windowed.ts";
import type { KStreamAggProcessorSupplier } from "../operator/kstream-agg-processor-supplier.ts";
import { EmitStrategy } from "../windows/emit-strategy.ts";
import { AbstractStream, type StreamParts } from "./abstract-stream.ts";
import {
  aggregatorFromReducer,
  countAggregator,
  countInitializer,
  countMerger,
  mergerFromReducer,
  reduceInitializer,
} from "./aggregation/count-and-reduce.ts";
import type { GroupedStreamAggregateBuilder } from "./aggregation/grouped-stream-aggregate-builder.ts";
import { describeValue, requireFunction } from "./checks.ts";
import type { KTable } from "./ktable.ts";
import { MaterializedInternal } from "./materialized-internal.ts";
import { orElseGenerateWithPrefix } from "./named-internal.ts";
import { splitTableOptions } from "./table/table-options.ts";
import type { WindowedOptions } from "./windowed-kstream.ts";

const REDUCE_NAME = "KSTREAM-REDUCE-";
const AGGREGATE_NAME = "KSTREAM-AGGREGATE-";

/** What an aggregation computes. Only sessions merge. */
export interface Aggregation<K, V, A> {
  readonly initializer: Initializer<A>;
  readonly aggregator: Aggregator<K, V, A>;
  readonly merger?: Merger<K, A>;
}

interface WindowedCall<K, V, A> extends Aggregation<K, V, A> {
  readonly operator: "count" | "reduce" | "aggregate";
  readonly options: readonly unknown[];
  /** Where the Materialized has none. */
  readonly valueSerde: Serde<A> | undefined;
}

/** What windowed streams have in common; kinds of windows differ in their store, their processor and their serde. */
export abstract class WindowedKStreamImpl<K, V> extends AbstractStream<K, V> {
  protected emission = EmitStrategy.onWindowUpdate();
  readonly #aggregateBuilder: GroupedStreamAggregateBuilder<K, V>;

  constructor(stream: StreamParts<K, V>, aggregateBuilder: GroupedStreamAggregateBuilder<K, V>) {
    super(stream);
    this.#aggregateBuilder = aggregateBuilder;
  }

  /** How long after its end a window closes. */
  protected abstract readonly gracePeriodMs: number;
  /** Does `count` with a Materialized without a name use up one index more, as it always has? */
  protected abstract readonly countTakesIndex: boolean;
  protected abstract storeOf<A>(operator: string, materialized: MaterializedInternal<K, A>): StoreBuilder;
  protected abstract supplierOf<A>(
    store: StoreBuilder,
    aggregation: Aggregation<K, V, A>,
  ): KStreamAggProcessorSupplier<K, V, Windowed<K>, A>;
  protected abstract windowedSerde(keySerde: Serde<K>): Serde<Windowed<K>>;

  count(...options: WindowedOptions<K, number>): KTable<Windowed<K>, number> {
    return this.#build<number>({
      operator: "count",
      options,
      valueSerde: int64({ as: "number" }),
      initializer: countInitializer,
      aggregator: countAggregator,
      merger: countMerger,
    });
  }

  reduce(reducer: Reducer<V>, ...options: WindowedOptions<K, V>): KTable<Windowed<K>, V> {
    requireFunction("reduce", "reducer", reducer);
    const table = this.#build<V | null>({
      operator: "reduce",
      options,
      valueSerde: this.valueSerde as Serde<V | null> | undefined,
      initializer: reduceInitializer,
      aggregator: aggregatorFromReducer(reducer),
      merger: mergerFromReducer(reducer),
    });
    return table as KTable<Windowed<K>, V>;
  }

  emitStrategy(strategy: EmitStrategy): this {
    if (!(strategy instanceof EmitStrategy)) {
      const got = describeValue(strategy);
      throw new MillraceError(
        "INVALID_OPTION",
        `emitStrategy: give EmitStrategy.onWindowUpdate() or .onWindowClose(), got ${got}`,
      );
    }
    this.emission = strategy;
    return this;
  }

  protected aggregateBy<A>(aggregation: Aggregation<K, V, A>, options: readonly unknown[]): KTable<Windowed<K>, A> {
    requireFunction("aggregate", "initializer", aggregation.initializer);
    requireFunction("aggregate", "aggregator", aggregation.aggregator);
    return this.#build({ ...aggregation, operator: "aggregate", options, valueSerde: undefined });
  }

  #build<A>(call: WindowedCall<K, V, A>): KTable<Windowed<K>, A> {
    const { operator } = call;
    const { builder } = this;
    const { named, materialized } = splitTableOptions<K, A>(operator, call.options);
    const prefix = operator === "reduce" ? REDUCE_NAME : AGGREGATE_NAME;
    const nameless = materialized !== undefined && materialized.storeName === undefined;
    if (operator === "count" && this.countTakesIndex && nameless) builder.newStoreName(prefix);
    const internal = new MaterializedInternal(materialized, builder, { storeNamePrefix: prefix });
    internal.inheritSerdes(this.keySerde, call.valueSerde);
    const name = orElseGenerateWithPrefix(named, builder, prefix);
    return this.#aggregateBuilder.build({
      operator,
      name,
      supplier: this.supplierOf(this.storeOf(operator, internal), call),
      storeName: internal.storeName as string,
      queryableStoreName: internal.queryableStoreName,
      keySerde: internal.keySerde && this.windowedSerde(internal.keySerde),
      valueSerde: internal.valueSerde,
      gracePeriodMs: this.gracePeriodMs,
    });
  }
}
