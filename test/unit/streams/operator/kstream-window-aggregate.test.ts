import { describe, expect, it } from "vitest";
import { Windowed } from "../../../../src/streams/api/windowed.ts";
import { KStreamWindowAggregate } from "../../../../src/streams/operator/kstream-window-aggregate.ts";
import { EmitStrategy } from "../../../../src/streams/windows/emit-strategy.ts";
import { TimeWindow } from "../../../../src/streams/windows/time-window.ts";
import { TimeWindows } from "../../../../src/streams/windows/time-windows.ts";
import { UnlimitedWindows } from "../../../../src/streams/windows/unlimited-windows.ts";
import { ADD, START, windowStore } from "../../../support/streams/aggregators.ts";
import { OperatorChain } from "../../../support/streams/operator-chain.ts";

const UPDATE = EmitStrategy.onWindowUpdate();
const CLOSE = EmitStrategy.onWindowClose();
const HOPPING = TimeWindows.ofSizeAndGrace(10, 100).advanceBy(5);

type Input = readonly [key: string, value: string, timestamp: number];

function chainOf(windows: TimeWindows | UnlimitedWindows, emit: EmitStrategy, emitIntervalMs = 0): OperatorChain {
  const store = windowStore(windows.sizeMs === Infinity ? 100_000 : windows.sizeMs);
  return new OperatorChain([new KStreamWindowAggregate(windows, store, emit, START, ADD)], { emitIntervalMs });
}

function run(chain: OperatorChain, input: readonly Input[]): string[] {
  for (const [key, value, timestamp] of input) chain.pipe(key, value, timestamp);
  return chain.drain();
}

describe("aggregations by time windows", () => {
  // KStreamWindowAggregateTest.testAggBasic
  it("updates every window that holds a record, from the earliest on, also with late ones", () => {
    const input: Input[] = [
      ["A", "1", 0],
      ["A", "1", 4],
      ["A", "1", 5],
      ["B", "2", 6],
      ["A", "1", 10],
      ["B", "2", 13],
      ["B", "1", 3],
      ["B", "3", 9],
    ];
    expect(run(chainOf(HOPPING, UPDATE), input)).toEqual([
      "[A@0/10] 0+1<-null @0",
      "[A@0/10] 0+1+1<-null @4",
      "[A@0/10] 0+1+1+1<-null @5",
      "[A@5/15] 0+1<-null @5",
      "[B@0/10] 0+2<-null @6",
      "[B@5/15] 0+2<-null @6",
      "[A@5/15] 0+1+1<-null @10",
      "[A@10/20] 0+1<-null @10",
      "[B@5/15] 0+2+2<-null @13",
      "[B@10/20] 0+2<-null @13",
      "[B@0/10] 0+2+1<-null @6",
      "[B@0/10] 0+2+1+3<-null @9",
      "[B@5/15] 0+2+2+3<-null @13",
    ]);
  });

  it("hands on old values on demand; the first is what the initializer gave", () => {
    const supplier = new KStreamWindowAggregate(HOPPING, windowStore(10), UPDATE, START, ADD);
    supplier.enableSendingOldValues();
    const chain = new OperatorChain([supplier]);
    expect(
      run(chain, [
        ["A", "1", 0],
        ["A", "2", 1],
      ]),
    ).toEqual(["[A@0/10] 0+1<-0 @0", "[A@0/10] 0+1+2<-0+1 @1"]);
  });

  // KStreamWindowAggregateTest.shouldLogAndMeterWhenSkippingExpiredWindow
  const late: Input[] = [
    ["k", "100", 100],
    ["k", "0", 0],
    ["k", "4", 4],
    ["k", "5", 5],
    ["k", "6", 6],
    ["k", "105", 105],
    ["k", "106", 106],
  ];
  it("drops a record from windows whose grace is over at the largest time seen", () => {
    const chain = chainOf(TimeWindows.ofSizeAndGrace(10, 90).advanceBy(5), UPDATE);
    expect(run(chain, late)).toEqual([
      "[k@95/105] 0+100<-null @100",
      "[k@100/110] 0+100<-null @100",
      "[k@5/15] 0+5<-null @5",
      "[k@5/15] 0+5+6<-null @6",
      "[k@100/110] 0+100+105<-null @105",
      "[k@105/115] 0+105<-null @105",
      "[k@100/110] 0+100+105+106<-null @106",
      "[k@105/115] 0+105+106<-null @106",
    ]);
    expect(chain.counters.dropped.get("expired-window")).toBe(4);
  });

  it("hands on closed windows only, when asked to", () => {
    const chain = chainOf(TimeWindows.ofSizeAndGrace(10, 90).advanceBy(5), CLOSE);
    expect(run(chain, late)).toEqual(["[k@5/15] 0+5+6<-null @6"]);
    expect(chain.counters.dropped.get("expired-window")).toBe(4);
  });

  it.each([
    [109, true],
    [110, false],
  ])("with its end at 10 and 100 of grace takes a record at stream time %i: %s", (streamTime, taken) => {
    const chain = chainOf(TimeWindows.ofSizeAndGrace(10, 100), UPDATE);
    run(chain, [["other", "1", streamTime]]);
    expect(run(chain, [["A", "1", 9]])).toEqual(taken ? ["[A@0/10] 0+1<-null @9"] : []);
    expect(chain.counters.droppedRecords).toBe(taken ? 0 : 1);
  });

  // KStreamWindowAggregateTest.testJoin, the first of its inputs
  it("hands on what has closed since, in the order of time and key, with the time of the newest value", () => {
    const chain = chainOf(TimeWindows.ofSizeAndGrace(10, 5).advanceBy(5), CLOSE);
    const first: Input[] = [
      ["A", "1", 0],
      ["B", "2", 1],
      ["C", "3", 2],
      ["D", "4", 3],
      ["A", "1", 9],
    ];
    expect(run(chain, first)).toEqual([]);
    expect(run(chain, [["A", "1", 15]])).toEqual([
      "[A@0/10] 0+1+1<-null @9",
      "[B@0/10] 0+2<-null @1",
      "[C@0/10] 0+3<-null @2",
      "[D@0/10] 0+4<-null @3",
    ]);
    const second: Input[] = [
      ["A", "1", 10],
      ["B", "2", 11],
      ["D", "4", 12],
      ["B", "2", 13],
      ["C", "3", 14],
    ];
    expect(run(chain, second)).toEqual([]);
    expect(run(chain, [["A", "1", 20]])).toEqual([
      "[A@5/15] 0+1+1<-null @10",
      "[B@5/15] 0+2+2<-null @13",
      "[C@5/15] 0+3<-null @14",
      "[D@5/15] 0+4<-null @12",
    ]);
  });

  it("remembers over a restart up to where windows were handed on", () => {
    const windows = TimeWindows.ofSizeWithNoGrace(10);
    const before = chainOf(windows, CLOSE);
    const input: Input[] = [
      ["A", "1", 5],
      ["A", "2", 20],
    ];
    expect(run(before, input)).toEqual(["[A@0/10] 0+1<-null @5"]);
    expect([...before.processorMetadata]).toEqual([["store", 20]]);
    const supplier = new KStreamWindowAggregate(windows, windowStore(10), CLOSE, START, ADD);
    const after = new OperatorChain([supplier], { processorMetadata: before.processorMetadata });
    expect(run(after, input)).toEqual([]);
    expect(run(after, [["A", "3", 30]])).toEqual(["[A@20/30] 0+2<-null @20"]);
  });

  it("looks for closed windows at most once in the interval of the wall clock, and uses it up in vain too", () => {
    const chain = chainOf(TimeWindows.ofSizeWithNoGrace(10), CLOSE, 1000);
    chain.systemTimeMs = 5000;
    expect(run(chain, [["A", "1", 5]])).toEqual([]);
    chain.systemTimeMs = 5999;
    expect(run(chain, [["A", "2", 12]])).toEqual([]);
    chain.systemTimeMs = 6000;
    expect(run(chain, [["A", "3", 13]])).toEqual(["[A@0/10] 0+1<-null @5"]);
    chain.systemTimeMs = 6999;
    expect(run(chain, [["A", "4", 30]])).toEqual([]);
    chain.systemTimeMs = 7000;
    expect(run(chain, [["A", "5", 31]])).toEqual(["[A@10/20] 0+2+3<-null @13"]);
  });

  it("takes records without a value, and drops those without a key", () => {
    const chain = chainOf(TimeWindows.ofSizeWithNoGrace(10), UPDATE);
    chain.pipe(null, "1", 1).pipe("A", null, 2);
    expect(chain.drain()).toEqual(["[A@0/10] 0+null<-null @2"]);
    expect(chain.counters.dropped.get("null-key-or-value")).toBe(1);
  });

  it("has one unlimited window from its start on, for which no record is late", () => {
    const chain = chainOf(UnlimitedWindows.of().startOn(10), UPDATE);
    const input: Input[] = [
      ["A", "1", 9],
      ["A", "2", 10],
      ["A", "3", 1_000_000],
      ["A", "4", 11],
    ];
    expect(run(chain, input)).toEqual([
      "[A@10/9223372036854775807] 0+2<-null @10",
      "[A@10/9223372036854775807] 0+2+3<-null @1000000",
      "[A@10/9223372036854775807] 0+2+3+4<-null @1000000",
    ]);
    expect(() => new KStreamWindowAggregate(UnlimitedWindows.of(), windowStore(10), CLOSE, START, ADD)).toThrow(
      expect.objectContaining({ code: "INVALID_TOPOLOGY", message: expect.stringContaining("never close") }),
    );
  });

  it("gives a table of windows to read", () => {
    const supplier = new KStreamWindowAggregate(HOPPING, windowStore(10), UPDATE, START, ADD);
    const chain = new OperatorChain([supplier]);
    run(chain, [["A", "1", 7]]);
    const getter = supplier.view().get();
    getter.init(chain.contextOf(0));
    expect(getter.get(new Windowed("A", new TimeWindow(5, 15)))).toMatchObject({ value: "0+1", timestamp: 7 });
    expect(getter.get(new Windowed("A", new TimeWindow(10, 20)))).toBeUndefined();
    expect(getter.isVersioned).toBe(false);
    expect(supplier.view().storeNames).toEqual(["store"]);
  });

  it("leaves it to a cache to hand on", () => {
    const store = windowStore(10).withCachingEnabled();
    const supplier = new KStreamWindowAggregate(TimeWindows.ofSizeWithNoGrace(10), store, UPDATE, START, ADD);
    const chain = new OperatorChain([supplier], { cacheMaxBytes: 1_000_000 });
    const input: Input[] = [
      ["A", "1", 3],
      ["A", "2", 1],
    ];
    expect(run(chain, input)).toEqual([]);
    chain.flush();
    expect(chain.drain()).toEqual(["[A@0/10] 0+1+2<-null @3"]);
  });
});
