import type { Serde } from "../../serde/serde.ts";
import type { Aggregator, Initializer } from "../api/functions.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import type { Windowed } from "../api/windowed.ts";
import type { KStreamAggProcessorSupplier } from "../operator/kstream-agg-processor-supplier.ts";
import { KStreamSlidingWindowAggregate } from "../operator/kstream-sliding-window-aggregate.ts";
import type { SlidingWindows } from "../windows/sliding-windows.ts";
import { timeWindowed } from "../windows/windowed-serdes.ts";
import type { StreamParts } from "./abstract-stream.ts";
import type { GroupedStreamAggregateBuilder } from "./aggregation/grouped-stream-aggregate-builder.ts";
import type { KTable } from "./ktable.ts";
import type { MaterializedInternal } from "./materialized-internal.ts";
import { slidingWindowStoreBuilder } from "./store/window-store-materializer.ts";
import type { TimeWindowedKStream, WindowedOptions } from "./windowed-kstream.ts";
import { type Aggregation, WindowedKStreamImpl } from "./windowed-kstream-impl.ts";

/** Sliding windows of a grouped stream. */
export class SlidingWindowedKStreamImpl<K, V> extends WindowedKStreamImpl<K, V> implements TimeWindowedKStream<K, V> {
  protected readonly gracePeriodMs: number;
  protected readonly countTakesIndex = false;
  readonly #windows: SlidingWindows;

  constructor(
    stream: StreamParts<K, V>,
    aggregateBuilder: GroupedStreamAggregateBuilder<K, V>,
    windows: SlidingWindows,
  ) {
    super(stream, aggregateBuilder);
    this.#windows = windows;
    this.gracePeriodMs = windows.gracePeriodMs;
  }

  aggregate<A>(
    initializer: Initializer<A>,
    aggregator: Aggregator<K, V, A>,
    ...options: WindowedOptions<K, A>
  ): KTable<Windowed<K>, A> {
    return this.aggregateBy({ initializer, aggregator }, options);
  }

  protected storeOf<A>(operator: string, materialized: MaterializedInternal<K, A>): StoreBuilder {
    return slidingWindowStoreBuilder(operator, materialized, this.#windows, this.emission);
  }

  protected supplierOf<A>(
    store: StoreBuilder,
    { initializer, aggregator }: Aggregation<K, V, A>,
  ): KStreamAggProcessorSupplier<K, V, Windowed<K>, A> {
    return new KStreamSlidingWindowAggregate(this.#windows, store, this.emission, initializer, aggregator);
  }

  protected windowedSerde(keySerde: Serde<K>): Serde<Windowed<K>> {
    return timeWindowed(keySerde, this.#windows.timeDifferenceMs);
  }
}
