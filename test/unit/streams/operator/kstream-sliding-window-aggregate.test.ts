import { describe, expect, it } from "vitest";
import { KStreamSlidingWindowAggregate } from "../../../../src/streams/operator/kstream-sliding-window-aggregate.ts";
import { EmitStrategy } from "../../../../src/streams/windows/emit-strategy.ts";
import { SlidingWindows } from "../../../../src/streams/windows/sliding-windows.ts";
import { ADD, START, windowStore } from "../../../support/streams/aggregators.ts";
import { OperatorChain } from "../../../support/streams/operator-chain.ts";

const UPDATE = EmitStrategy.onWindowUpdate();
const CLOSE = EmitStrategy.onWindowClose();

type Input = readonly [value: string, timestamp: number];

interface Case {
  readonly differenceMs: number;
  readonly graceMs: number;
  readonly input: readonly Input[];
  /** By window start: every aggregate with its time, in order. */
  readonly updates: Readonly<Record<number, readonly string[]>>;
  readonly final: Readonly<Record<number, string>>;
}

function chainOf(differenceMs: number, graceMs: number, emit: EmitStrategy): OperatorChain {
  const windows = SlidingWindows.ofTimeDifferenceAndGrace(differenceMs, graceMs);
  return new OperatorChain([new KStreamSlidingWindowAggregate(windows, windowStore(differenceMs), emit, START, ADD)]);
}

function run({ differenceMs, graceMs, input }: Case, emit: EmitStrategy): Record<number, string[]> {
  const chain = chainOf(differenceMs, graceMs, emit);
  for (const [value, timestamp] of input) chain.pipe("A", value, timestamp);
  const byStart: Record<number, string[]> = {};
  for (const line of chain.drain()) {
    const [, start, end, aggregate, timestamp] = /^\[A@(\d+)\/(\d+)\] (.*)<-null @(\d+)$/.exec(
      line,
    ) as unknown as string[];
    expect(Number(end)).toBe(Number(start) + differenceMs);
    byStart[Number(start)] ??= [];
    byStart[Number(start)]?.push(`${aggregate} @${timestamp}`);
  }
  return byStart;
}

// KStreamSlidingWindowAggregateTest: testAggregateSmallInput, testEarlyRecordsSmallInput, testEarlyRecordsRepeatedInput
const CASES: readonly (readonly [string, Case])[] = [
  [
    "records in order, some of one time",
    {
      differenceMs: 10,
      graceMs: 5,
      input: [
        ["1", 10],
        ["2", 10],
        ["3", 14],
        ["4", 15],
        ["5", 20],
        ["6", 22],
        ["7", 30],
      ],
      updates: {
        0: ["0+1 @10", "0+1+2 @10"],
        4: ["0+1+2+3 @14"],
        5: ["0+1+2+3+4 @15"],
        10: ["0+1+2+3+4+5 @20"],
        11: ["0+3 @14", "0+3+4 @15", "0+3+4+5 @20"],
        12: ["0+3+4+5+6 @22"],
        15: ["0+4 @15", "0+4+5 @20", "0+4+5+6 @22"],
        16: ["0+5 @20", "0+5+6 @22"],
        20: ["0+5+6+7 @30"],
        21: ["0+6 @22", "0+6+7 @30"],
        23: ["0+7 @30"],
      },
      final: {
        0: "0+1+2 @10",
        4: "0+1+2+3 @14",
        5: "0+1+2+3+4 @15",
        10: "0+1+2+3+4+5 @20",
        11: "0+3+4+5 @20",
        12: "0+3+4+5+6 @22",
      },
    },
  ],
  [
    "records near time 0, out of order",
    {
      differenceMs: 50,
      graceMs: 0,
      input: [
        ["1", 0],
        ["2", 5],
        ["3", 6],
        ["4", 3],
        ["5", 13],
        ["6", 10],
        ["7", 70],
      ],
      updates: {
        0: ["0+1 @0", "0+1+2 @5", "0+1+2+3 @6", "0+1+2+3+4 @6", "0+1+2+3+4+5 @13", "0+1+2+3+4+5+6 @13"],
        1: ["0+2 @5", "0+2+3 @6", "0+2+3+4 @6", "0+2+3+4+5 @13", "0+2+3+4+5+6 @13"],
        4: ["0+2+3 @6", "0+2+3+5 @13", "0+2+3+5+6 @13"],
        6: ["0+3 @6", "0+3+5 @13", "0+3+5+6 @13"],
        7: ["0+5 @13", "0+5+6 @13"],
        11: ["0+5 @13"],
        20: ["0+7 @70"],
      },
      final: {
        0: "0+1+2+3+4+5+6 @13",
        1: "0+2+3+4+5+6 @13",
        4: "0+2+3+5+6 @13",
        6: "0+3+5+6 @13",
        7: "0+5+6 @13",
        11: "0+5 @13",
      },
    },
  ],
  [
    "repeated records near time 0",
    {
      differenceMs: 5,
      graceMs: 0,
      input: [
        ["1", 0],
        ["2", 2],
        ["3", 4],
        ["4", 0],
        ["5", 2],
        ["6", 2],
        ["7", 0],
        ["8", 7],
      ],
      updates: {
        0: [
          "0+1 @0",
          "0+1+2 @2",
          "0+1+2+3 @4",
          "0+1+2+3+4 @4",
          "0+1+2+3+4+5 @4",
          "0+1+2+3+4+5+6 @4",
          "0+1+2+3+4+5+6+7 @4",
        ],
        1: ["0+2 @2", "0+2+3 @4", "0+2+3+5 @4", "0+2+3+5+6 @4"],
        2: ["0+2+3+5+6+8 @7"],
        3: ["0+3 @4", "0+3+8 @7"],
        5: ["0+8 @7"],
      },
      final: { 0: "0+1+2+3+4+5+6+7 @4", 1: "0+2+3+5+6 @4" },
    },
  ],
];

describe("aggregations by sliding windows", () => {
  it.each(CASES)("updates windows around %s", (_name, scenario) => {
    expect(run(scenario, UPDATE)).toEqual(scenario.updates);
  });

  it.each(CASES)("hands on closed windows of %s once", (_name, scenario) => {
    const expected = Object.entries(scenario.final).map(([start, result]) => [start, [result]]);
    expect(run(scenario, CLOSE)).toEqual(Object.fromEntries(expected));
  });

  it("changes windows from the newest back, then makes those of the record before, its left and its right one", () => {
    const chain = chainOf(10, 100, UPDATE);
    chain.pipe("A", "1", 20).pipe("A", "2", 30);
    chain.drain();
    chain.pipe("A", "3", 25);
    expect(chain.drain()).toEqual([
      "[A@21/31] 0+2+3<-null @30",
      "[A@20/30] 0+1+2+3<-null @30",
      "[A@15/25] 0+1+3<-null @25",
      "[A@26/36] 0+2<-null @30",
    ]);
  });

  it.each([
    [35, ["[A@20/30] 0+1+2<-null @30", "[A@21/31] 0+1<-null @30"]],
    [36, []],
  ])("with 5 of grace and stream time %i a record at 20 changes %j", (streamTime, changes) => {
    const chain = chainOf(10, 5, UPDATE);
    chain.pipe("A", "1", 30).pipe("other", "1", streamTime);
    chain.drain();
    chain.pipe("A", "2", 20);
    expect(chain.drain()).toEqual(changes);
    // First its own window up to 20, then the record as a whole.
    expect(chain.counters.dropped.get("expired-window")).toBe(1);
  });

  it("drops records without key or value, counted", () => {
    const chain = chainOf(10, 0, UPDATE);
    chain.pipe(null, "1", 20).pipe("A", null, 20);
    expect(chain.drain()).toEqual([]);
    expect(chain.counters.dropped.get("null-key-or-value")).toBe(2);
  });
});
