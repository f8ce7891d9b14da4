import type { Aggregator, Initializer } from "../api/functions.ts";
import { KStreamAggregate } from "../operator/kstream-aggregate.ts";
import { invalidTopology } from "../topology/problem.ts";
import { SessionWindows } from "../windows/session-windows.ts";
import { SlidingWindows } from "../windows/sliding-windows.ts";
import type { TimeWindows } from "../windows/time-windows.ts";
import type { UnlimitedWindows } from "../windows/unlimited-windows.ts";
import {
  type AnyGroupedStream,
  COGROUP_AGGREGATE_NAME,
  CogroupedStreamAggregateBuilder,
  type GroupPatterns,
} from "./aggregation/cogrouped-stream-aggregate-builder.ts";
import { requireWindows } from "./aggregation/require-windows.ts";
import { describeValue, requireFunction } from "./checks.ts";
import type { CogroupedKStream } from "./cogrouped-kstream.ts";
import type { InternalStreamsBuilder } from "./internal-streams-builder.ts";
import type { KGroupedStream } from "./kgrouped-stream.ts";
import type { TableOptions } from "./kstream.ts";
import type { KTable } from "./ktable.ts";
import { MaterializedInternal } from "./materialized-internal.ts";
import { SessionWindowedCogroupedKStreamImpl } from "./session-windowed-cogrouped-kstream-impl.ts";
import { SlidingWindowedCogroupedKStreamImpl } from "./sliding-windowed-cogrouped-kstream-impl.ts";
import { groupedStoreBuilder } from "./store/key-value-store-materializer.ts";
import { splitTableOptions } from "./table/table-options.ts";
import { TimeWindowedCogroupedKStreamImpl } from "./time-windowed-cogrouped-kstream-impl.ts";
import type { SessionWindowedCogroupedKStream, TimeWindowedCogroupedKStream } from "./windowed-kstream.ts";

/** Grouped streams that are aggregated together. `cogroup` adds one more to this one, as in Kafka. */
export class CogroupedKStreamImpl<K, A> implements CogroupedKStream<K, A> {
  readonly #builder: InternalStreamsBuilder;
  readonly #aggregateBuilder: CogroupedStreamAggregateBuilder<K, A>;
  // biome-ignore lint/suspicious/noExplicitAny: each stream goes with an aggregator of its own type
  readonly #groupPatterns = new Map<AnyGroupedStream<K>, Aggregator<K, any, A>>();

  constructor(builder: InternalStreamsBuilder) {
    this.#builder = builder;
    this.#aggregateBuilder = new CogroupedStreamAggregateBuilder(builder);
  }

  cogroup<V>(grouped: KGroupedStream<K, V>, aggregator: Aggregator<K, V, A>): CogroupedKStream<K, A> {
    requireFunction("cogroup", "aggregator", aggregator);
    const stream = grouped as Partial<AnyGroupedStream<K>> | null | undefined;
    if (stream?.parts === undefined) {
      throw invalidTopology(`cogroup: give a grouped stream of this StreamsBuilder, got ${describeValue(grouped)}`);
    }
    this.#groupPatterns.set(stream as AnyGroupedStream<K>, aggregator);
    return this;
  }

  aggregate(initializer: Initializer<A>, ...options: TableOptions<K, A>): KTable<K, A> {
    requireFunction("aggregate", "initializer", initializer);
    const { named, materialized } = splitTableOptions<K, A>("aggregate", options);
    const internal = new MaterializedInternal(materialized, this.#builder, { storeNamePrefix: COGROUP_AGGREGATE_NAME });
    const store = groupedStoreBuilder("aggregate of a cogroup", internal);
    return this.#aggregateBuilder.build<K>({
      groupPatterns: this.#groupPatterns,
      named,
      materialized: internal,
      keySerde: internal.keySerde,
      supplierOf: (aggregator) => new KStreamAggregate(store, initializer, aggregator),
    });
  }

  windowedBy(windows: TimeWindows | UnlimitedWindows | SlidingWindows): TimeWindowedCogroupedKStream<K, A>;
  windowedBy(windows: SessionWindows): SessionWindowedCogroupedKStream<K, A>;
  windowedBy(
    windows: TimeWindows | UnlimitedWindows | SlidingWindows | SessionWindows,
  ): TimeWindowedCogroupedKStream<K, A> | SessionWindowedCogroupedKStream<K, A> {
    const cogroup = {
      builder: this.#builder,
      aggregateBuilder: this.#aggregateBuilder,
      groupPatterns: this.#groupPatterns as GroupPatterns<K, A>,
    };
    if (windows instanceof SessionWindows) return new SessionWindowedCogroupedKStreamImpl(cogroup, windows);
    if (windows instanceof SlidingWindows) return new SlidingWindowedCogroupedKStreamImpl(cogroup, windows);
    requireWindows(windows);
    return new TimeWindowedCogroupedKStreamImpl(cogroup, windows);
  }
}
