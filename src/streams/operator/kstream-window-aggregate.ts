import { MillraceError } from "../../base/errors.ts";
import type { Aggregator, Initializer } from "../api/functions.ts";
import type { Processor } from "../api/processor.ts";
import type { StreamRecord } from "../api/record.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import type { Windowed } from "../api/windowed.ts";
import type { Change } from "../state/change.ts";
import type { EmitStrategy } from "../windows/emit-strategy.ts";
import { TimeWindows } from "../windows/time-windows.ts";
import type { UnlimitedWindows } from "../windows/unlimited-windows.ts";
import type { Windows } from "../windows/windows.ts";
import { AbstractKStreamTimeWindowAggregateProcessor } from "./abstract-kstream-time-window-aggregate-processor.ts";
import type { KStreamAggProcessorSupplier } from "./kstream-agg-processor-supplier.ts";
import type { KTableValueGetterSupplier } from "./ktable-supplier.ts";
import { WindowValueGetterSupplier } from "./windowed-value-getter.ts";

/** Aggregates by tumbling, hopping or unlimited windows. */
export class KStreamWindowAggregate<K, V, VAgg> implements KStreamAggProcessorSupplier<K, V, Windowed<K>, VAgg> {
  readonly windows: TimeWindows | UnlimitedWindows;
  readonly #storeBuilder: StoreBuilder;
  readonly #emitStrategy: EmitStrategy;
  readonly #initializer: Initializer<VAgg>;
  readonly #aggregator: Aggregator<K, V, VAgg>;
  #sendOldValues = false;

  constructor(
    windows: TimeWindows | UnlimitedWindows,
    storeBuilder: StoreBuilder,
    emitStrategy: EmitStrategy,
    initializer: Initializer<VAgg>,
    aggregator: Aggregator<K, V, VAgg>,
  ) {
    if (emitStrategy.type === "on-window-close" && !(windows instanceof TimeWindows)) {
      throw new MillraceError(
        "INVALID_TOPOLOGY",
        "windowedBy: unlimited windows never close; use EmitStrategy.onWindowUpdate() or TimeWindows",
      );
    }
    this.windows = windows;
    this.#storeBuilder = storeBuilder;
    this.#emitStrategy = emitStrategy;
    this.#initializer = initializer;
    this.#aggregator = aggregator;
  }

  stores(): Iterable<StoreBuilder> {
    return [this.#storeBuilder];
  }

  get(): Processor<K, V, Windowed<K>, Change<VAgg>> {
    return new KStreamWindowAggregateProcessor(
      this.windows,
      this.#initializer,
      this.#aggregator,
      this.#storeBuilder.name,
      this.#emitStrategy,
      this.#sendOldValues,
    );
  }

  view(): KTableValueGetterSupplier<Windowed<K>, VAgg> {
    return new WindowValueGetterSupplier(this.#storeBuilder.name);
  }

  enableSendingOldValues(): void {
    this.#sendOldValues = true;
  }
}

class KStreamWindowAggregateProcessor<K, V, VAgg> extends AbstractKStreamTimeWindowAggregateProcessor<K, V, VAgg> {
  readonly #windows: Windows;
  readonly #advanceMs: number;
  readonly #sizeMs: number;
  readonly #gracePeriodMs: number;
  readonly #initializer: Initializer<VAgg>;
  readonly #aggregator: Aggregator<K, V, VAgg>;

  constructor(
    windows: Windows,
    initializer: Initializer<VAgg>,
    aggregator: Aggregator<K, V, VAgg>,
    storeName: string,
    emitStrategy: EmitStrategy,
    sendOldValues: boolean,
  ) {
    super(storeName, emitStrategy, sendOldValues);
    this.#windows = windows;
    this.#advanceMs = windows.advanceMs;
    this.#sizeMs = windows.sizeMs;
    this.#gracePeriodMs = windows.gracePeriodMs;
    this.#initializer = initializer;
    this.#aggregator = aggregator;
  }

  process(record: StreamRecord<K, V>): void {
    if (record.key == null) {
      this.context.counters.drop("null-key-or-value");
      return;
    }
    const timestamp = record.timestamp;
    if (timestamp > this.observedStreamTime) this.observedStreamTime = timestamp;
    const windowCloseTime = this.windowCloseTime();
    for (let startMs = this.#windows.firstStartMs(timestamp); startMs <= timestamp; startMs += this.#advanceMs) {
      const endMs = startMs + this.#sizeMs;
      if (endMs > windowCloseTime) this.#update(record, startMs, endMs);
      else this.dropExpired();
    }
    this.maybeForwardFinalResult(record, windowCloseTime);
  }

  #update(record: StreamRecord<K, V>, startMs: number, endMs: number): void {
    const key = record.key;
    const stored = this.windowStore.fetch(key, startMs);
    let timestamp = record.timestamp;
    let oldAgg: VAgg;
    if (stored === undefined) {
      oldAgg = this.#initializer();
    } else {
      oldAgg = stored.value;
      if (stored.timestamp > timestamp) timestamp = stored.timestamp;
    }
    const newAgg = this.#aggregator(key, record.value, oldAgg) ?? null;
    this.windowStore.put(key, newAgg === null ? null : { value: newAgg, timestamp }, startMs);
    this.maybeForwardUpdate(record, startMs, endMs, oldAgg, newAgg, timestamp);
  }

  protected windowCloseTime(): number {
    return this.observedStreamTime - this.#gracePeriodMs;
  }

  protected emitRangeLowerBound(): number {
    const last = this.emitFinal!.lastWindowCloseTime;
    // A window that ended at the last close time was emitted then: one more, since ends are exclusive.
    return last === -1 ? 0 : Math.max(0, last - this.#sizeMs) + 1;
  }

  protected emitRangeUpperBound(windowCloseTime: number): number {
    return windowCloseTime - this.#sizeMs;
  }

  /** Spares the look into the store when time has not passed the start of another window since. */
  protected shouldRangeFetch(lowerBound: number, upperBound: number): boolean {
    if (!this.emitFinal!.emittedBefore) return true;
    const before = lowerBound - 1;
    return (
      this.#windows.firstStartMs(upperBound) !== this.#windows.firstStartMs(before) ||
      Math.floor(upperBound / this.#advanceMs) !== Math.floor(before / this.#advanceMs)
    );
  }
}
