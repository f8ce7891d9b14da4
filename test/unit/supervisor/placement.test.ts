import { describe, expect, it } from "vitest";
import type { MetadataRecord } from "../../../src/metadata/records.ts";
import { Placement } from "../../../src/supervisor/placement.ts";
import { changed, imageOf, registered } from "./fixture.ts";

const BROKERS = [registered(3, 0), registered(1, 1), registered(2, 2)];
const TOPIC: MetadataRecord = { type: "topicCreated", topicId: 1, name: "a", configs: new Map() };

function place(count: number, replicationFactor: number, records: readonly MetadataRecord[] = BROKERS): number[][] {
  const placement = new Placement(imageOf(records));
  return Array.from({ length: count }, () => placement.place(replicationFactor));
}

function countsOf(ids: readonly number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const id of ids) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
}

describe("placement", () => {
  it("rotates leaders over the brokers in id order and shifts the followers of each", () => {
    expect(place(7, 3)).toEqual([
      [1, 2, 3],
      [2, 3, 1],
      [3, 1, 2],
      [1, 3, 2],
      [2, 1, 3],
      [3, 2, 1],
      [1, 2, 3],
    ]);
  });

  it("spreads the replicas of two over all brokers alike", () => {
    const replicas = place(12, 2);
    expect(countsOf(replicas.map((list) => list[0] ?? 0))).toEqual({ 1: 4, 2: 4, 3: 4 });
    expect(countsOf(replicas.flat())).toEqual({ 1: 8, 2: 8, 3: 8 });
  });

  it("goes on where the partitions that exist leave off", () => {
    const existing = [TOPIC, changed({ replicas: [1, 2, 3] }), changed({ partition: 1, replicas: [2, 3, 1] })];
    expect(place(1, 3, [...BROKERS, ...existing])[0]?.[0]).toBe(3);
  });

  it("leaves fenced brokers out", () => {
    const fenced: MetadataRecord = { type: "brokerFenced", brokerId: 2, brokerEpoch: 2, reason: "" };
    expect(place(3, 2, [...BROKERS, fenced])).toEqual([
      [1, 3],
      [3, 1],
      [1, 3],
    ]);
  });

  it("never names a broker twice for one partition", () => {
    const brokers = Array.from({ length: 7 }, (_, index) => registered(index + 1, index));
    for (const replicas of place(50, 5, brokers)) expect(new Set(replicas).size).toBe(5);
  });

  it("works with one broker", () => {
    expect(place(2, 1, [registered(1, 0)])).toEqual([[1], [1]]);
  });

  it("is a broken invariant with more replicas than brokers", () => {
    expect(() => place(1, 4)).toThrow("replicas fit");
  });
});
