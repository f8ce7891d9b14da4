import type { ProcessorContext } from "../api/processor.ts";
import { type Headers, NO_HEADERS, StreamRecord } from "../api/record.ts";
import type { TimestampedWindowStore } from "../api/stores.ts";
import { Windowed } from "../api/windowed.ts";
import { Change } from "../state/change.ts";
import type { EmitStrategy } from "../windows/emit-strategy.ts";
import { TimeWindow } from "../windows/time-window.ts";
import { ContextualProcessor } from "./contextual-processor.ts";
import { EmitFinalSchedule } from "./emit-final-schedule.ts";
import { timestampedCacheFlushListener } from "./timestamped-cache-flush-listener.ts";
import { TimestampedTupleForwarder } from "./timestamped-tuple-forwarder.ts";

/** What aggregations by time windows and by sliding windows have in common: the store, the clock, and when results go out. */
export abstract class AbstractKStreamTimeWindowAggregateProcessor<K, V, VAgg> extends ContextualProcessor<
  K,
  V,
  Windowed<K>,
  Change<VAgg>
> {
  protected windowStore!: TimestampedWindowStore<K, VAgg>;
  /** The largest timestamp that this processor has seen with a key, before a restart too; -1 before the first. */
  protected observedStreamTime = -1;
  /** Only with results when a window closes. */
  protected emitFinal: EmitFinalSchedule | undefined = undefined;
  readonly #storeName: string;
  readonly #emitStrategy: EmitStrategy;
  readonly #sendOldValues: boolean;
  #forwarder!: TimestampedTupleForwarder<Windowed<K>, VAgg>;

  constructor(storeName: string, emitStrategy: EmitStrategy, sendOldValues: boolean) {
    super();
    this.#storeName = storeName;
    this.#emitStrategy = emitStrategy;
    this.#sendOldValues = sendOldValues;
  }

  override init(context: ProcessorContext<Windowed<K>, Change<VAgg>>): void {
    super.init(context);
    this.windowStore = this.context.getStateStore(this.#storeName);
    this.observedStreamTime = this.context.keepTime("observed", () => this.observedStreamTime);
    const onClose = this.#emitStrategy.type === "on-window-close";
    if (onClose) this.emitFinal = new EmitFinalSchedule(this.context, this.#storeName);
    const listener = onClose ? undefined : timestampedCacheFlushListener(this.context);
    this.#forwarder = new TimestampedTupleForwarder(this.windowStore, this.context, listener, this.#sendOldValues);
    this.context.onIdleStreamTime((streamTimeMs) => this.#passIdleTime(streamTimeMs));
  }

  /** Windows that end later are open. */
  protected abstract windowCloseTime(): number;
  /** First and last start of windows to emit, both inclusive; negative when there is none. */
  protected abstract emitRangeLowerBound(): number;
  protected abstract emitRangeUpperBound(windowCloseTime: number): number;
  protected abstract shouldRangeFetch(lowerBound: number, upperBound: number): boolean;

  protected maybeForwardUpdate(
    record: StreamRecord<K, V>,
    startMs: number,
    endMs: number,
    oldAgg: VAgg | null,
    newAgg: VAgg | null,
    timestamp: number,
  ): void {
    if (this.emitFinal !== undefined || this.#forwarder.cachingEnabled) return;
    const key = new Windowed(record.key, new TimeWindow(startMs, endMs));
    this.#forwarder.forwardChange(key, newAgg, oldAgg, true, timestamp, record.headers);
  }

  protected maybeForwardFinalResult(record: StreamRecord<K, V>, windowCloseTime: number): void {
    if (this.emitFinal?.isDue(windowCloseTime) !== true) return;
    if (this.#forwardClosed(windowCloseTime, record.headers) !== undefined) this.emitFinal.emitted(windowCloseTime);
  }

  protected dropExpired(): void {
    this.context.counters.drop("expired-window");
  }

  /** Answers how many there were; undefined where no window can have closed, so that nobody looked. */
  #forwardClosed(windowCloseTime: number, headers: Headers): number | undefined {
    const upperBound = this.emitRangeUpperBound(windowCloseTime);
    if (upperBound < 0) return undefined;
    const lowerBound = this.emitRangeLowerBound();
    if (!this.shouldRangeFetch(lowerBound, upperBound)) return undefined;
    let count = 0;
    for (const [key, { value, timestamp }] of this.windowStore.fetchAll(lowerBound, upperBound)) {
      this.context.forward(new StreamRecord(key, new Change(value, null), timestamp, headers));
      count++;
    }
    return count;
  }

  #passIdleTime(streamTimeMs: number): boolean {
    if (streamTimeMs <= this.observedStreamTime) return false;
    this.observedStreamTime = streamTimeMs;
    const windowCloseTime = this.windowCloseTime();
    if (this.emitFinal?.isDue(windowCloseTime) !== true) return false;
    // Without a result there is nothing to remember: an idle task commits nothing.
    if ((this.#forwardClosed(windowCloseTime, NO_HEADERS) ?? 0) === 0) return false;
    this.emitFinal.emitted(windowCloseTime);
    return true;
  }
}
