import type { Processor } from "../api/processor.ts";
import type { Change } from "../state/change.ts";
import type { KStreamAggProcessorSupplier } from "./kstream-agg-processor-supplier.ts";
import { KTableMaterializedValueGetterSupplier } from "./ktable-materialized-value-getter-supplier.ts";
import type { KTableProcessorSupplier, KTableValueGetterSupplier } from "./ktable-supplier.ts";
import { PassThroughProcessor } from "./pass-through.ts";

/** Joins the aggregations of cogrouped streams, which share a store, into one table. */
export class KTablePassThrough<K, V> implements KTableProcessorSupplier<K, V, K, V> {
  readonly #parents: Iterable<KStreamAggProcessorSupplier<never, never, K, V>>;
  readonly #storeName: string;

  constructor(parents: Iterable<KStreamAggProcessorSupplier<never, never, K, V>>, storeName: string) {
    this.#parents = parents;
    this.#storeName = storeName;
  }

  get(): Processor<K, Change<V>, K, Change<V>> {
    return new PassThroughProcessor();
  }

  /** As one of them is read: by key, or by key and window, which Kafka's table of a windowed cogroup cannot. */
  view(): KTableValueGetterSupplier<K, V> {
    for (const parent of this.#parents) return parent.view();
    return new KTableMaterializedValueGetterSupplier(this.#storeName);
  }

  enableSendingOldValues(): boolean {
    for (const parent of this.#parents) parent.enableSendingOldValues();
    return true;
  }
}
