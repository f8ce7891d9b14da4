import { describe, expect, test } from "vitest";
import { type HoldState, holdKey } from "../../../src/metadata/holds.ts";
import { PartitionHolds } from "../../../src/replica/partition-holds.ts";

const hold = (holdId: number): HoldState => ({
  endpoint: 9,
  incarnation: 0,
  holdId,
  clientId: `c${holdId}`,
  partitions: [{ topicId: 1, partition: 0 }],
});
const registered = (...ids: number[]) => new Map(ids.map((id) => [holdKey(hold(id)), hold(id)]));
const key = (id: number) => holdKey(hold(id));

describe("what the holders of a partition have read", () => {
  test("is nothing before the first holder", () => {
    expect(new PartitionHolds().consumedEnd(registered(), 10)).toBe(0);
  });

  test("is what the slowest has read, and nothing while one of them has not said", () => {
    const holds = new PartitionHolds();
    holds.report(key(1), 50, 3);
    expect(holds.consumedEnd(registered(1, 2), 10)).toBe(0);
    holds.report(key(2), 30, 4);
    expect(holds.consumedEnd(registered(1, 2), 10)).toBe(30);
    holds.report(key(2), 60, 4);
    expect(holds.consumedEnd(registered(1, 2), 10)).toBe(50);
  });

  test("stays what the last holders had read when they have gone", () => {
    const holds = new PartitionHolds();
    holds.report(key(1), 50, 3);
    holds.consumedEnd(registered(1), 10);
    expect(holds.consumedEnd(registered(), 11)).toBe(50);
  });

  test("stays what a holder had read that came and went before anybody asked", () => {
    const holds = new PartitionHolds();
    holds.report(key(1), 50, 3);
    expect(holds.consumedEnd(registered(), 11)).toBe(50);
    holds.report(key(2), 70, 12);
    holds.report(key(3), 60, 12);
    expect(holds.consumedEnd(registered(), 12)).toBe(60);
  });

  test("does not go up to what one had read that has gone while others hold", () => {
    const holds = new PartitionHolds();
    holds.report(key(1), 50, 3);
    holds.report(key(2), 30, 3);
    expect(holds.consumedEnd(registered(2), 11)).toBe(30);
  });

  test("is not kept of holders that have gone, whether the arena is full or not", () => {
    const holds = new PartitionHolds();
    for (let id = 0; id < 100; id++) {
      holds.report(key(id), id, 3);
      holds.forgetGone(registered(99), 10);
    }
    expect(holds.reportCount).toBe(1);
  });

  test("counts a holder that the leader's image does not show yet, and not one that has gone", () => {
    const holds = new PartitionHolds();
    holds.report(key(1), 50, 3);
    holds.report(key(2), 20, 12);
    expect(holds.consumedEnd(registered(1), 11)).toBe(20);
    expect(holds.consumedEnd(registered(1), 12)).toBe(50);
  });

  test("goes back where a holder goes back", () => {
    const holds = new PartitionHolds();
    holds.report(key(1), 50, 3);
    expect(holds.consumedEnd(registered(1), 10)).toBe(50);
    holds.report(key(1), 5, 3);
    expect(holds.consumedEnd(registered(1), 10)).toBe(5);
  });

  test("is unknown to a new leader", () => {
    const holds = new PartitionHolds();
    holds.report(key(1), 50, 3);
    holds.clear();
    expect(holds.consumedEnd(registered(1), 10)).toBe(0);
    expect(holds.positions(registered(1))).toEqual([{ hold: hold(1), offset: undefined }]);
  });
});
