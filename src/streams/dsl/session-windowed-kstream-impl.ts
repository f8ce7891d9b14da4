import type { Serde } from "../../serde/serde.ts";
import type { Aggregator, Initializer, Merger } from "../api/functions.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import type { Windowed } from "../api/windowed.ts";
import type { KStreamAggProcessorSupplier } from "../operator/kstream-agg-processor-supplier.ts";
import { KStreamSessionWindowAggregate } from "../operator/kstream-session-window-aggregate.ts";
import type { SessionWindows } from "../windows/session-windows.ts";
import { sessionWindowed } from "../windows/windowed-serdes.ts";
import type { StreamParts } from "./abstract-stream.ts";
import type { GroupedStreamAggregateBuilder } from "./aggregation/grouped-stream-aggregate-builder.ts";
import { requireFunction } from "./checks.ts";
import type { KTable } from "./ktable.ts";
import type { MaterializedInternal } from "./materialized-internal.ts";
import { sessionStoreBuilder } from "./store/session-store-materializer.ts";
import type { SessionWindowedKStream, WindowedOptions } from "./windowed-kstream.ts";
import { type Aggregation, WindowedKStreamImpl } from "./windowed-kstream-impl.ts";

/** Sessions of a grouped stream. */
export class SessionWindowedKStreamImpl<K, V>
  extends WindowedKStreamImpl<K, V>
  implements SessionWindowedKStream<K, V>
{
  protected readonly gracePeriodMs: number;
  protected readonly countTakesIndex = true;
  readonly #windows: SessionWindows;

  constructor(
    stream: StreamParts<K, V>,
    aggregateBuilder: GroupedStreamAggregateBuilder<K, V>,
    windows: SessionWindows,
  ) {
    super(stream, aggregateBuilder);
    this.#windows = windows;
    this.gracePeriodMs = windows.gracePeriodMs + windows.inactivityGapMs;
  }

  aggregate<A>(
    initializer: Initializer<A>,
    aggregator: Aggregator<K, V, A>,
    sessionMerger: Merger<K, A>,
    ...options: WindowedOptions<K, A>
  ): KTable<Windowed<K>, A> {
    requireFunction("aggregate", "sessionMerger", sessionMerger);
    return this.aggregateBy({ initializer, aggregator, merger: sessionMerger }, options);
  }

  protected storeOf<A>(operator: string, materialized: MaterializedInternal<K, A>): StoreBuilder {
    return sessionStoreBuilder(operator, materialized, this.#windows, this.emission);
  }

  protected supplierOf<A>(
    store: StoreBuilder,
    { initializer, aggregator, merger }: Aggregation<K, V, A>,
  ): KStreamAggProcessorSupplier<K, V, Windowed<K>, A> {
    const sessionMerger = merger as Merger<K, A>;
    return new KStreamSessionWindowAggregate(
      this.#windows,
      store,
      this.emission,
      initializer,
      aggregator,
      sessionMerger,
    );
  }

  protected windowedSerde(keySerde: Serde<K>): Serde<Windowed<K>> {
    return sessionWindowed(keySerde);
  }
}
