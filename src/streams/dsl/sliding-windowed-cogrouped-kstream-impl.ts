import type { Initializer } from "../api/functions.ts";
import type { Windowed } from "../api/windowed.ts";
import { KStreamSlidingWindowAggregate } from "../operator/kstream-sliding-window-aggregate.ts";
import { EmitStrategy } from "../windows/emit-strategy.ts";
import type { SlidingWindows } from "../windows/sliding-windows.ts";
import { timeWindowed } from "../windows/windowed-serdes.ts";
import { aggregateWindowedCogroup, type Cogroup } from "./aggregation/windowed-cogroup.ts";
import { requireFunction } from "./checks.ts";
import type { KTable } from "./ktable.ts";
import { slidingWindowStoreBuilder } from "./store/window-store-materializer.ts";
import type { TimeWindowedCogroupedKStream, WindowedOptions } from "./windowed-kstream.ts";

/** Sliding windows of a cogroup. */
export class SlidingWindowedCogroupedKStreamImpl<K, A> implements TimeWindowedCogroupedKStream<K, A> {
  readonly #cogroup: Cogroup<K, A>;
  readonly #windows: SlidingWindows;

  constructor(cogroup: Cogroup<K, A>, windows: SlidingWindows) {
    this.#cogroup = cogroup;
    this.#windows = windows;
  }

  aggregate(initializer: Initializer<A>, ...options: WindowedOptions<K, A>): KTable<Windowed<K>, A> {
    requireFunction("aggregate", "initializer", initializer);
    const windows = this.#windows;
    const emission = EmitStrategy.onWindowUpdate();
    return aggregateWindowedCogroup(this.#cogroup, options, {
      gracePeriodMs: windows.gracePeriodMs,
      storeOf: (operator, materialized) => slidingWindowStoreBuilder(operator, materialized, windows, emission),
      supplierOf: (store, aggregator) =>
        new KStreamSlidingWindowAggregate(windows, store, emission, initializer, aggregator),
      windowedSerde: (keySerde) => timeWindowed(keySerde, windows.timeDifferenceMs),
    });
  }
}
