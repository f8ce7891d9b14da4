import type { Aggregator, Initializer } from "../api/functions.ts";
import type { Processor } from "../api/processor.ts";
import type { StreamRecord } from "../api/record.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import type { ValueAndTimestamp } from "../api/stores.ts";
import type { Windowed } from "../api/windowed.ts";
import type { Change } from "../state/change.ts";
import type { EmitStrategy } from "../windows/emit-strategy.ts";
import type { SlidingWindows } from "../windows/sliding-windows.ts";
import { AbstractKStreamTimeWindowAggregateProcessor } from "./abstract-kstream-time-window-aggregate-processor.ts";
import type { KStreamAggProcessorSupplier } from "./kstream-agg-processor-supplier.ts";
import type { KTableValueGetterSupplier } from "./ktable-supplier.ts";
import { WindowValueGetterSupplier } from "./windowed-value-getter.ts";

/** Aggregates by sliding windows (KIP-450). */
export class KStreamSlidingWindowAggregate<K, V, VAgg> implements KStreamAggProcessorSupplier<K, V, Windowed<K>, VAgg> {
  readonly windows: SlidingWindows;
  readonly #storeBuilder: StoreBuilder;
  readonly #emitStrategy: EmitStrategy;
  readonly #initializer: Initializer<VAgg>;
  readonly #aggregator: Aggregator<K, V, VAgg>;
  #sendOldValues = false;

  constructor(
    windows: SlidingWindows,
    storeBuilder: StoreBuilder,
    emitStrategy: EmitStrategy,
    initializer: Initializer<VAgg>,
    aggregator: Aggregator<K, V, VAgg>,
  ) {
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
    return new KStreamSlidingWindowAggregateProcessor(
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

/** What one record finds in the store. */
class Neighbours<VAgg> {
  /** The newest record before this one, in reach; undefined: none, or its windows are complete. */
  previousTimestamp: number | undefined = undefined;
  /** Holds what the window that ends at this record shall begin with. */
  leftAgg: ValueAndTimestamp<VAgg> | undefined = undefined;
  /** Holds what the window that begins after this record shall begin with. */
  rightAgg: ValueAndTimestamp<VAgg> | undefined = undefined;
  leftExists = false;
  rightExists = false;
  readonly startsMs: number[] = [];
}

/**
 * The store holds for every record the window that ends at it ("left") and, where later records fall into it, the one that
 * begins 1 ms after it ("right"). A record changes the windows around it and makes those that are missing: the right one
 * of the record before it, its own left one, its own right one.
 */
class KStreamSlidingWindowAggregateProcessor<K, V, VAgg> extends AbstractKStreamTimeWindowAggregateProcessor<
  K,
  V,
  VAgg
> {
  readonly #differenceMs: number;
  readonly #gracePeriodMs: number;
  readonly #initializer: Initializer<VAgg>;
  readonly #aggregator: Aggregator<K, V, VAgg>;

  constructor(
    windows: SlidingWindows,
    initializer: Initializer<VAgg>,
    aggregator: Aggregator<K, V, VAgg>,
    storeName: string,
    emitStrategy: EmitStrategy,
    sendOldValues: boolean,
  ) {
    super(storeName, emitStrategy, sendOldValues);
    this.#differenceMs = windows.timeDifferenceMs;
    this.#gracePeriodMs = windows.gracePeriodMs;
    this.#initializer = initializer;
    this.#aggregator = aggregator;
  }

  process(record: StreamRecord<K, V>): void {
    if (record.key == null || record.value == null) {
      this.context.counters.drop("null-key-or-value");
      return;
    }
    const timestamp = record.timestamp;
    if (timestamp > this.observedStreamTime) this.observedStreamTime = timestamp;
    const closeTime = this.windowCloseTime();
    if (timestamp + this.#differenceMs < closeTime) {
      this.dropExpired();
      return;
    }
    if (timestamp < this.#differenceMs) {
      // As in Kafka, such a record closes no window.
      this.#processEarly(record, closeTime);
      return;
    }
    const found = this.#updateExisting(record, closeTime);
    if (found !== undefined) this.#createMissing(record, closeTime, found);
    this.maybeForwardFinalResult(record, closeTime);
  }

  /** From the newest window back. Answers undefined where a record of the same time has made all windows before. */
  #updateExisting(record: StreamRecord<K, V>, closeTime: number): Neighbours<VAgg> | undefined {
    const timestamp = record.timestamp;
    const found = new Neighbours<VAgg>();
    const fromMs = Math.max(0, timestamp - 2 * this.#differenceMs);
    // One ms more, to meet the right window of this record.
    for (const [startMs, stored] of this.windowStore.backwardFetchRange(record.key, fromMs, timestamp + 1)) {
      found.startsMs.push(startMs);
      const endMs = startMs + this.#differenceMs;
      if (startMs === timestamp + 1) {
        found.rightExists = true;
      } else if (endMs > timestamp) {
        found.rightAgg ??= stored;
        this.#update(record, closeTime, startMs, stored.value, stored.timestamp);
      } else if (endMs === timestamp) {
        found.leftExists = true;
        this.#update(record, closeTime, startMs, stored.value, stored.timestamp);
        if (stored.timestamp >= timestamp) return undefined;
        found.previousTimestamp = stored.timestamp;
      } else {
        found.leftAgg = stored;
        found.previousTimestamp = stored.timestamp;
        break;
      }
    }
    return found;
  }

  #createMissing(record: StreamRecord<K, V>, closeTime: number, found: Neighbours<VAgg>): void {
    const timestamp = record.timestamp;
    const previous = found.previousTimestamp;
    if (previous !== undefined) {
      const startMs = previous + 1;
      if (!found.startsMs.includes(startMs) && startMs + this.#differenceMs >= timestamp) {
        this.#update(record, closeTime, startMs, this.#initializer(), timestamp);
      }
    }
    if (!found.leftExists) {
      const startMs = timestamp - this.#differenceMs;
      const agg = previous !== undefined && startMs <= previous ? found.leftAgg!.value : this.#initializer();
      this.#update(record, closeTime, startMs, agg, timestamp);
    }
    this.#createRight(record, found);
  }

  /**
   * A record nearer to time 0 than the windows are long would have a left window that begins before 0. All such records
   * share the window from 0 on instead; their right windows are as ever.
   */
  #processEarly(record: StreamRecord<K, V>, closeTime: number): void {
    const timestamp = record.timestamp;
    const found = new Neighbours<VAgg>();
    let combined: ValueAndTimestamp<VAgg> | undefined;
    for (const [startMs, stored] of this.windowStore.fetchRange(record.key, 0, timestamp + 1)) {
      found.startsMs.push(startMs);
      if (startMs === 0) {
        combined = stored;
        if (stored.timestamp < timestamp) found.previousTimestamp = stored.timestamp;
      } else if (startMs <= timestamp) {
        found.rightAgg = stored;
        this.#update(record, closeTime, startMs, stored.value, stored.timestamp);
      } else {
        found.rightExists = true;
      }
    }
    // Without a window between, the shared one holds later records only, if any.
    if (found.rightAgg === undefined && combined !== undefined && combined.timestamp > timestamp) {
      found.rightAgg = combined;
    }
    this.#createRight(record, found);
    const previous = found.previousTimestamp;
    if (previous !== undefined && !found.startsMs.includes(previous + 1)) {
      this.#update(record, closeTime, previous + 1, this.#initializer(), timestamp);
    }
    if (combined === undefined) this.#update(record, closeTime, 0, this.#initializer(), timestamp);
    else this.#update(record, closeTime, 0, combined.value, combined.timestamp);
  }

  /** The window after this record begins with what later records have made of another one; this record is not in it. */
  #createRight(record: StreamRecord<K, V>, found: Neighbours<VAgg>): void {
    const agg = found.rightAgg;
    if (found.rightExists || agg === undefined || agg.timestamp <= record.timestamp) return;
    const startMs = record.timestamp + 1;
    this.windowStore.put(record.key, agg, startMs);
    this.maybeForwardUpdate(record, startMs, startMs + this.#differenceMs, null, agg.value, agg.timestamp);
  }

  #update(record: StreamRecord<K, V>, closeTime: number, startMs: number, oldAgg: VAgg, oldTimestamp: number): void {
    const endMs = startMs + this.#differenceMs;
    if (endMs < closeTime) {
      this.dropExpired();
      return;
    }
    const newAgg = this.#aggregator(record.key, record.value, oldAgg) ?? null;
    const timestamp = oldAgg == null ? record.timestamp : Math.max(record.timestamp, oldTimestamp);
    this.windowStore.put(record.key, newAgg === null ? null : { value: newAgg, timestamp }, startMs);
    this.maybeForwardUpdate(record, startMs, endMs, oldAgg ?? null, newAgg, timestamp);
  }

  protected windowCloseTime(): number {
    return this.observedStreamTime - this.#gracePeriodMs;
  }

  protected emitRangeLowerBound(): number {
    return Math.max(0, this.emitFinal!.lastWindowCloseTime - this.#differenceMs);
  }

  protected emitRangeUpperBound(windowCloseTime: number): number {
    return windowCloseTime - this.#differenceMs - 1;
  }

  protected shouldRangeFetch(): boolean {
    return true;
  }
}
