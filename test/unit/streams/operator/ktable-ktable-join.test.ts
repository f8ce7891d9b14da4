import { describe, expect, test } from "vitest";
import { NO_HEADERS } from "../../../../src/streams/api/record.ts";
import {
  KTableKTableInnerJoin,
  KTableKTableLeftJoin,
  KTableKTableOuterJoin,
  KTableKTableRightJoin,
} from "../../../../src/streams/operator/ktable-ktable-join.ts";
import { KTableKTableJoinMerger } from "../../../../src/streams/operator/ktable-ktable-join-merger.ts";
import type { KTableValueGetter, KTableValueGetterSupplier } from "../../../../src/streams/operator/ktable-supplier.ts";
import type { ParentTable } from "../../../../src/streams/operator/parent-table.ts";
import { type JoinKind, tableJoin } from "../../../support/streams/join-wiring.ts";

const DOCUMENTED =
  "L:null@1, R:null@2, L:A@3, R:a@4, L:B@5, R:b@6, L:null@7, R:null@8, L:C@9, R:c@10, R:null@11, L:null@12, R:null@13";
const ROWS: Record<JoinKind, readonly string[]> = {
  inner: ["", "", "", "A-a@4", "B-a@5", "B-b@6", "null@7", "", "", "C-c@10", "null@11", "", ""],
  left: ["", "", "A-null@3", "A-a@4", "B-a@5", "B-b@6", "null@7", "", "C-null@9", "C-c@10", "C-null@11", "null@12", ""],
  outer: [
    "",
    "",
    "A-null@3",
    "A-a@4",
    "B-a@5",
    "B-b@6",
    "null-b@7",
    "null@8",
    "C-null@9",
    "C-c@10",
    "C-null@11",
    "null@12",
    "",
  ],
};

describe("a join of two tables", () => {
  for (const materialized of [false, true]) {
    test.each<[JoinKind, string]>([
      ["inner", ""],
      ["left", ""],
      ["outer", "null-d@14"],
    ])(`%s, ${materialized ? "in a store" : "without a store"}: the table in Kafka's documentation`, (kind, at14) => {
      const rows = tableJoin(kind, { materialized }).run(`${DOCUMENTED}, R:d@14, L:D@15`);
      expect(rows).toEqual([...ROWS[kind], at14, "D-d@15"]);
    });
  }

  test("out of order: a late update counts, with the larger time of both sides", () => {
    const rows = tableJoin("inner").run(
      `${DOCUMENTED}, R:d@7, L:D@6, L:null@2, R:null@3, R:e@14, L:E@15, L:null@10, R:null@9, L:F@4, R:f@3`,
    );
    expect(rows.slice(13)).toEqual(["", "D-d@7", "null@7", "", "", "E-e@15", "null@14", "", "", "F-f@4"]);
  });

  test("versioned tables: a late version is dropped, as it changes nothing that holds now", () => {
    const steps = "L:A@10, R:a@20, L:B@5, R:b@30, L:C@25";
    const join = tableJoin("inner", { historyMs: 60 });
    expect(join.run(steps)).toEqual(["", "A-a@20", "", "A-b@30", "C-b@30"]);
    expect(join.task.counters.dropped.get("out-of-order-join")).toBe(1);
    expect(tableJoin("inner").run(steps)).toEqual(["", "A-a@20", "B-a@20", "B-b@30", "C-b@30"]);
  });

  test("a null key is dropped", () => {
    const join = tableJoin("outer");
    expect(join.run("L:A@1 of null, R:a@2 of null")).toEqual(["", ""]);
    expect(join.task.counters.droppedRecords).toBe(2);
  });

  test.each<[JoinKind, readonly string[]]>([
    ["inner", ["", "A-a<-null@2", "B-a<-A-a@3", "B-b<-B-a@4", "null<-B-b@5", "", ""]],
    ["left", ["A-null<-null@1", "A-a<-A-null@2", "B-a<-A-a@3", "B-b<-B-a@4", "null<-B-b@5", "", ""]],
    ["outer", ["A-null<-null@1", "A-a<-A-null@2", "B-a<-A-a@3", "B-b<-B-a@4", "null-b<-B-b@5", "null<-null-b@6", ""]],
  ])("%s: sends the row before where a table after it wants it", (kind, expected) => {
    const steps = "L:A@1, R:a@2, L:B@3, R:b@4, L:null@5, R:null@6, R:null@7";
    for (const materialized of [false, true]) {
      expect(tableJoin(kind, { materialized, sendOldValues: true }).run(steps)).toEqual(expected);
    }
  });
});

/** A table of one row, or of none. */
class OneRow implements ParentTable<string, string> {
  readonly asked: boolean[] = [];
  readonly #name: string;
  readonly #row: { readonly value: string; readonly timestamp: number } | undefined;

  constructor(name: string, value: string | undefined, timestamp: number) {
    this.#name = name;
    this.#row = value === undefined ? undefined : { value, timestamp };
  }

  valueGetterSupplier(): KTableValueGetterSupplier<string, string> {
    const getter: KTableValueGetter<string, string> = {
      isVersioned: true,
      init() {},
      get: () => this.#row,
      getAsOf: () => this.#row,
      close() {},
    };
    return { get: () => getter, storeNames: [this.#name] };
  }

  enableSendingOldValues(forceMaterialization: boolean): boolean {
    this.asked.push(forceMaterialization);
    return true;
  }
}

describe("a joined table that has no store", () => {
  const joiner = (one: string, two: string) => `${one}-${two}`;

  test.each([
    [KTableKTableInnerJoin, "A-b@7", undefined, undefined, undefined],
    [KTableKTableLeftJoin, "A-b@7", "A-null@3", undefined, undefined],
    [KTableKTableRightJoin, "A-b@7", undefined, "null-b@7", undefined],
    [KTableKTableOuterJoin, "A-b@7", "A-null@3", "null-b@7", undefined],
  ])("%o computes a row from both tables", (Join, both, onlyOne, onlyTwo, none) => {
    const rows = [
      ["A", "b"],
      ["A", undefined],
      [undefined, "b"],
      [undefined, undefined],
    ].map(([one, two]) => {
      const join = new Join(new OneRow("one", one, 3), new OneRow("two", two, 7), joiner);
      const getter = join.view().get();
      expect(getter.isVersioned).toBe(false);
      const row = getter.get("k");
      return row && `${row.value}@${row.timestamp}`;
    });
    expect(rows).toEqual([both, onlyOne, onlyTwo, none]);
  });

  test("is read from the stores of both, which must keep old values when it must", () => {
    const one = new OneRow("one", "A", 1);
    const two = new OneRow("two", "b", 2);
    const merger = new KTableKTableJoinMerger(
      new KTableKTableInnerJoin(one, two, joiner),
      new KTableKTableInnerJoin(two, one, joiner),
    );
    expect(merger.view().storeNames).toEqual(["one", "two"]);
    expect(merger.view().get().get("k")).toEqual({ value: "A-b", timestamp: 2 });
    expect(merger.enableSendingOldValues(false)).toBe(true);
    expect([one.asked, two.asked]).toEqual([
      [true, true],
      [true, true],
    ]);
    expect([...merger.stores()]).toEqual([]);
  });
});

test("rows of joined tables carry the headers of the change", () => {
  const join = tableJoin("inner");
  const headers = [["h", null]] as const;
  join.left("A", 1, "k", NO_HEADERS);
  join.right("a", 2, "k", headers);
  expect(join.task.lastHeaders).toBe(headers);
});
