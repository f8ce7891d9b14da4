import { describe, expect, it } from "vitest";
import { Windowed } from "../../../../src/streams/api/windowed.ts";
import { KStreamSessionWindowAggregate } from "../../../../src/streams/operator/kstream-session-window-aggregate.ts";
import { EmitStrategy } from "../../../../src/streams/windows/emit-strategy.ts";
import { SessionWindow } from "../../../../src/streams/windows/session-window.ts";
import { SessionWindows } from "../../../../src/streams/windows/session-windows.ts";
import { sessionStore } from "../../../support/streams/aggregators.ts";
import { OperatorChain } from "../../../support/streams/operator-chain.ts";

const GAP_MS = 300_000;
const NO_CACHE = 0;
const BIG_CACHE = 1_000_000;

type Input = readonly [key: string, timestamp: number];

function supplierOf(windows: SessionWindows, emit: EmitStrategy, caching = false) {
  const store = caching ? sessionStore().withCachingEnabled() : sessionStore();
  return new KStreamSessionWindowAggregate<string, string, string>(
    windows,
    store,
    emit,
    () => "",
    (_key, value, aggregate) => aggregate + value,
    (_key, one, other) => `(${one}|${other})`,
  );
}

function chainOf(windows: SessionWindows, emit: "update" | "close", cacheMaxBytes = NO_CACHE): OperatorChain {
  const strategy = emit === "update" ? EmitStrategy.onWindowUpdate() : EmitStrategy.onWindowClose();
  return new OperatorChain([supplierOf(windows, strategy, cacheMaxBytes > 0)], { cacheMaxBytes });
}

function pipeAll(chain: OperatorChain, input: readonly Input[]): OperatorChain {
  for (const [index, [key, timestamp]] of input.entries()) chain.pipe(key, String(index + 1), timestamp);
  return chain;
}

describe("aggregations by sessions", () => {
  const gap = SessionWindows.ofInactivityGapAndGrace(10, 100);

  it("merges what it touches from the earliest on, then takes the record; deletes the merged ones first", () => {
    const chain = pipeAll(chainOf(gap, "update"), [
      ["A", 0],
      ["A", 20],
      ["A", 10],
    ]);
    expect(chain.drain()).toEqual([
      "[A@0/0] 1<-null @0",
      "[A@20/20] 2<-null @20",
      "[A@0/0] null<-null @0",
      "[A@20/20] null<-null @20",
      "[A@0/20] ((|1)|2)3<-null @20",
    ]);
  });

  it("hands on old values with deletions only", () => {
    const supplier = supplierOf(gap, EmitStrategy.onWindowUpdate());
    supplier.enableSendingOldValues();
    const chain = pipeAll(new OperatorChain([supplier]), [
      ["A", 0],
      ["A", 5],
    ]);
    expect(chain.drain()).toEqual(["[A@0/0] 1<-null @0", "[A@0/0] null<-1 @0", "[A@0/5] (|1)2<-null @5"]);
  });

  it("puts over a session of the very same time, without a deletion", () => {
    const chain = pipeAll(chainOf(gap, "update"), [
      ["A", 0],
      ["A", 0],
    ]);
    expect(chain.drain()).toEqual(["[A@0/0] 1<-null @0", "[A@0/0] (|1)2<-null @0"]);
  });

  it("deletes and puts anew a session that a record falls into", () => {
    const chain = pipeAll(chainOf(gap, "update"), [
      ["A", 0],
      ["A", 5],
    ]);
    chain.drain();
    chain.pipe("A", "3", 2, [["h", null]]);
    // Headers are not handed on.
    expect(chain.drain()).toEqual(["[A@0/5] null<-null @5", "[A@0/5] (|(|1)2)3<-null @5"]);
  });

  it.each([
    [10, ["[A@0/0] null<-null @0", "[A@0/10] (|1)2<-null @10"]],
    [11, ["[A@11/11] 2<-null @11"]],
  ])("takes a record %i after the last into a session with a gap of 10: %j", (timestamp, expected) => {
    const chain = pipeAll(chainOf(gap, "update"), [["A", 0]]);
    chain.drain();
    expect(chain.pipe("A", "2", timestamp).drain()).toEqual(expected);
  });

  // KStreamSessionWindowAggregateProcessorTest.shouldLogAndMeterWhenSkippingLateRecord...
  it.each([
    [0, 10, true],
    [0, 11, false],
    [1, 11, true],
    [1, 12, false],
  ])("with a gap of 10 and a grace of %i takes a record at 0 at stream time %i: %s", (graceMs, streamTime, taken) => {
    const chain = chainOf(SessionWindows.ofInactivityGapAndGrace(10, graceMs), "update");
    chain.pipe("other", "1", streamTime).drain();
    chain.pipe("A", "1", 0);
    expect(chain.drain()).toEqual(taken ? ["[A@0/0] 1<-null @0"] : []);
    expect(chain.counters.dropped.get("expired-window")).toBe(taken ? undefined : 1);
  });

  it("takes a late record that falls into a session which is open still", () => {
    const chain = pipeAll(chainOf(SessionWindows.ofInactivityGapWithNoGrace(5), "update"), [
      ["A", 0],
      ["A", 5],
      ["B", 10],
    ]);
    chain.drain();
    expect(chain.pipe("A", "4", 1).drain()).toEqual(["[A@0/5] null<-null @5", "[A@0/5] (|(|1)2)4<-null @5"]);
  });

  // KStreamSessionWindowAggregateProcessorTest.shouldHandleMultipleSessionsAndMerging
  const many: Input[] = [
    ["a", 0],
    ["b", 0],
    ["c", 0],
    ["d", 0],
    ["d", GAP_MS / 2],
    ["a", GAP_MS + 1],
    ["b", GAP_MS + 1],
    ["a", GAP_MS + 1 + GAP_MS / 2],
    ["c", GAP_MS + 1 + GAP_MS / 2],
  ];
  it("hands on closed sessions once, in the order of their ends", () => {
    const chain = pipeAll(chainOf(SessionWindows.ofInactivityGapWithNoGrace(GAP_MS), "close"), many);
    expect(chain.drain()).toEqual([
      "[a@0/0] 1<-null @0",
      "[b@0/0] 2<-null @0",
      "[c@0/0] 3<-null @0",
      `[d@0/${GAP_MS / 2}] (|4)5<-null @${GAP_MS / 2}`,
    ]);
    expect([...chain.processorMetadata]).toEqual([["store", 1 + GAP_MS / 2]]);
  });

  it("leaves it to a cache to hand on: without what came and went in it", () => {
    const chain = pipeAll(chainOf(SessionWindows.ofInactivityGapWithNoGrace(GAP_MS), "update", BIG_CACHE), many);
    expect(chain.drain()).toEqual([]);
    chain.flush();
    const end = GAP_MS + 1 + GAP_MS / 2;
    expect(chain.drain().sort()).toEqual([
      "[a@0/0] 1<-null @0",
      `[a@${GAP_MS + 1}/${end}] (|6)8<-null @${end}`,
      "[b@0/0] 2<-null @0",
      `[b@${GAP_MS + 1}/${GAP_MS + 1}] 7<-null @${GAP_MS + 1}`,
      "[c@0/0] 3<-null @0",
      `[c@${end}/${end}] 9<-null @${end}`,
      `[d@0/${GAP_MS / 2}] (|4)5<-null @${GAP_MS / 2}`,
    ]);
  });

  it("gives a table of sessions to read, at their ends", () => {
    const supplier = supplierOf(gap, EmitStrategy.onWindowUpdate());
    const chain = pipeAll(new OperatorChain([supplier]), [
      ["A", 0],
      ["A", 5],
    ]);
    const getter = supplier.view().get();
    getter.init(chain.contextOf(0));
    expect(getter.get(new Windowed("A", new SessionWindow(0, 5)))).toEqual({ value: "(|1)2", timestamp: 5 });
    expect(getter.get(new Windowed("A", new SessionWindow(0, 0)))).toBeUndefined();
  });

  it("drops records without a key, and takes those without a value", () => {
    const chain = chainOf(gap, "update");
    chain.pipe(null, "1", 0).pipe("A", null, 0);
    expect(chain.drain()).toEqual(["[A@0/0] null<-null @0"]);
    expect(chain.counters.dropped.get("null-key-or-value")).toBe(1);
  });
});
