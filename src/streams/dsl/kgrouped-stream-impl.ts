import { int64 } from "../../serde/primitives.ts";
import type { Aggregator, Initializer, Reducer } from "../api/functions.ts";
import type { KStreamAggProcessorSupplier } from "../operator/kstream-agg-processor-supplier.ts";
import { KStreamAggregate } from "../operator/kstream-aggregate.ts";
import type { Named } from "../options/named.ts";
import { SessionWindows } from "../windows/session-windows.ts";
import { SlidingWindows } from "../windows/sliding-windows.ts";
import type { TimeWindows } from "../windows/time-windows.ts";
import type { UnlimitedWindows } from "../windows/unlimited-windows.ts";
import { AbstractStream } from "./abstract-stream.ts";
import {
  aggregatorFromReducer,
  countAggregator,
  countInitializer,
  reduceInitializer,
} from "./aggregation/count-and-reduce.ts";
import { GroupedStreamAggregateBuilder } from "./aggregation/grouped-stream-aggregate-builder.ts";
import { requireWindows } from "./aggregation/require-windows.ts";
import { requireFunction } from "./checks.ts";
import type { CogroupedKStream } from "./cogrouped-kstream.ts";
import { CogroupedKStreamImpl } from "./cogrouped-kstream-impl.ts";
import type { KGroupedStream } from "./kgrouped-stream.ts";
import type { TableOptions } from "./kstream.ts";
import type { KTable } from "./ktable.ts";
import { MaterializedInternal } from "./materialized-internal.ts";
import { orElseGenerateWithPrefix } from "./named-internal.ts";
import { SessionWindowedKStreamImpl } from "./session-windowed-kstream-impl.ts";
import { SlidingWindowedKStreamImpl } from "./sliding-windowed-kstream-impl.ts";
import { groupedStoreBuilder } from "./store/key-value-store-materializer.ts";
import type { KGroupedStreamParts } from "./stream-constructors.ts";
import { splitTableOptions } from "./table/table-options.ts";
import { TimeWindowedKStreamImpl } from "./time-windowed-kstream-impl.ts";
import type { SessionWindowedKStream, TimeWindowedKStream } from "./windowed-kstream.ts";

const REDUCE_NAME = "KSTREAM-REDUCE-";
const AGGREGATE_NAME = "KSTREAM-AGGREGATE-";

/** A stream whose records of one key are aggregated, each key by itself. */
export class KGroupedStreamImpl<K, V> extends AbstractStream<K, V> implements KGroupedStream<K, V> {
  readonly parts: KGroupedStreamParts<K, V>;
  readonly #aggregateBuilder: GroupedStreamAggregateBuilder<K, V>;

  constructor(parts: KGroupedStreamParts<K, V>) {
    super({ ...parts, keySerde: parts.grouped.keySerde, valueSerde: parts.grouped.valueSerde });
    this.parts = parts;
    this.#aggregateBuilder = new GroupedStreamAggregateBuilder(parts);
  }

  count(...options: TableOptions<K, number>): KTable<K, number> {
    const { named, materialized } = splitTableOptions<K, number>("count", options);
    // A Materialized without a store's name has always used up one index more here.
    if (materialized !== undefined && materialized.storeName === undefined) this.builder.newStoreName(AGGREGATE_NAME);
    const internal = new MaterializedInternal(materialized, this.builder, { storeNamePrefix: AGGREGATE_NAME });
    internal.inheritSerdes(this.keySerde, int64({ as: "number" }));
    const store = groupedStoreBuilder("count", internal);
    const supplier = new KStreamAggregate<K, V, number>(store, countInitializer, countAggregator);
    return this.#build("count", AGGREGATE_NAME, supplier, named, internal);
  }

  reduce(reducer: Reducer<V>, ...options: TableOptions<K, V>): KTable<K, V> {
    requireFunction("reduce", "reducer", reducer);
    const { named, materialized } = splitTableOptions<K, V>("reduce", options);
    const internal = new MaterializedInternal(materialized, this.builder, { storeNamePrefix: REDUCE_NAME });
    internal.inheritSerdes(this.keySerde, this.valueSerde);
    const store = groupedStoreBuilder("reduce", internal);
    const supplier = new KStreamAggregate<K, V, V | null>(store, reduceInitializer, aggregatorFromReducer(reducer));
    return this.#build("reduce", REDUCE_NAME, supplier as KStreamAggregate<K, V, V>, named, internal);
  }

  aggregate<A>(
    initializer: Initializer<A>,
    aggregator: Aggregator<K, V, A>,
    ...options: TableOptions<K, A>
  ): KTable<K, A> {
    requireFunction("aggregate", "initializer", initializer);
    requireFunction("aggregate", "aggregator", aggregator);
    const { named, materialized } = splitTableOptions<K, A>("aggregate", options);
    const internal = new MaterializedInternal(materialized, this.builder, { storeNamePrefix: AGGREGATE_NAME });
    internal.inheritSerdes(this.keySerde, undefined);
    const store = groupedStoreBuilder("aggregate", internal);
    const supplier = new KStreamAggregate<K, V, A>(store, initializer, aggregator);
    return this.#build("aggregate", AGGREGATE_NAME, supplier, named, internal);
  }

  windowedBy(windows: TimeWindows | UnlimitedWindows | SlidingWindows): TimeWindowedKStream<K, V>;
  windowedBy(windows: SessionWindows): SessionWindowedKStream<K, V>;
  windowedBy(
    windows: TimeWindows | UnlimitedWindows | SlidingWindows | SessionWindows,
  ): TimeWindowedKStream<K, V> | SessionWindowedKStream<K, V> {
    if (windows instanceof SessionWindows) return new SessionWindowedKStreamImpl(this, this.#aggregateBuilder, windows);
    if (windows instanceof SlidingWindows) return new SlidingWindowedKStreamImpl(this, this.#aggregateBuilder, windows);
    requireWindows(windows);
    return new TimeWindowedKStreamImpl(this, this.#aggregateBuilder, windows);
  }

  cogroup<A>(aggregator: Aggregator<K, V, A>): CogroupedKStream<K, A> {
    return new CogroupedKStreamImpl<K, A>(this.builder).cogroup(this, aggregator);
  }

  #build<A>(
    operator: string,
    prefix: string,
    supplier: KStreamAggProcessorSupplier<K, V, K, A>,
    named: Named | undefined,
    materialized: MaterializedInternal<K, A>,
  ): KTable<K, A> {
    return this.#aggregateBuilder.build({
      operator,
      name: orElseGenerateWithPrefix(named, this.builder, prefix),
      supplier,
      storeName: materialized.storeName as string,
      queryableStoreName: materialized.queryableStoreName,
      keySerde: materialized.keySerde,
      valueSerde: materialized.valueSerde,
      versioned: materialized.isVersioned,
    });
  }
}
