import type { Initializer } from "../api/functions.ts";
import type { Windowed } from "../api/windowed.ts";
import { KStreamWindowAggregate } from "../operator/kstream-window-aggregate.ts";
import { EmitStrategy } from "../windows/emit-strategy.ts";
import type { TimeWindows } from "../windows/time-windows.ts";
import type { UnlimitedWindows } from "../windows/unlimited-windows.ts";
import { timeWindowed } from "../windows/windowed-serdes.ts";
import { aggregateWindowedCogroup, type Cogroup } from "./aggregation/windowed-cogroup.ts";
import { requireFunction } from "./checks.ts";
import type { KTable } from "./ktable.ts";
import { windowStoreBuilder } from "./store/window-store-materializer.ts";
import type { TimeWindowedCogroupedKStream, WindowedOptions } from "./windowed-kstream.ts";

/** Tumbling, hopping and unlimited windows of a cogroup. */
export class TimeWindowedCogroupedKStreamImpl<K, A> implements TimeWindowedCogroupedKStream<K, A> {
  readonly #cogroup: Cogroup<K, A>;
  readonly #windows: TimeWindows | UnlimitedWindows;

  constructor(cogroup: Cogroup<K, A>, windows: TimeWindows | UnlimitedWindows) {
    this.#cogroup = cogroup;
    this.#windows = windows;
  }

  aggregate(initializer: Initializer<A>, ...options: WindowedOptions<K, A>): KTable<Windowed<K>, A> {
    requireFunction("aggregate", "initializer", initializer);
    const windows = this.#windows;
    const emission = EmitStrategy.onWindowUpdate();
    return aggregateWindowedCogroup(this.#cogroup, options, {
      gracePeriodMs: windows.gracePeriodMs,
      storeOf: (operator, materialized) => windowStoreBuilder(operator, materialized, windows, emission),
      supplierOf: (store, aggregator) => new KStreamWindowAggregate(windows, store, emission, initializer, aggregator),
      windowedSerde: (keySerde) => timeWindowed(keySerde, windows.sizeMs),
    });
  }
}
