import type { Initializer, Merger } from "../api/functions.ts";
import type { Windowed } from "../api/windowed.ts";
import { KStreamSessionWindowAggregate } from "../operator/kstream-session-window-aggregate.ts";
import { EmitStrategy } from "../windows/emit-strategy.ts";
import type { SessionWindows } from "../windows/session-windows.ts";
import { sessionWindowed } from "../windows/windowed-serdes.ts";
import { aggregateWindowedCogroup, type Cogroup } from "./aggregation/windowed-cogroup.ts";
import { requireFunction } from "./checks.ts";
import type { KTable } from "./ktable.ts";
import { sessionStoreBuilder } from "./store/session-store-materializer.ts";
import type { SessionWindowedCogroupedKStream, WindowedOptions } from "./windowed-kstream.ts";

/** Sessions of a cogroup. */
export class SessionWindowedCogroupedKStreamImpl<K, A> implements SessionWindowedCogroupedKStream<K, A> {
  readonly #cogroup: Cogroup<K, A>;
  readonly #windows: SessionWindows;

  constructor(cogroup: Cogroup<K, A>, windows: SessionWindows) {
    this.#cogroup = cogroup;
    this.#windows = windows;
  }

  aggregate(
    initializer: Initializer<A>,
    sessionMerger: Merger<K, A>,
    ...options: WindowedOptions<K, A>
  ): KTable<Windowed<K>, A> {
    requireFunction("aggregate", "initializer", initializer);
    requireFunction("aggregate", "sessionMerger", sessionMerger);
    const windows = this.#windows;
    const emission = EmitStrategy.onWindowUpdate();
    return aggregateWindowedCogroup(this.#cogroup, options, {
      gracePeriodMs: windows.gracePeriodMs + windows.inactivityGapMs,
      storeOf: (operator, materialized) => sessionStoreBuilder(operator, materialized, windows, emission),
      supplierOf: (store, aggregator) =>
        new KStreamSessionWindowAggregate(windows, store, emission, initializer, aggregator, sessionMerger),
      windowedSerde: sessionWindowed,
    });
  }
}
