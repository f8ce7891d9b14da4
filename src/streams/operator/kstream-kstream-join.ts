import type { ValueJoiner } from "../api/functions.ts";
import type { Processor, ProcessorSupplierObject } from "../api/processor.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import { KStreamKStreamJoinProcessor } from "./kstream-kstream-join-processor.ts";
import type { TimeTrackerSupplier } from "./time-tracker.ts";

/** The times of a JoinWindows, in ms. */
export interface JoinTimes {
  readonly beforeMs: number;
  readonly afterMs: number;
  readonly gracePeriodMs: number;
}

/** One side of a join of streams, as both sides see it. */
export interface StreamJoinSide<K, VThis, VOther, VOut> {
  readonly isLeftSide: boolean;
  /** How far back, and how far on, a record of this side looks for others. */
  readonly joinBeforeMs: number;
  readonly joinAfterMs: number;
  readonly windows: JoinTimes;
  readonly joiner: ValueJoiner<K, VThis, VOther, VOut>;
  /** Do unmatched records of this side give a row? */
  readonly outer: boolean;
  readonly timeTrackers: TimeTrackerSupplier;
  readonly otherWindowStore: StoreBuilder;
  readonly outerJoinWindowStore: StoreBuilder | undefined;
}

/**
 * A record meets those of the other side within its window. Where unmatched records give rows these wait in a store that
 * both sides share until no match can come any more; without that store they come out at once.
 */
export abstract class KStreamKStreamJoin<K, VThis, VOther, VOut> implements ProcessorSupplierObject<K, VThis, K, VOut> {
  readonly #side: StreamJoinSide<K, VThis, VOther, VOut>;

  protected constructor(side: StreamJoinSide<K, VThis, VOther, VOut>) {
    this.#side = side;
  }

  stores(): Iterable<StoreBuilder> {
    const { otherWindowStore, outerJoinWindowStore } = this.#side;
    return outerJoinWindowStore === undefined ? [otherWindowStore] : [otherWindowStore, outerJoinWindowStore];
  }

  get(): Processor<K, VThis, K, VOut> {
    return new KStreamKStreamJoinProcessor(this.#side);
  }
}

/** The side of the stream that `join` was called on. */
export class KStreamKStreamJoinLeftSide<K, VLeft, VRight, VOut> extends KStreamKStreamJoin<K, VLeft, VRight, VOut> {
  constructor(
    windows: JoinTimes,
    joiner: ValueJoiner<K, VLeft, VRight, VOut>,
    outer: boolean,
    timeTrackers: TimeTrackerSupplier,
    otherWindowStore: StoreBuilder,
    outerJoinWindowStore: StoreBuilder | undefined,
  ) {
    super({
      isLeftSide: true,
      joinBeforeMs: windows.beforeMs,
      joinAfterMs: windows.afterMs,
      windows,
      joiner,
      outer,
      timeTrackers,
      otherWindowStore,
      outerJoinWindowStore,
    });
  }
}

/** The side of the stream that was given to `join`; its joiner takes the right value first. */
export class KStreamKStreamJoinRightSide<K, VLeft, VRight, VOut> extends KStreamKStreamJoin<K, VRight, VLeft, VOut> {
  constructor(
    windows: JoinTimes,
    reversedJoiner: ValueJoiner<K, VRight, VLeft, VOut>,
    outer: boolean,
    timeTrackers: TimeTrackerSupplier,
    otherWindowStore: StoreBuilder,
    outerJoinWindowStore: StoreBuilder | undefined,
  ) {
    super({
      isLeftSide: false,
      joinBeforeMs: windows.afterMs,
      joinAfterMs: windows.beforeMs,
      windows,
      joiner: reversedJoiner,
      outer,
      timeTrackers,
      otherWindowStore,
      outerJoinWindowStore,
    });
  }
}
