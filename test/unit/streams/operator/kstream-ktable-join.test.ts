import { describe, expect, test } from "vitest";
import { type Headers, NO_HEADERS } from "../../../../src/streams/api/record.ts";
import { KStreamGlobalKTableJoin } from "../../../../src/streams/operator/kstream-ktable-join.ts";
import { KTableMaterializedValueGetterSupplier } from "../../../../src/streams/operator/ktable-materialized-value-getter-supplier.ts";
import { KTableSource } from "../../../../src/streams/operator/ktable-source.ts";
import { tableStore } from "../../../support/streams/aggregators.ts";
import { JoinTask } from "../../../support/streams/join-task.ts";
import { streamTableJoin } from "../../../support/streams/join-wiring.ts";

const DOCUMENTED =
  "L:null@1, R:null@2, L:A@3, R:a@4, L:B@5, R:b@6, L:null@7, R:null@8, L:C@9, R:c@10, R:null@11, L:null@12, R:null@13, R:d@14, L:D@15";

describe("a join of a stream and a table", () => {
  test.each<["inner" | "left", Record<number, string>]>([
    ["inner", { 5: "B-a@5", 15: "D-d@15" }],
    ["left", { 3: "A-null@3", 5: "B-a@5", 9: "C-null@9", 15: "D-d@15" }],
  ])("%s: only records of the stream give rows", (kind, expected) => {
    const rows = streamTableJoin(kind).run(DOCUMENTED);
    expect(rows).toEqual(rows.map((_row, index) => expected[index + 1] ?? ""));
  });

  test.each<["inner" | "left", string, number]>([
    ["inner", "", 2],
    ["left", "null:N-null@31", 1],
  ])("%s: a null key is relaxed only for a left join, a null value never", (kind, row, dropped) => {
    const join = streamTableJoin(kind);
    expect(join.run("R:a@10, L:N@31 of null, L:null@32")).toEqual(["", row, ""]);
    expect(join.task.counters.dropped.get("null-key-or-value")).toBe(dropped);
  });

  test("a row has the time and the headers of the stream's record", () => {
    const join = streamTableJoin("inner");
    const headers: Headers = [["a", null]];
    join.right("a", 100, "k", NO_HEADERS);
    expect(join.left("A", 3, "k", headers)).toBe("A-a@3");
    expect(join.task.lastHeaders).toBe(headers);
  });

  test("a versioned table is read as of the record's time", () => {
    expect(streamTableJoin("inner", { historyMs: 60 }).run("R:a@10, R:b@20, L:A@15, L:B@9, L:C@30")).toEqual([
      "",
      "",
      "A-a@15",
      "",
      "C-b@30",
    ]);
    expect(streamTableJoin("left", { historyMs: 60 }).run("R:a@10, R:b@20, L:A@15, L:B@9")).toEqual([
      "",
      "",
      "A-a@15",
      "B-null@9",
    ]);
  });
});

describe("a grace period of a join of a stream and a table", () => {
  // What the Java TopologyTestDriver gives.
  test("lets a record wait for the table's version of its time, and a late one through at once", () => {
    const join = streamTableJoin("inner", { historyMs: 60, graceMs: 10 });
    const steps = "R:a@5, L:A@10, R:b@10, R:c@12, L:B@19, L:M@20 of m, L:C@4, L:D@31";
    expect(join.run(steps)).toEqual(["", "", "", "", "", "A-b@10", "", "B-c@19"]);
  });

  test("lets records out by their time, each with its own context", () => {
    const join = streamTableJoin("left", { historyMs: 60, graceMs: 10 });
    const steps = "R:a@5, L:A@10, L:M@10 of m, L:B@3, L:Z@21 of n";
    expect(join.run(steps)).toEqual(["", "", "", "", "B-null@3 A-a@10 m:M-null@10"]);
  });

  test("restores the context of the record that is being processed", () => {
    const join = streamTableJoin("left", { historyMs: 60, graceMs: 10 });
    const headers: Headers = [["first", null]];
    join.left("A", 10, "k", headers);
    expect(join.left("B", 30, "k")).toBe("A-null@10");
    expect(join.task.lastHeaders).toEqual(headers);
    expect(join.task.recordContext.timestamp).toBe(30);
  });

  test("does not hold back a record without a key, nor count its value's absence less", () => {
    const join = streamTableJoin("left", { historyMs: 60, graceMs: 10 });
    expect(join.run("L:A@10 of null, L:null@11")).toEqual(["null:A-null@10", ""]);
    expect(join.task.counters.droppedRecords).toBe(1);
  });

  test("needs a versioned table", () => {
    expect(() => streamTableJoin("inner", { graceMs: 10 })).toThrow(/versioned/);
  });
});

describe("a join of a stream and a global table", () => {
  function wired(leftJoin: boolean) {
    const task = new JoinTask();
    const source = new KTableSource<string, string>(task.store(tableStore("global")), "global");
    const keyOf = (_key: string | null, value: string | null) =>
      value === null ? null : (value.split(":")[0] ?? null);
    const table = new KTableMaterializedValueGetterSupplier<string, string>("global");
    const joiner = (left: string | null, right: string, key: string | null) => `${key}/${left}/${right}`;
    const join = new KStreamGlobalKTableJoin(
      table,
      joiner,
      (key, value) => (value === ":" ? null : keyOf(key, value)),
      leftJoin,
    );
    return { task, stream: task.node(join, task.output), table: task.node(source, () => {}) };
  }

  test.each<[boolean, string[], number]>([
    [false, ["k/1:a/one@5", "", "", ""], 2],
    [true, ["k/1:a/one@5", "k/2:b/null@6", "k/:/null@7", ""], 1],
  ])("left %s: takes the table's key from the record", (leftJoin, expected, dropped) => {
    const { task, stream, table } = wired(leftJoin);
    task.pipe(table, "1", "one", 9);
    const rows = ["1:a", "2:b", ":", null].map((value, index) => task.pipe(stream, "k", value, 5 + index));
    expect(rows).toEqual(expected);
    expect(task.counters.dropped.get("null-key-or-value")).toBe(dropped);
  });

  test("does not need a key of the stream", () => {
    const { task, stream, table } = wired(false);
    task.pipe(table, "1", "one", 9);
    expect(task.pipe(stream, null, "1:a", 5)).toBe("null:null/1:a/one@5");
  });
});
