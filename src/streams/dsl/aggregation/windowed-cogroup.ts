import type { Serde } from "../../../serde/serde.ts";
import type { Aggregator } from "../../api/functions.ts";
import type { StoreBuilder } from "../../api/store-builder.ts";
import type { Windowed } from "../../api/windowed.ts";
import type { KStreamAggProcessorSupplier } from "../../operator/kstream-agg-processor-supplier.ts";
import type { InternalStreamsBuilder } from "../internal-streams-builder.ts";
import { MaterializedInternal } from "../materialized-internal.ts";
import type { KTableInternals } from "../stream-constructors.ts";
import { splitTableOptions } from "../table/table-options.ts";
import {
  COGROUP_AGGREGATE_NAME,
  type CogroupedStreamAggregateBuilder,
  type GroupPatterns,
} from "./cogrouped-stream-aggregate-builder.ts";

/** A cogroup as its windowed forms see it. */
export interface Cogroup<K, A> {
  readonly builder: InternalStreamsBuilder;
  readonly aggregateBuilder: CogroupedStreamAggregateBuilder<K, A>;
  readonly groupPatterns: GroupPatterns<K, A>;
}

/** In what kinds of windows differ. */
interface WindowKind<K, A> {
  readonly gracePeriodMs: number;
  storeOf(operator: string, materialized: MaterializedInternal<K, A>): StoreBuilder;
  supplierOf(
    store: StoreBuilder,
    aggregator: Aggregator<K, never, A>,
  ): KStreamAggProcessorSupplier<K, never, Windowed<K>, A>;
  windowedSerde(keySerde: Serde<K>): Serde<Windowed<K>>;
}

export function aggregateWindowedCogroup<K, A>(
  { builder, aggregateBuilder, groupPatterns }: Cogroup<K, A>,
  options: readonly unknown[],
  windows: WindowKind<K, A>,
): KTableInternals<Windowed<K>, A> {
  const { named, materialized } = splitTableOptions<K, A>("aggregate", options);
  const internal = new MaterializedInternal(materialized, builder, { storeNamePrefix: COGROUP_AGGREGATE_NAME });
  const store = windows.storeOf("aggregate of a cogroup", internal);
  return aggregateBuilder.build<Windowed<K>>({
    groupPatterns,
    named,
    materialized: internal,
    keySerde: internal.keySerde && windows.windowedSerde(internal.keySerde),
    supplierOf: (aggregator) => windows.supplierOf(store, aggregator),
    gracePeriodMs: windows.gracePeriodMs,
  });
}
