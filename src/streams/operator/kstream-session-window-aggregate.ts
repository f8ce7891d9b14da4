import type { Aggregator, Initializer, Merger } from "../api/functions.ts";
import type { Processor, ProcessorContext } from "../api/processor.ts";
import { type Headers, NO_HEADERS, StreamRecord } from "../api/record.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import type { SessionStore } from "../api/stores.ts";
import { Windowed } from "../api/windowed.ts";
import { Change } from "../state/change.ts";
import type { EmitStrategy } from "../windows/emit-strategy.ts";
import { SessionWindow } from "../windows/session-window.ts";
import type { SessionWindows } from "../windows/session-windows.ts";
import { ContextualProcessor } from "./contextual-processor.ts";
import { EmitFinalSchedule } from "./emit-final-schedule.ts";
import type { KStreamAggProcessorSupplier } from "./kstream-agg-processor-supplier.ts";
import type { KTableValueGetterSupplier } from "./ktable-supplier.ts";
import { sessionCacheFlushListener } from "./session-cache-flush-listener.ts";
import { TimestampedTupleForwarder } from "./timestamped-tuple-forwarder.ts";
import { SessionValueGetterSupplier } from "./windowed-value-getter.ts";

/** How values become a session's aggregate. */
interface SessionFunctions<K, V, VAgg> {
  readonly initializer: Initializer<VAgg>;
  readonly aggregator: Aggregator<K, V, VAgg>;
  readonly merger: Merger<K, VAgg>;
}

/** Aggregates by sessions: a record becomes one, together with all those that it touches. */
export class KStreamSessionWindowAggregate<K, V, VAgg> implements KStreamAggProcessorSupplier<K, V, Windowed<K>, VAgg> {
  readonly windows: SessionWindows;
  readonly #storeBuilder: StoreBuilder;
  readonly #emitStrategy: EmitStrategy;
  readonly #functions: SessionFunctions<K, V, VAgg>;
  #sendOldValues = false;

  constructor(
    windows: SessionWindows,
    storeBuilder: StoreBuilder,
    emitStrategy: EmitStrategy,
    initializer: Initializer<VAgg>,
    aggregator: Aggregator<K, V, VAgg>,
    merger: Merger<K, VAgg>,
  ) {
    this.windows = windows;
    this.#storeBuilder = storeBuilder;
    this.#emitStrategy = emitStrategy;
    this.#functions = { initializer, aggregator, merger };
  }

  stores(): Iterable<StoreBuilder> {
    return [this.#storeBuilder];
  }

  get(): Processor<K, V, Windowed<K>, Change<VAgg>> {
    return new KStreamSessionWindowAggregateProcessor(
      this.windows,
      this.#functions,
      this.#storeBuilder.name,
      this.#emitStrategy,
      this.#sendOldValues,
    );
  }

  view(): KTableValueGetterSupplier<Windowed<K>, VAgg> {
    return new SessionValueGetterSupplier(this.#storeBuilder.name);
  }

  enableSendingOldValues(): void {
    this.#sendOldValues = true;
  }
}

class KStreamSessionWindowAggregateProcessor<K, V, VAgg> extends ContextualProcessor<K, V, Windowed<K>, Change<VAgg>> {
  readonly #gapMs: number;
  readonly #gracePeriodMs: number;
  readonly #functions: SessionFunctions<K, V, VAgg>;
  readonly #storeName: string;
  readonly #emitStrategy: EmitStrategy;
  readonly #sendOldValues: boolean;
  #store!: SessionStore<K, VAgg>;
  #forwarder!: TimestampedTupleForwarder<Windowed<K>, VAgg>;
  /** Only with results when a session closes. */
  #emitFinal: EmitFinalSchedule | undefined = undefined;
  #observedStreamTime = -1;

  constructor(
    windows: SessionWindows,
    functions: SessionFunctions<K, V, VAgg>,
    storeName: string,
    emitStrategy: EmitStrategy,
    sendOldValues: boolean,
  ) {
    super();
    this.#gapMs = windows.inactivityGapMs;
    this.#gracePeriodMs = windows.gracePeriodMs;
    this.#functions = functions;
    this.#storeName = storeName;
    this.#emitStrategy = emitStrategy;
    this.#sendOldValues = sendOldValues;
  }

  override init(context: ProcessorContext<Windowed<K>, Change<VAgg>>): void {
    super.init(context);
    this.#store = this.context.getStateStore(this.#storeName);
    this.#observedStreamTime = this.context.keepTime("observed", () => this.#observedStreamTime);
    const onClose = this.#emitStrategy.type === "on-window-close";
    if (onClose) this.#emitFinal = new EmitFinalSchedule(this.context, this.#storeName);
    const listener = onClose ? undefined : sessionCacheFlushListener(this.context);
    this.#forwarder = new TimestampedTupleForwarder(this.#store, this.context, listener, this.#sendOldValues);
    this.context.onIdleStreamTime((streamTimeMs) => this.#passIdleTime(streamTimeMs));
  }

  process(record: StreamRecord<K, V>): void {
    const { key, timestamp } = record;
    if (key == null) {
      this.context.counters.drop("null-key-or-value");
      return;
    }
    if (timestamp > this.#observedStreamTime) this.#observedStreamTime = timestamp;
    const closeTime = this.#closeTime();
    const merged: [Windowed<K>, VAgg][] = [];
    let agg = this.#functions.initializer();
    let startMs = timestamp;
    let endMs = timestamp;
    for (const [session, value] of this.#store.findSessions(key, timestamp - this.#gapMs, timestamp + this.#gapMs)) {
      merged.push([session, value]);
      agg = this.#functions.merger(key, agg, value);
      startMs = Math.min(startMs, session.window.startMs);
      endMs = Math.max(endMs, session.window.endMs);
    }
    if (endMs < closeTime) {
      this.context.counters.drop("expired-window");
    } else {
      // A session of just this record's time is put over, without a deletion before.
      if (startMs !== timestamp || endMs !== timestamp) this.#removeAll(merged);
      const newAgg = this.#functions.aggregator(key, record.value, agg) ?? null;
      const session = new Windowed(key, new SessionWindow(startMs, endMs));
      this.#store.put(session, newAgg);
      this.#maybeForwardUpdate(session, null, newAgg);
    }
    if (this.#emitFinal !== undefined) this.#maybeEmitFinal(this.#emitFinal, record, closeTime);
  }

  #removeAll(sessions: readonly [Windowed<K>, VAgg][]): void {
    for (const [session, value] of sessions) {
      this.#store.remove(session);
      this.#maybeForwardUpdate(session, value, null);
    }
  }

  #maybeForwardUpdate(session: Windowed<K>, oldAgg: VAgg | null, newAgg: VAgg | null): void {
    if (this.#emitFinal !== undefined) return;
    // As in Kafka, results carry no headers.
    this.#forwarder.forwardChange(session, newAgg, oldAgg, true, session.window.endMs, NO_HEADERS);
  }

  #closeTime(): number {
    return this.#observedStreamTime - this.#gracePeriodMs - this.#gapMs;
  }

  #maybeEmitFinal(emitFinal: EmitFinalSchedule, record: StreamRecord<K, V>, closeTime: number): void {
    if (!emitFinal.isDue(closeTime)) return;
    if (this.#forwardClosed(emitFinal, closeTime, record.headers) !== undefined) emitFinal.emitted(closeTime);
  }

  /** Answers how many there were; undefined where no session can have closed. */
  #forwardClosed(emitFinal: EmitFinalSchedule, closeTime: number, headers: Headers): number | undefined {
    const upperBound = closeTime - 1;
    const lowerBound = Math.max(0, emitFinal.lastWindowCloseTime);
    if (upperBound < lowerBound) return undefined;
    let count = 0;
    for (const [session, value] of this.#store.findSessionsEndingIn(lowerBound, upperBound)) {
      const change = new Change<VAgg>(value, null);
      this.context.forward(new StreamRecord(session, change, session.window.endMs, headers));
      count++;
    }
    return count;
  }

  #passIdleTime(streamTimeMs: number): boolean {
    if (streamTimeMs <= this.#observedStreamTime) return false;
    this.#observedStreamTime = streamTimeMs;
    const closeTime = this.#closeTime();
    const emitFinal = this.#emitFinal;
    if (emitFinal === undefined || !emitFinal.isDue(closeTime)) return false;
    // Without a result there is nothing to remember: an idle task commits nothing.
    if ((this.#forwardClosed(emitFinal, closeTime, NO_HEADERS) ?? 0) === 0) return false;
    emitFinal.emitted(closeTime);
    return true;
  }
}
