import { describe, expect, test } from "vitest";
import { foreignKeyJoin } from "../../../../support/streams/join-wiring.ts";

// A value of the left table is "foreign key:rest"; without ":" it refers to nothing.

/** Steps and their rows in an inner and in a left join, as the Java TopologyTestDriver gives them. */
const TABLE: readonly (readonly [step: string, inner: string, left: string])[] = [
  ["R:foo@1 of 1", "", ""],
  ["L:1:a@2", "1:a-foo@2", "1:a-foo@2"],
  ["L:2:a@3", "null@3", "2:a-null@3"],
  ["R:bar@5 of 3", "", ""],
  ["L:3:a@4", "3:a-bar@5", "3:a-bar@5"],
  ["L:none@6", "null@6", "none-null@6"],
  ["L:1:b@7", "1:b-foo@7", "1:b-foo@7"],
  ["R:null@8 of 1", "null@8", "1:b-null@8"],
  ["L:null@9", "null@9", "null@9"],
  ["L:null@10", "", ""],
];

describe("a foreign-key join", () => {
  test.each<["inner" | "left", 1 | 2]>([
    ["inner", 1],
    ["left", 2],
  ])("%s: inserts, changes of the key and of both rows, deletions", (kind, column) => {
    const join = foreignKeyJoin(kind);
    expect(join.run(TABLE.map(([step]) => step).join(", "))).toEqual(TABLE.map((line) => line[column]));
  });

  test("a row of the right table reaches all that refer to it, by the bytes of their keys", () => {
    const join = foreignKeyJoin("inner");
    expect(join.run("L:1:x@10 of m, L:1:y@11 of j, L:11:z@11 of a, R:new@12 of 1")).toEqual([
      "",
      "",
      "",
      "j:1:y-new@12 m:1:x-new@12",
    ]);
  });

  test("the first row of a key that joins nothing says nothing in an inner join", () => {
    expect(foreignKeyJoin("inner").run("L:9:a@1, L:9:b@2, L:8:c@3")).toEqual(["", "", "null@3"]);
    expect(foreignKeyJoin("left").run("L:9:a@1, L:9:b@2, L:8:c@3")).toEqual(["9:a-null@1", "9:b-null@2", "8:c-null@3"]);
  });

  test("a row without a foreign key is dropped by an inner join, and counted", () => {
    const join = foreignKeyJoin("inner");
    expect(join.run("L:none@1, L:1:a@2, L:none@3")).toEqual(["", "", "null@3"]);
    expect(join.task.counters.dropped.get("null-key-or-value")).toBe(2);
  });

  test("null keys are dropped", () => {
    const join = foreignKeyJoin("left");
    expect(join.run("L:1:a@1 of null, R:a@2 of null")).toEqual(["", ""]);
    expect(join.task.counters.droppedRecords).toBe(2);
  });

  test("the answer's time is the larger of both rows where the left one changed, else the right one's own", () => {
    expect(foreignKeyJoin("inner").run("R:foo@9 of 1, L:1:a@2, R:bar@4 of 1")).toEqual(["", "1:a-foo@9", "1:a-bar@4"]);
  });

  test("an answer to a row that has changed since is dropped", () => {
    const held: (() => void)[] = [];
    const join = foreignKeyJoin("inner", { heldResponses: held });
    join.run("R:foo@1 of 1, R:bar@1 of 2, L:1:a@2, L:2:a@3");
    const stale = held.shift();
    expect(join.task.rowsOf(() => stale?.())).toBe("");
    expect(join.task.counters.dropped.get("stale-join-response")).toBe(1);
    expect(join.task.rowsOf(() => held.shift()?.())).toBe("2:a-bar@3");
    expect(held).toEqual([]);
  });

  test("an answer to a row that was deleted since is dropped, also where the row comes again", () => {
    const held: (() => void)[] = [];
    const join = foreignKeyJoin("inner", { heldResponses: held });
    join.run("R:foo@1 of 1, L:1:a@2, L:null@3");
    const rows = held.splice(0).map((answer) => join.task.rowsOf(answer));
    expect(rows).toEqual(["", "null@3"]);
  });

  test("subscriptions are stored at the foreign key, and go when it changes", () => {
    const join = foreignKeyJoin("left");
    join.run("L:1:a@3, L:2:b@7, L:null@8");
    // What Kafka's changelog has for the same records.
    expect(join.task.changes.filter((change) => change.startsWith("subscriptions"))).toEqual([
      "subscriptions 00000001316b=01022f427e109bf0c1c83f13e73e3016ef9c6b00000000",
      "subscriptions 00000001316b=null",
      "subscriptions 00000001326b=0102e54b715576db04aa85bef3c05c0d16596b00000000",
      "subscriptions 00000001326b=null",
    ]);
  });

  test("versioned tables: late versions of both sides are dropped", () => {
    const join = foreignKeyJoin("inner", { historyMs: 60 });
    const steps = "R:foo@10 of 1, L:1:a@20, L:2:a@15, R:old@5 of 1, R:new@30 of 1";
    expect(join.run(steps)).toEqual(["", "1:a-foo@20", "", "", "1:a-new@30"]);
    expect(join.task.counters.dropped.get("out-of-order-join")).toBe(2);
  });
});
