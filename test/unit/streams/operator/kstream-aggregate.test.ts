import { describe, expect, it } from "vitest";
import { aggregatorFromReducer, reduceInitializer } from "../../../../src/streams/dsl/aggregation/count-and-reduce.ts";
import type { KStreamAggProcessorSupplier } from "../../../../src/streams/operator/kstream-agg-processor-supplier.ts";
import { KStreamAggregate } from "../../../../src/streams/operator/kstream-aggregate.ts";
import { KTablePassThrough } from "../../../../src/streams/operator/ktable-pass-through.ts";
import { ADD, START, tableStore, versionedStore } from "../../../support/streams/aggregators.ts";
import { OperatorChain } from "../../../support/streams/operator-chain.ts";

const JOIN = (one: string, other: string) => `${one}+${other}`;

/** As the language makes it: reducing is an aggregation that begins with nothing. */
function reduction(): KStreamAggregate<string, string, string> {
  const reduced = new KStreamAggregate<string, string, string | null>(
    tableStore(),
    reduceInitializer,
    aggregatorFromReducer(JOIN),
  );
  return reduced as KStreamAggregate<string, string, string>;
}

describe("aggregations of a stream", () => {
  it("hands on the largest time that a value has had", () => {
    const chain = new OperatorChain([new KStreamAggregate(tableStore(), START, ADD)]);
    chain
      .pipe("A", "1", 10, [["h", null]])
      .pipe("A", "2", 5)
      .pipe("B", "3", 7)
      .pipe("A", "4", 12);
    expect(chain.drain()).toEqual(["A 0+1<-null @10 #h", "A 0+1+2<-null @10", "B 0+3<-null @7", "A 0+1+2+4<-null @12"]);
  });

  it("hands on old values on demand; the first is what the initializer gave", () => {
    const supplier = new KStreamAggregate(tableStore(), START, ADD);
    supplier.enableSendingOldValues();
    const chain = new OperatorChain([supplier]);
    chain.pipe("A", "1", 10).pipe("A", "2", 11);
    expect(chain.drain()).toEqual(["A 0+1<-0 @10", "A 0+1+2<-0+1 @11"]);
  });

  it("gives null for the old value where the initializer gives nothing", () => {
    const first = (_key: string, value: string, aggregate: string | undefined) => aggregate ?? value;
    const supplier = new KStreamAggregate<string, string, string | undefined>(tableStore(), () => undefined, first);
    supplier.enableSendingOldValues();
    const chain = new OperatorChain([supplier]);
    chain.pipe("A", "1", 10).pipe("A", "2", 11);
    expect(chain.drain()).toEqual(["A 1<-null @10", "A 1<-1 @11"]);
  });

  it("reduces from the first value on, which has no old value", () => {
    const supplier = reduction();
    supplier.enableSendingOldValues();
    const chain = new OperatorChain([supplier]);
    chain.pipe("A", "1", 10).pipe("A", "2", 5);
    expect(chain.drain()).toEqual(["A 1<-null @10", "A 1+2<-1 @10"]);
  });

  it.each([
    ["null", null],
    ["undefined", undefined],
  ])("deletes what becomes %s, and starts anew after", (_name, nothing) => {
    const stopOnX = (key: string, value: string, aggregate: string) =>
      value === "x" ? (nothing as never) : ADD(key, value, aggregate);
    const supplier = new KStreamAggregate(tableStore(), START, stopOnX);
    supplier.enableSendingOldValues();
    const chain = new OperatorChain([supplier]);
    chain.pipe("A", "1", 10).pipe("A", "x", 5).pipe("A", "2", 3);
    expect(chain.drain()).toEqual(["A 0+1<-0 @10", "A null<-0+1 @10", "A 0+2<-0 @3"]);
  });

  const suppliers: [string, () => KStreamAggProcessorSupplier<string, string, string, string>][] = [
    ["aggregate", () => new KStreamAggregate(tableStore(), START, ADD)],
    ["reduce", () => reduction()],
  ];
  it.each(suppliers)("%s drops records without key or value, counted", (_name, supplier) => {
    const chain = new OperatorChain([supplier()]);
    chain.pipe(null, "1", 10).pipe("A", null, 10).pipe(undefined, "1", 10);
    expect(chain.drain()).toEqual([]);
    expect(chain.counters.dropped.get("null-key-or-value")).toBe(3);
  });

  it("leaves it to a cache to hand on, with the newest value's time", () => {
    const supplier = new KStreamAggregate(tableStore().withCachingEnabled(), START, ADD);
    supplier.enableSendingOldValues();
    const chain = new OperatorChain([supplier], { cacheMaxBytes: 1_000_000 });
    chain
      .pipe("A", "1", 10)
      .pipe("A", "2", 5, [["h", null]])
      .pipe("B", "3", 7);
    expect(chain.drain()).toEqual([]);
    chain.flush();
    expect(chain.drain()).toEqual(["A 0+1+2<-null @10 #h", "B 0+3<-null @7"]);
    chain.pipe("A", "4", 20);
    chain.flush();
    expect(chain.drain()).toEqual(["A 0+1+2+4<-0+1+2 @20"]);
  });

  it("puts into a versioned store at the largest time, so that no value is late", () => {
    const chain = new OperatorChain([new KStreamAggregate(versionedStore("store", 60), START, ADD)]);
    chain.pipe("A", "1", 100).pipe("A", "2", 90).pipe("A", "3", 10);
    expect(chain.drain()).toEqual(["A 0+1<-null @100", "A 0+1+2<-null @100", "A 0+1+2+3<-null @100"]);
  });

  it("cogroups several streams in one table", () => {
    const first = new KStreamAggregate<string, string, string>(tableStore(), START, ADD);
    const second = new KStreamAggregate<string, string, string>(tableStore(), START, ADD);
    const table = new KTablePassThrough<string, string>([first, second], "store");
    expect(table.enableSendingOldValues()).toBe(true);
    const chain = new OperatorChain([first, table]);
    chain.pipe("A", "1", 10).pipe("A", "2", 11);
    expect(chain.drain()).toEqual(["A 0+1<-0 @10", "A 0+1+2<-0+1 @11"]);
    const getter = table.view().get();
    getter.init(chain.contextOf(1));
    expect(table.view().storeNames).toEqual(["store"]);
    expect(getter.get("A")).toMatchObject({ value: "0+1+2", timestamp: 11 });
    expect(getter.get("B")).toBeUndefined();
  });
});
