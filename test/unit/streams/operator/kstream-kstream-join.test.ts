import { describe, expect, test } from "vitest";
import type { Headers } from "../../../../src/streams/api/record.ts";
import { type JoinKind, selfJoin, streamJoin } from "../../../support/streams/join-wiring.ts";

const TABLE_WINDOWS = { beforeMs: 15_000, afterMs: 15_000, gracePeriodMs: 5_000 };

/** Seconds, input, and what a join gives: inner, left, outer where they differ. */
const TABLE: readonly (readonly [number, string, string, string?, string?])[] = [
  [1, "L:null", ""],
  [2, "R:null", ""],
  [3, "L:A", ""],
  [4, "R:a", "A-a@4000"],
  [5, "L:B", "B-a@5000"],
  [6, "R:b", "A-b@6000 B-b@6000"],
  [7, "L:null", ""],
  [8, "R:null", ""],
  [9, "L:C", "C-a@9000 C-b@9000"],
  [10, "R:c", "A-c@10000 B-c@10000 C-c@10000"],
  [11, "R:null", ""],
  [12, "L:null", ""],
  [13, "R:null", ""],
  [14, "R:d", "A-d@14000 B-d@14000 C-d@14000"],
  [15, "L:D", "D-a@15000 D-b@15000 D-c@15000 D-d@15000"],
  [40, "L:E", ""],
  [60, "L:F", ""],
  [80, "R:f", "", "E-null@40000", "E-null@40000"],
  [100, "L:G", "", "F-null@60000", "F-null@60000"],
];

describe("a join of two streams", () => {
  test.each<[JoinKind, 2 | 3 | 4]>([
    ["inner", 2],
    ["left", 3],
    ["outer", 4],
  ])("%s: rows of the table in Kafka's documentation, with the boundary of the code", (kind, column) => {
    const join = streamJoin(kind, TABLE_WINDOWS);
    const rows = TABLE.map(([seconds, input]) => join.run(`${input}@${seconds * 1000}`)[0]);
    expect(rows).toEqual(TABLE.map((line) => line[column] ?? line[2]));
  });

  const S1 =
    "L:null@1, R:null@2, L:A@3, R:a@4, L:B@5, R:b@6, L:null@7, R:null@8, L:C@9, R:c@10, R:null@11, L:null@12, R:null@13, R:d@14, L:D@15, L:E@16 of null, R:e@17 of null";

  test.each<[JoinKind, string[], number]>([
    ["inner", ["", ""], 9],
    ["left", ["null:E-null@16", ""], 8],
    ["outer", ["null:E-null@16", "null:null-e@17"], 7],
  ])("%s: a null key has its row where unmatched records have one, else it is dropped", (kind, last, dropped) => {
    const join = streamJoin(kind, { beforeMs: 10_000, afterMs: 10_000, gracePeriodMs: 0 });
    const rows = join.run(S1);
    expect(rows.slice(0, 15)).toEqual(
      ["", "", "", "A-a@4", "B-a@5", "A-b@6 B-b@6", "", "", "C-a@9 C-b@9", "A-c@10 B-c@10 C-c@10", "", "", ""].concat([
        "A-d@14 B-d@14 C-d@14",
        "D-a@15 D-b@15 D-c@15 D-d@15",
      ]),
    );
    expect(rows.slice(15)).toEqual(last);
    expect(join.task.counters.dropped.get("null-key-or-value")).toBe(dropped);
  });

  test("the window holds both of its ends", () => {
    const windows = { beforeMs: 10, afterMs: 5, gracePeriodMs: 100 };
    const join = streamJoin("inner", windows);
    expect(join.run("R:a@9, R:b@10, R:c@25, R:d@26, L:L@20")).toEqual(["", "", "", "", "L-b@20 L-c@25"]);
  });

  test("rows of a record come by the time of what it meets, then in the order of its coming", () => {
    const join = streamJoin("inner", { beforeMs: 10, afterMs: 10, gracePeriodMs: 10 });
    expect(join.run("R:late@12, R:a@10, R:b@10, L:L@11")).toEqual(["", "", "", "L-a@11 L-b@11 L-late@12"]);
  });
});

describe("unmatched rows", () => {
  test("come out only when stream time is past their window and the grace", () => {
    const join = streamJoin("left", { beforeMs: 15, afterMs: 15, gracePeriodMs: 5 });
    expect(join.run("L:A@0, R:x@20 of m, R:y@21 of m")).toEqual(["", "", "A-null@0"]);
  });

  // What the Java TopologyTestDriver gives.
  test.each<[string, JoinKind, [number, number, number], [step: string, rows: string][]]>([
    [
      "each side has its own look back: a later right row may be closed before an earlier left one",
      "outer",
      [20, 5, 10],
      [
        ["L:A@0", ""],
        ["R:a@3 of m", ""],
        ["L:B@40", "A-null@0 m:null-a@3"],
        ["R:b@16", "null-b@16"],
        ["R:c@60 of n", "B-null@40"],
        ["L:C@47", "C-null@47"],
        ["L:D@90 of m", ""],
      ],
    ],
    [
      "a window may begin after the record",
      "left",
      [-3, 12, 4],
      [
        ["L:A@10", ""],
        ["R:a@12", ""],
        ["R:b@13", "A-b@13"],
        ["R:c@22", "A-c@22"],
        ["R:d@23", ""],
        ["L:B@40", ""],
      ],
    ],
    [
      "several of one key and time come in their order, and late ones at once if the other side has passed them",
      "outer",
      [10, 10, 5],
      [
        ["L:A@0", ""],
        ["L:B@0", ""],
        ["L:C@0 of m", ""],
        ["R:x@26", "A-null@0 B-null@0 m:C-null@0"],
        ["L:late@10", "late-null@10"],
        ["L:late2@20", "late2-x@26"],
      ],
    ],
    [
      "first right, then left at the same time, by key",
      "outer",
      [0, 0, 0],
      [
        ["L:B@1 of b", ""],
        ["L:A@1 of a", ""],
        ["R:C@1 of c", ""],
        ["R:x@2 of x", "c:null-C@1 a:A-null@1 b:B-null@1"],
      ],
    ],
    [
      "a null value moves stream time, and sets nothing free by itself",
      "left",
      [10, 10, 0],
      [
        ["L:A@0", ""],
        ["R:null@20", ""],
        ["R:x@19 of m", ""],
        ["R:x@20 of m", "A-null@0"],
      ],
    ],
  ])("%s", (_name, kind, [beforeMs, afterMs, gracePeriodMs], steps) => {
    const join = streamJoin(kind, { beforeMs, afterMs, gracePeriodMs });
    expect(join.run(steps.map(([step]) => step).join(", "))).toEqual(steps.map(([, rows]) => rows));
  });

  test("a match takes them out of the store, with one deletion", () => {
    const join = streamJoin("left", { beforeMs: 10, afterMs: 10, gracePeriodMs: 0 });
    join.run("L:A@0, R:a@1, R:b@2, R:x@50 of m");
    const changes = join.task.changes.filter((change) => change.startsWith("shared "));
    // The key: the time, 1 for left, "k". The value: a list of one value, 1 for left, "A".
    expect(changes).toEqual(["shared 0000000000000000016b=0100000001000000020141", "shared 0000000000000000016b=null"]);
  });

  test("all of one key are deleted together, when the last is out", () => {
    const join = streamJoin("outer", { beforeMs: 10, afterMs: 10, gracePeriodMs: 0 });
    join.run("L:A@0, L:B@0, L:C@1, R:x@50 of m");
    const deletions = join.task.changes.filter((change) => change.endsWith("=null"));
    expect(deletions).toEqual(["shared 0000000000000000016b=null", "shared 0000000000000001016b=null"]);
  });

  test("come out with the headers of the record that sets them free", () => {
    const join = streamJoin("left", { beforeMs: 1, afterMs: 1, gracePeriodMs: 0 });
    const own: Headers = [["own", null]];
    const other: Headers = [["other", null]];
    join.left("A", 0, "k", own);
    expect(join.right("x", 10, "m", other)).toBe("A-null@0");
    expect(join.task.lastHeaders).toBe(other);
  });

  test("are looked for at most once in an interval of the wall clock", () => {
    const join = streamJoin("left", { beforeMs: 1, afterMs: 1, gracePeriodMs: 0 });
    join.task.emitIntervalMs = 1000;
    join.task.wallClockMs = 5000;
    expect(join.run("L:A@0, L:B@10")).toEqual(["", ""]);
    join.task.wallClockMs = 5999;
    expect(join.run("L:C@20")).toEqual([""]);
    join.task.wallClockMs = 6000;
    expect(join.run("L:D@30, L:E@40")).toEqual(["A-null@0 B-null@10 C-null@20", ""]);
    join.task.wallClockMs = 7000;
    expect(join.run("L:F@50")).toEqual(["D-null@30 E-null@40"]);
  });

  test("come out at once without the store for them", () => {
    const join = streamJoin("outer", { beforeMs: 10, afterMs: 10, gracePeriodMs: 0 }, { eager: true });
    expect(join.run("L:A@0, R:a@1, R:b@50")).toEqual(["A-null@0", "A-a@1", "null-b@50"]);
  });

  test("stay when a joiner throws, except those that are out", () => {
    let broken = true;
    const joiner = (left: string, right: string) => {
      if (broken && left === "B") throw new Error("no B");
      return `${left}-${right}`;
    };
    const join = streamJoin("left", { beforeMs: 1, afterMs: 1, gracePeriodMs: 0 }, { joiner });
    join.run("L:A@0, L:B@1");
    expect(() => join.run("R:x@10 of m")).toThrow("no B");
    broken = false;
    // A was not deleted yet: Kafka deletes a row when the next one is out.
    expect(join.run("R:x@11 of m")).toEqual(["A-null@0 B-null@1"]);
  });

  test("are found again by a task that starts over, as the store may have been restored", () => {
    const join = streamJoin("left", { beforeMs: 1, afterMs: 1, gracePeriodMs: 0 });
    join.run("L:A@0");
    expect(join.restarted().run("R:x@10 of m")).toEqual(["A-null@0"]);
  });
});

describe("a join of a stream with itself", () => {
  test("gives what a join of two equal streams would give, with one store", () => {
    const join = selfJoin({ beforeMs: 10, afterMs: 5, gracePeriodMs: 0 });
    expect(join.run("L:A@10, L:B@13, L:C@20, L:D@6, L:E@9")).toEqual([
      "A-A@10",
      "B-A@13 A-B@13 B-B@13",
      "C-A@20 C-B@20 C-C@20",
      "D-A@10 A-D@10 B-D@13",
      "E-D@9 E-A@10 E-B@13 D-E@9 E-E@9 A-E@10 B-E@13",
    ]);
  });

  test("drops null keys and values", () => {
    const join = selfJoin({ beforeMs: 10, afterMs: 10, gracePeriodMs: 0 });
    expect(join.run("L:null@1, L:A@2 of null, L:A@3")).toEqual(["", "", "A-A@3"]);
    expect(join.task.counters.droppedRecords).toBe(2);
  });
});
