import { describe, expect, it } from "vitest";
import type { FixedKeyProcessorContext } from "../../../../src/streams/api/processor.ts";
import { NO_HEADERS } from "../../../../src/streams/api/record.ts";
import type { StoreBuilder } from "../../../../src/streams/api/store-builder.ts";
import type { TimestampedKeyValueStore } from "../../../../src/streams/api/stores.ts";
import type { ValueTransformer } from "../../../../src/streams/api/value-transformer.ts";
import { KStreamMapValues } from "../../../../src/streams/operator/kstream-map-values.ts";
import { KTableFilter } from "../../../../src/streams/operator/ktable-filter.ts";
import { KTableMapValues } from "../../../../src/streams/operator/ktable-map-values.ts";
import { KTableSource } from "../../../../src/streams/operator/ktable-source.ts";
import { KTableTransformValues } from "../../../../src/streams/operator/ktable-transform-values.ts";
import type { Change } from "../../../../src/streams/state/change.ts";
import { tableStore, versionedStore } from "../../../support/streams/aggregators.ts";
import { OperatorChain } from "../../../support/streams/operator-chain.ts";
import { FakeTable } from "../../../support/streams/tables.ts";

type Input = readonly [key: string | null, value: number | null, timestamp: number];

function source(options: { old?: boolean; store?: StoreBuilder; named?: boolean } = {}): KTableSource<string, number> {
  const supplier = new KTableSource<string, number>(options.store ?? tableStore("source"), undefined);
  if (options.old === true) supplier.enableSendingOldValues();
  if (options.named === true) supplier.materialize();
  return supplier;
}

function run(chain: OperatorChain, input: readonly Input[]): string[] {
  for (const [key, value, timestamp] of input) chain.pipe(key, value, timestamp);
  return chain.drain();
}

const INPUT: readonly Input[] = [
  ["A", 1, 10],
  ["A", 2, 20],
  ["A", 3, 15],
  ["A", null, 25],
];
const isEven = (_key: string, value: number) => value % 2 === 0;

describe("the source of a table", () => {
  it.each([
    ["without a store", source(), ["A 1<-null @10", "A 2<-null @20", "A 3<-null @15", "A null<-null @25"]],
    [
      "with a store that was only named",
      source({ named: true }),
      ["A 1<-null @10", "A 2<-null @20", "A 3<-null @15", "A null<-null @25"],
    ],
    ["with old values", source({ old: true }), ["A 1<-null @10", "A 2<-1 @20", "A 3<-2 @15", "A null<-3 @25"]],
    [
      "with versions, of which a late one is not the latest",
      source({ old: true, store: versionedStore("source") }),
      ["A 1<-null @10", "A 2<-1 @20", "A 3<-2 late @15", "A null<-2 @25"],
    ],
  ])("hands on changes %s", (_name, supplier, expected) => {
    expect(run(new OperatorChain([supplier]), INPUT)).toEqual(expected);
  });

  it("hands on nothing of what a versioned store refuses as too late", () => {
    const chain = new OperatorChain([source({ old: true, store: versionedStore("source", 60) })]);
    const input: Input[] = [
      ["A", 1, 1000],
      ["A", 2, 100],
      ["B", 3, 100],
      ["A", 4, 950],
    ];
    expect(run(chain, input)).toEqual(["A 1<-null @1000", "A 4<-1 late @950"]);
  });

  it.each([
    ["without a store", source()],
    ["with one", source({ named: true })],
  ])("drops records without a key, counted, %s", (_name, supplier) => {
    const chain = new OperatorChain([supplier]);
    expect(run(chain, [[null, 1, 10]])).toEqual([]);
    expect(chain.counters.dropped.get("null-key-or-value")).toBe(1);
  });

  it("has a store only when somebody needs it", () => {
    const supplier = source();
    expect([supplier.materialized, supplier.queryableName, [...supplier.stores()]]).toEqual([false, undefined, []]);
    supplier.materialize();
    expect([supplier.materialized, supplier.queryableName]).toEqual([true, "source"]);
    expect([...supplier.stores()].map((store) => store.name)).toEqual(["source"]);
  });

  it("becomes a stream of its new values", () => {
    const toStream = new KStreamMapValues((change: Change<number>) => change.newValue);
    expect(run(new OperatorChain([source({ old: true }), toStream]), INPUT)).toEqual([
      "A 1 @10",
      "A 2 @20",
      "A 3 @15",
      "A null @25",
    ]);
  });
});

describe("the filter of a table", () => {
  const withoutStore = () =>
    new KTableFilter(new FakeTable<string, number>(undefined), isEven, false, undefined, undefined);
  const withParentStore = () =>
    new KTableFilter(new FakeTable<string, number>("source"), isEven, false, undefined, undefined);
  const withStore = () =>
    new KTableFilter(new FakeTable<string, number>(undefined), isEven, false, "own", tableStore("own"));

  it("deletes what does not pass, whether it was there or not, without old values", () => {
    expect(run(new OperatorChain([source(), withoutStore()]), INPUT)).toEqual([
      "A null<-null @10",
      "A 2<-null @20",
      "A null<-null @15",
      "A null<-null @25",
    ]);
  });

  it("deletes only what passed before, where the table before has old values anyway", () => {
    expect(run(new OperatorChain([source({ old: true }), withParentStore()]), INPUT)).toEqual([
      "A 2<-null @20",
      "A null<-2 @15",
    ]);
  });

  it("sends every deletion where versions count, and keeps late ones late", () => {
    const filter = withParentStore();
    filter.setUseVersionedSemantics(true);
    const chain = new OperatorChain([source({ old: true, store: versionedStore("source") }), filter]);
    expect(run(chain, INPUT)).toEqual(["A null<-null @10", "A 2<-null @20", "A null<-2 late @15", "A null<-2 @25"]);
  });

  it("takes old values from its own store where it has one", () => {
    const filter = withStore();
    expect(filter.enableSendingOldValues(false)).toBe(true);
    expect(run(new OperatorChain([source(), filter]), INPUT)).toEqual(["A 2<-null @20", "A null<-2 @15"]);
  });

  it("inverts with filterNot", () => {
    const filter = new KTableFilter(new FakeTable<string, number>("source"), isEven, true, undefined, undefined);
    expect(run(new OperatorChain([source({ old: true }), filter]), INPUT)).toEqual([
      "A 1<-null @10",
      "A null<-1 @20",
      "A 3<-null @15",
      "A null<-3 @25",
    ]);
  });

  it("asks the table before for old values, and never forces it without being asked", () => {
    const parent = new FakeTable<string, number>(undefined);
    const filter = new KTableFilter(parent, isEven, false, undefined, undefined);
    expect(filter.enableSendingOldValues(false)).toBe(false);
    expect(filter.enableSendingOldValues(true)).toBe(true);
    expect(parent.asked).toEqual([false, false, true]);
  });
});

describe("mapValues of a table", () => {
  const timesTen = (value: number, key: string) => `${key}${value * 10}`;

  it.each([
    ["without old values", false, ["A A10<-null @10", "A A20<-null @20", "A A30<-null @15", "A null<-null @25"]],
    ["with old values", true, ["A A10<-null @10", "A A20<-A10 @20", "A A30<-A20 @15", "A null<-A30 @25"]],
  ])("maps new and old value, never a deletion, %s", (_name, old, expected) => {
    const map = new KTableMapValues(new FakeTable<string, number>("source"), timesTen, undefined, undefined);
    if (old) expect(map.enableSendingOldValues(false)).toBe(true);
    expect(run(new OperatorChain([source({ old }), map]), INPUT)).toEqual(expected);
  });

  it("takes old values from its own store where it has one", () => {
    const map = new KTableMapValues(new FakeTable<string, number>(undefined), timesTen, "own", tableStore("own"));
    map.enableSendingOldValues(false);
    const chain = new OperatorChain([source(), map]);
    expect(run(chain, INPUT.slice(0, 2))).toEqual(["A A10<-null @10", "A A20<-A10 @20"]);
    expect(chain.store<TimestampedKeyValueStore<string, string>>("own").get("A")).toMatchObject({ value: "A20" });
  });

  it("keeps late versions late in a versioned store", () => {
    const map = new KTableMapValues(new FakeTable<string, number>(undefined), timesTen, "own", versionedStore("own"));
    expect(run(new OperatorChain([source(), map]), INPUT)).toEqual([
      "A A10<-null @10",
      "A A20<-null @20",
      "A A30<-null late @15",
      "A null<-null @25",
    ]);
  });
});

describe("transformValues of a table", () => {
  class Transformer implements ValueTransformer<string, number, string> {
    #context!: FixedKeyProcessorContext<string, string>;

    init(context: FixedKeyProcessorContext<string, string>): void {
      this.#context = context;
    }

    transform(value: number | null, key: string): string | null {
      if (value === 99) this.#context.forward({} as never);
      return `${key}${value}/${this.#context.recordMetadata?.offset}`;
    }
  }

  it.each([
    ["without old values", false, ["A A1/1<-null @10", "A Anull/2<-null @11"]],
    ["with old values", true, ["A A1/1<-Anull/1 @10", "A Anull/2<-A1/2 @11"]],
  ])("asks about deletions too, %s", (_name, old, expected) => {
    const transform = new KTableTransformValues(
      new FakeTable<string, number>("source"),
      () => new Transformer(),
      undefined,
      undefined,
    );
    if (old) transform.enableSendingOldValues(false);
    const input: Input[] = [
      ["A", 1, 10],
      ["A", null, 11],
    ];
    expect(run(new OperatorChain([source({ old }), transform]), input)).toEqual(expected);
  });

  it("takes old values from its own store, and gives stores of the supplier beside it", () => {
    const supplier = { get: () => new Transformer(), stores: () => [tableStore("extra")] };
    const transform = new KTableTransformValues(
      new FakeTable<string, number>(undefined),
      supplier,
      "own",
      tableStore("own"),
    );
    transform.enableSendingOldValues(false);
    expect([...transform.stores()].map((store) => store.name)).toEqual(["own", "extra"]);
    expect(run(new OperatorChain([source(), transform]), INPUT.slice(0, 2))).toEqual([
      "A A1/1<-null @10",
      "A A2/2<-A1/1 @20",
    ]);
  });

  it("does not let the transformer forward", () => {
    const transform = new KTableTransformValues(
      new FakeTable<string, number>(undefined),
      () => new Transformer(),
      undefined,
      undefined,
    );
    const chain = new OperatorChain([source(), transform]);
    expect(() => run(chain, [["A", 99, 10]])).toThrow(expect.objectContaining({ code: "INVALID_STATE" }));
  });

  it("reads through the table before, at the time of its value and at no place", () => {
    const transform = new KTableTransformValues(
      new FakeTable<string, number>("source"),
      () => new Transformer(),
      undefined,
      undefined,
    );
    const chain = new OperatorChain([source({ named: true }), transform]);
    run(chain, [["A", 1, 10]]);
    const getter = transform.view().get();
    getter.init(chain.contextOf(1));
    expect(getter.get("A")).toEqual({ value: "A1/-1", timestamp: 10 });
    expect(getter.get("B")).toEqual({ value: "Bnull/-1", timestamp: -1 });
    expect(chain.recordContext).toEqual({ topic: "topic", partition: 0, offset: 1, timestamp: 0, headers: NO_HEADERS });
  });
});

describe("reading tables that have no store", () => {
  it("filters and maps what the table before has, with its time", () => {
    const parent = new FakeTable<string, number>("source");
    const filter = new KTableFilter(parent, isEven, false, undefined, undefined);
    const map = new KTableMapValues(parent, (value: number) => value * 10, undefined, undefined);
    const chain = new OperatorChain([source({ named: true })]);
    run(chain, [
      ["A", 1, 10],
      ["B", 2, 11],
    ]);
    const [filtered, mapped] = [filter.view().get(), map.view().get()];
    for (const getter of [filtered, mapped]) getter.init(chain.contextOf(0));
    expect([filtered.get("A"), filtered.get("B")?.value]).toEqual([undefined, 2]);
    expect([mapped.get("A"), mapped.get("C")]).toEqual([{ value: 10, timestamp: 10 }, undefined]);
    expect(filter.view().storeNames).toEqual(["source"]);
    expect(() => filtered.getAsOf("A", 10)).toThrow(expect.objectContaining({ code: "INVALID_STATE" }));
  });

  it("reads by time where the table before has versions", () => {
    const map = new KTableMapValues(
      new FakeTable<string, number>("source"),
      (value: number) => value * 10,
      undefined,
      undefined,
    );
    const chain = new OperatorChain([source({ named: true, store: versionedStore("source") })]);
    run(chain, INPUT);
    const getter = map.view().get();
    getter.init(chain.contextOf(0));
    expect(getter.isVersioned).toBe(true);
    expect([getter.getAsOf("A", 12)?.value, getter.getAsOf("A", 17)?.value, getter.getAsOf("A", 25)]).toEqual([
      10,
      30,
      undefined,
    ]);
  });
});
