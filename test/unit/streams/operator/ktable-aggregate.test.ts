import { describe, expect, it } from "vitest";
import { KTableAggregate } from "../../../../src/streams/operator/ktable-aggregate.ts";
import { KTableReduce } from "../../../../src/streams/operator/ktable-reduce.ts";
import { KTableRepartitionMap } from "../../../../src/streams/operator/ktable-repartition-map.ts";
import { KTableSource } from "../../../../src/streams/operator/ktable-source.ts";
import { ADD, REMOVE, START, tableStore, versionedStore } from "../../../support/streams/aggregators.ts";
import { OperatorChain } from "../../../support/streams/operator-chain.ts";

type Input = readonly [key: string, value: string | null, timestamp: number];
type Selector = (key: string, value: string) => readonly [string, string];

const BY_KEY: Selector = (key, value) => [key, value];
// As in Kafka's test: some records are in no group.
const BY_VALUE: Selector = (key, value) => {
  if (key === "NULL") return null as never;
  return [key === "null" ? (null as never) : value, value];
};

function sourceOf(store = tableStore("source")): KTableSource<string, string> {
  const source = new KTableSource<string, string>(store, undefined);
  source.enableSendingOldValues();
  return source;
}

function run(chain: OperatorChain, input: readonly Input[]): string[] {
  for (const [key, value, timestamp] of input) chain.pipe(key, value, timestamp);
  return chain.drain();
}

const aggregate = () => new KTableAggregate<string, string, string>(tableStore(), START, ADD, REMOVE);

const REGROUPED: readonly Input[] = [
  ["A", "1", 10],
  ["A", null, 15],
  ["A", "1", 12],
  ["B", "2", 20],
  ["null", "3", 25],
  ["B", "4", 23],
  ["NULL", "5", 24],
  ["B", "7", 22],
];

describe("aggregations of a table", () => {
  // KTableAggregateTest.testAggBasic, testAggRepartition, testAggOfVersionedStore, testCount
  it("removes the old value, then adds the new one, at the largest time of the group", () => {
    const input: Input[] = [
      ["A", "1", 10],
      ["B", "2", 15],
      ["A", "3", 20],
      ["B", "4", 18],
      ["C", "5", 5],
      ["B", "7", 15],
      ["C", "8", 10],
    ];
    const chain = new OperatorChain([sourceOf(), new KTableRepartitionMap(BY_KEY), aggregate()]);
    expect(run(chain, input)).toEqual([
      "A 0+1<-null @10",
      "B 0+2<-null @15",
      "A 0+1-1+3<-null @20",
      "B 0+2-2+4<-null @18",
      "C 0+5<-null @5",
      "B 0+2-2+4-4+7<-null @18",
      "C 0+5-5+8<-null @10",
    ]);
  });

  it("takes a value out of its group before it puts another one into its own", () => {
    const chain = new OperatorChain([sourceOf(), new KTableRepartitionMap(BY_VALUE), aggregate()]);
    expect(run(chain, REGROUPED)).toEqual([
      "1 0+1<-null @10",
      "1 0+1-1<-null @15",
      "1 0+1-1+1<-null @15",
      "2 0+2<-null @20",
      "2 0+2-2<-null @23",
      "4 0+4<-null @23",
      "4 0+4-4<-null @23",
      "7 0+7<-null @22",
    ]);
  });

  it("leaves out late versions where versions count", () => {
    const map = new KTableRepartitionMap(BY_VALUE);
    map.setUseVersionedSemantics(true);
    const chain = new OperatorChain([sourceOf(versionedStore("source")), map, aggregate()]);
    expect(run(chain, REGROUPED)).toEqual([
      "1 0+1<-null @10",
      "1 0+1-1<-null @15",
      "2 0+2<-null @20",
      "2 0+2-2<-null @23",
      "4 0+4<-null @23",
    ]);
  });

  it("counts down and up", () => {
    const count = new KTableAggregate<string, string, number>(
      tableStore(),
      () => 0,
      (_key, _value, sum) => sum + 1,
      (_key, _value, sum) => sum - 1,
    );
    count.enableSendingOldValues();
    const input: Input[] = [
      ["A", "green", 10],
      ["B", "green", 9],
      ["A", "blue", 12],
      ["C", "yellow", 15],
      ["D", "green", 11],
    ];
    expect(run(new OperatorChain([sourceOf(), new KTableRepartitionMap(BY_VALUE), count]), input)).toEqual([
      "green 1<-null @10",
      "green 2<-1 @10",
      "green 1<-2 @12",
      "blue 1<-null @12",
      "yellow 1<-null @15",
      "green 2<-1 @12",
    ]);
  });

  it("reduces from the first value on, and begins anew when the rest is nothing", () => {
    const reduce = new KTableReduce<string, string>(
      tableStore(),
      (one, other) => `${one}+${other}`,
      (one, other) => (one === other ? (null as never) : `${one}-${other}`),
    );
    reduce.enableSendingOldValues();
    const toOne: Selector = (_key, value) => ["all", value];
    const input: Input[] = [
      ["A", "1", 10],
      ["A", "2", 8],
      ["B", "3", 9],
      ["A", null, 7],
    ];
    expect(run(new OperatorChain([sourceOf(), new KTableRepartitionMap(toOne), reduce]), input)).toEqual([
      "all 1<-null @10",
      "all 2<-1 @10",
      "all 2+3<-2 @10",
      "all 2+3-2<-2+3 @10",
    ]);
  });

  it("hands on a deletion that finds nothing", () => {
    const chain = new OperatorChain([sourceOf(), aggregate()]);
    expect(run(chain, [["A", null, 10]])).toEqual(["A null<-null @10"]);
  });

  it.each<[string, Selector, string[]]>([
    ["the same text", (_key, value) => ["x", value], ["x 2<-1 @20"]],
    ["another text", BY_VALUE, ["1 null<-1 @20", "2 2<-null @20"]],
    ["the same bytes", (_key, value) => [new Uint8Array([1, 2]) as never, value], ["1,2 2<-1 @20"]],
    ["an equal object", (_key, value) => [{ a: [1, { b: 2 }] } as never, value], ['{"a":[1,{"b":2}]} 2<-1 @20']],
    [
      "an object with another field",
      (_key, value) => [{ [value]: 1 } as never, value],
      ['{"1":1} null<-1 @20', '{"2":1} 2<-null @20'],
    ],
  ])("keeps removal and addition together when the key of both is %s", (_name, selector, expected) => {
    const chain = new OperatorChain([sourceOf(), new KTableRepartitionMap(selector)]);
    run(chain, [["A", "1", 10]]);
    expect(run(chain, [["A", "2", 20]])).toEqual(expected);
  });

  it.each([
    ["groupBy", new KTableRepartitionMap(BY_KEY)],
    ["aggregate", aggregate()],
    ["reduce", new KTableReduce<string, string>(tableStore(), String, String)],
  ])("%s refuses a record without a key", (name, supplier) => {
    const message = expect.stringMatching(new RegExp(`^${name}: `));
    expect(() => new OperatorChain([supplier]).pipe(null, { newValue: "1", oldValue: null }, 10)).toThrow(
      expect.objectContaining({ code: "PROCESSING_FAILED", message }),
    );
  });
});
