import type { ProcessorContext } from "../api/processor.ts";
import { type Headers, NO_HEADERS, StreamRecord } from "../api/record.ts";
import type { KeyValueIterator, StateStore, WindowStore } from "../api/stores.ts";
import { LeftOrRightValue, TimestampedKeyAndJoinSide } from "../state/outer-join-store.ts";
import { ContextualProcessor } from "./contextual-processor.ts";
import type { StreamJoinSide } from "./kstream-kstream-join.ts";
import { dropNullKeyOrValue } from "./null-key-or-value.ts";
import type { TimeTracker } from "./time-tracker.ts";

/** Holds unmatched rows, several under one key. State's list value store. */
interface OuterJoinStore<K> extends StateStore {
  /** Adds to the rows of a key; null deletes them all. */
  put(key: TimestampedKeyAndJoinSide<K>, value: LeftOrRightValue<unknown, unknown> | null): void;
  /** With null: deletes the rows of a key if there are any, and logs nothing if not. */
  putIfAbsent(key: TimestampedKeyAndJoinSide<K>, value: null): unknown;
  /** Row for row, by the bytes of the key; the rows of one key in the order of their coming. */
  all(): KeyValueIterator<TimestampedKeyAndJoinSide<K>, LeftOrRightValue<unknown, unknown>>;
}

export class KStreamKStreamJoinProcessor<K, VThis, VOther, VOut> extends ContextualProcessor<K, VThis, K, VOut> {
  readonly #side: StreamJoinSide<K, VThis, VOther, VOut>;
  readonly #isLeftSide: boolean;
  #otherWindow!: WindowStore<K, VOther>;
  #outerStore: OuterJoinStore<K> | undefined;
  #time!: TimeTracker;

  constructor(side: StreamJoinSide<K, VThis, VOther, VOut>) {
    super();
    this.#side = side;
    this.#isLeftSide = side.isLeftSide;
  }

  override init(context: ProcessorContext<K, VOut>): void {
    super.init(context);
    const { otherWindowStore, outerJoinWindowStore, timeTrackers } = this.#side;
    this.#otherWindow = context.getStateStore(otherWindowStore.name);
    if (outerJoinWindowStore !== undefined) this.#outerStore = context.getStateStore(outerJoinWindowStore.name);
    this.#time = timeTrackers.get(context.taskId);
    // One side does it for both.
    if (!this.#isLeftSide) return;
    this.#time.keepWith(this.context);
    if (this.#outerStore !== undefined)
      this.context.onIdleStreamTime((streamTimeMs) => this.#passIdleTime(streamTimeMs));
  }

  process(record: StreamRecord<K, VThis>): void {
    const { timestamp } = record;
    this.#time.advanceStreamTime(timestamp);
    if (this.#side.outer && record.key == null && record.value != null) {
      this.#forwardUnmatched(record);
      return;
    }
    if (dropNullKeyOrValue(record, this.context.counters)) return;
    if (this.#outerStore !== undefined && timestamp === this.#time.streamTime) {
      this.#emitClosed(this.#outerStore, record.headers);
    }
    const until = Math.max(0, timestamp + this.#side.joinAfterMs);
    if (this.#joinAll(record, until) || !this.#side.outer) return;
    // A late record whose window the other side has passed can not wait: no scan would see it in time.
    if (this.#outerStore === undefined || until < this.#time.streamTime) {
      this.#forwardUnmatched(record);
    } else {
      this.#time.updateMinTime(timestamp);
      this.#outerStore.put(
        new TimestampedKeyAndJoinSide(this.#isLeftSide, record.key, timestamp),
        this.#isLeftSide ? new LeftOrRightValue(record.value, null) : new LeftOrRightValue(null, record.value),
      );
    }
  }

  close(): void {
    this.#side.timeTrackers.remove(this.context.taskId);
  }

  /** Answers whether there was a match. */
  #joinAll(record: StreamRecord<K, VThis>, until: number): boolean {
    const { key, value, timestamp, headers } = record;
    const { joiner, joinBeforeMs } = this.#side;
    const outerStore = this.#outerStore;
    let matched = false;
    for (const other of this.#otherWindow.fetchRange(key, Math.max(0, timestamp - joinBeforeMs), until)) {
      matched = true;
      const otherTime = other[0];
      outerStore?.putIfAbsent(new TimestampedKeyAndJoinSide(!this.#isLeftSide, key, otherTime), null);
      const time = otherTime > timestamp ? otherTime : timestamp;
      this.context.forward(new StreamRecord(key, joiner(value, other[1], key), time, headers));
    }
    return matched;
  }

  #forwardUnmatched(record: StreamRecord<K, VThis>): void {
    this.context.forward(record.withValue(this.#side.joiner(record.value, null as VOther, record.key)));
  }

  /** Rows come by time, but a left one may stay open longer than a later right one: each side is looked at on its own. */
  #emitClosed(store: OuterJoinStore<K>, headers: Headers): boolean {
    const time = this.#time;
    const { windows, joinAfterMs } = this.#side;
    if (time.minTime + joinAfterMs + windows.gracePeriodMs >= time.streamTime) return false;
    // A scan is not cheap. The wall clock limits it, as how often is no property of the data.
    const now = this.context.currentSystemTimeMs;
    if (now < time.nextTimeToEmit) return false;
    time.nextTimeToEmit = now + this.context.emitIntervalMs;
    time.minTime = Number.POSITIVE_INFINITY;

    let previous: TimestampedKeyAndJoinSide<K> | undefined;
    let leftOpen = false;
    let rightOpen = false;
    for (const [row, value] of store.all()) {
      time.minTime = row.timestamp;
      if (leftOpen && rightOpen) break;
      const lookMs = row.isLeftSide ? windows.afterMs : windows.beforeMs;
      if (row.timestamp + lookMs + windows.gracePeriodMs >= time.streamTime) {
        if (row.isLeftSide) leftOpen = true;
        else rightOpen = true;
        continue;
      }
      this.#forwardClosed(row, value, headers);
      // Deleted only when all rows of its key, which share the key's object, are out: a delete takes them all.
      if (previous !== undefined && previous !== row) store.put(previous, null);
      previous = row;
    }
    if (previous === undefined) return false;
    store.put(previous, null);
    return true;
  }

  #passIdleTime(streamTimeMs: number): boolean {
    this.#time.advanceStreamTime(streamTimeMs);
    return this.#outerStore !== undefined && this.#emitClosed(this.#outerStore, NO_HEADERS);
  }

  #forwardClosed(row: TimestampedKeyAndJoinSide<K>, value: LeftOrRightValue<unknown, unknown>, headers: Headers): void {
    const { leftValue, rightValue } = value;
    const thisValue = (this.#isLeftSide ? leftValue : rightValue) as VThis;
    const otherValue = (this.#isLeftSide ? rightValue : leftValue) as VOther;
    const joined = this.#side.joiner(thisValue, otherValue, row.key);
    this.context.forward(new StreamRecord(row.key, joined, row.timestamp, headers));
  }
}
