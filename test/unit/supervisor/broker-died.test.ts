import { describe, expect, it } from "vitest";
import type { PartitionState } from "../../../src/metadata/image.ts";
import { brokerDied } from "../../../src/supervisor/broker-died.ts";
import { clusterWith, imageOf, NOTHING_LOST, partitionState, registered } from "./fixture.ts";

const DEATH = { brokerId: 1, brokerEpoch: 0, reason: "killed" };
const FENCED = { type: "brokerFenced", brokerId: 1, brokerEpoch: 0, reason: "killed" };

interface Row {
  readonly title: string;
  readonly before: Partial<PartitionState>;
  readonly after: Partial<PartitionState> | undefined;
}

const ROWS: readonly Row[] = [
  {
    title: "a leader is replaced by the first replica of the list that is in the ISR",
    before: { replicas: [1, 3, 2], isr: [2, 1, 3], leader: 1, leaderEpoch: 4, partitionEpoch: 7 },
    after: { replicas: [1, 3, 2], isr: [2, 3], leader: 3, leaderEpoch: 5, partitionEpoch: 8 },
  },
  {
    title: "a follower leaves the ISR under the same leader epoch",
    before: { replicas: [2, 1, 3], leader: 2, leaderEpoch: 4, partitionEpoch: 7 },
    after: { replicas: [2, 1, 3], isr: [2, 3], leader: 2, leaderEpoch: 4, partitionEpoch: 8 },
  },
  {
    title: "the last member of the ISR stays in it without a leader",
    before: { isr: [1], leader: 1, leaderEpoch: 2, partitionEpoch: 3 },
    after: { isr: [1], leader: -1, leaderEpoch: 3, partitionEpoch: 4 },
  },
  { title: "a replica outside the ISR changes nothing", before: { isr: [2, 3], leader: 2 }, after: undefined },
  { title: "a partition without a leader stays as it is", before: { isr: [1], leader: -1 }, after: undefined },
];

describe("the death of a broker", () => {
  it.each(ROWS)("$title", ({ before, after }) => {
    const { records } = brokerDied(DEATH, clusterWith(before), NOTHING_LOST);
    const expected = after === undefined ? [] : [{ type: "partitionChanged", state: partitionState(after) }];
    expect(records).toEqual([FENCED, ...expected]);
  });

  it("moves all partitions of the broker in one list of records", () => {
    const image = clusterWith({ partition: 0 }, { partition: 1 }, { partition: 2, replicas: [2, 3, 1], leader: 2 });
    const { records } = brokerDied(DEATH, image, NOTHING_LOST);
    expect(records.map((entry) => entry.type)).toEqual(["brokerFenced", ...Array(3).fill("partitionChanged")]);
  });

  it("does not elect a member of the ISR that is fenced already", () => {
    const image = clusterWith({ isr: [1, 2, 3] });
    image.replay({ type: "brokerFenced", brokerId: 2, brokerEpoch: 1, reason: "" });
    const { records } = brokerDied(DEATH, image, NOTHING_LOST);
    expect(records[1]).toMatchObject({ state: { leader: 3 } });
  });

  it.each([
    ["unknown", imageOf([])],
    ["registered anew since", imageOf([registered(1, 0), registered(1, 1, 2)])],
    ["fenced already", imageOf([registered(1, 0), { ...FENCED, type: "brokerFenced" } as const])],
  ])("of a registration that is %s gives no records", (_, image) => {
    expect(brokerDied(DEATH, image, NOTHING_LOST).records).toEqual([]);
  });
});
