import type { ValueJoiner } from "../api/functions.ts";
import type { Processor, ProcessorContext, ProcessorSupplierObject } from "../api/processor.ts";
import { StreamRecord } from "../api/record.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import type { WindowStore } from "../api/stores.ts";
import { ContextualProcessor } from "./contextual-processor.ts";
import type { JoinTimes } from "./kstream-kstream-join.ts";
import { dropNullKeyOrValue } from "./null-key-or-value.ts";

/** A stream that is joined with itself: one store does for both sides, and rows come as a join of two would give them. */
export class KStreamKStreamSelfJoin<K, V, VOut> implements ProcessorSupplierObject<K, V, K, VOut> {
  readonly #store: StoreBuilder;
  readonly #windows: JoinTimes;
  readonly #joiner: ValueJoiner<K, V, V, VOut>;
  readonly #retentionMs: number;

  constructor(
    windowStore: StoreBuilder,
    windows: JoinTimes,
    joiner: ValueJoiner<K, V, V, VOut>,
    retentionPeriodMs: number,
  ) {
    this.#store = windowStore;
    this.#windows = windows;
    this.#joiner = joiner;
    this.#retentionMs = retentionPeriodMs;
  }

  stores(): Iterable<StoreBuilder> {
    return [this.#store];
  }

  get(): Processor<K, V, K, VOut> {
    return new KStreamKStreamSelfJoinProcessor(this.#store.name, this.#windows, this.#joiner, this.#retentionMs);
  }
}

class KStreamKStreamSelfJoinProcessor<K, V, VOut> extends ContextualProcessor<K, V, K, VOut> {
  readonly #storeName: string;
  readonly #windows: JoinTimes;
  readonly #joiner: ValueJoiner<K, V, V, VOut>;
  readonly #retentionMs: number;
  #window!: WindowStore<K, V>;
  #streamTime = -1;

  constructor(storeName: string, windows: JoinTimes, joiner: ValueJoiner<K, V, V, VOut>, retentionMs: number) {
    super();
    this.#storeName = storeName;
    this.#windows = windows;
    this.#joiner = joiner;
    this.#retentionMs = retentionMs;
  }

  override init(context: ProcessorContext<K, VOut>): void {
    super.init(context);
    this.#window = context.getStateStore(this.#storeName);
    this.#streamTime = this.context.keepTime("observed", () => this.#streamTime);
  }

  process(record: StreamRecord<K, V>): void {
    if (dropNullKeyOrValue(record, this.context.counters)) return;
    const { key, value, timestamp } = record;
    const { beforeMs, afterMs } = this.#windows;
    const joiner = this.#joiner;
    // Joined first, whether it will go out or not.
    const withItself = joiner(value, value, key);
    if (timestamp > this.#streamTime) this.#streamTime = timestamp;
    let pending = timestamp > this.#streamTime - this.#retentionMs + 1;

    // As the left record, of all before it ...
    for (const other of this.#window.fetchRange(
      key,
      Math.max(0, timestamp - beforeMs),
      Math.max(0, timestamp + afterMs),
    )) {
      this.#forward(record, joiner(value, other[1], key), Math.max(timestamp, other[0]));
    }
    // ... and as the right one. It meets itself where time puts it.
    for (const other of this.#window.fetchRange(
      key,
      Math.max(0, timestamp - afterMs),
      Math.max(0, timestamp + beforeMs),
    )) {
      if (pending && other[0] > timestamp) {
        pending = false;
        this.#forward(record, withItself, timestamp);
      }
      this.#forward(record, joiner(other[1], value, key), Math.max(timestamp, other[0]));
    }
    if (pending) this.#forward(record, withItself, timestamp);
  }

  #forward(record: StreamRecord<K, V>, joined: VOut, timestamp: number): void {
    this.context.forward(new StreamRecord(record.key, joined, timestamp, record.headers));
  }
}
