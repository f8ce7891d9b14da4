import { describe, expect, it } from "vitest";
import { errorName } from "../../../src/base/errors.ts";
import { ElectionType } from "../../../src/message/kinds.ts";
import type { PartitionState } from "../../../src/metadata/image.ts";
import { electLeaders, rebalanceLeaders } from "../../../src/supervisor/elect-leaders.ts";
import { changed, clusterWith, partitionState } from "./fixture.ts";

interface Row {
  readonly title: string;
  readonly type?: ElectionType;
  readonly before: Partial<PartitionState>;
  readonly dead?: readonly number[];
  readonly code?: string;
  readonly after?: Partial<PartitionState>;
}

const { PREFERRED, UNCLEAN } = ElectionType;
const AWAY = { leader: 2, leaderEpoch: 3, partitionEpoch: 5 };
const NOBODY = { leader: -1, leaderEpoch: 3, partitionEpoch: 5 };
const LATER = { leaderEpoch: 4, partitionEpoch: 6 };

const ROWS: readonly Row[] = [
  { title: "gives leadership back to the first replica", before: AWAY, after: { ...LATER, leader: 1 } },
  { title: "is not needed where it leads", before: {}, code: "ELECTION_NOT_NEEDED" },
  { title: "waits until it is in sync", before: { ...AWAY, isr: [2, 3] }, code: "PREFERRED_LEADER_NOT_AVAILABLE" },
  { title: "waits until it lives", before: AWAY, dead: [1], code: "PREFERRED_LEADER_NOT_AVAILABLE" },
  { title: "unclean, is not needed where somebody leads", type: UNCLEAN, before: AWAY, code: "ELECTION_NOT_NEEDED" },
  {
    title: "unclean, takes whoever lives, in the order of the list",
    type: UNCLEAN,
    before: { ...NOBODY, isr: [1] },
    dead: [1],
    after: { ...LATER, leader: 2, isr: [2], recoveredOffset: 40 },
  },
  {
    title: "unclean, ends a reassignment whose only target it takes",
    type: UNCLEAN,
    before: { ...NOBODY, isr: [], emptyReplicas: [2, 3], removingReplicas: [2, 3], dataLost: true },
    after: {
      leader: 1,
      isr: [1],
      replicas: [1],
      removingReplicas: [],
      leaderEpoch: 5,
      partitionEpoch: 6,
      recoveredOffset: 40,
    },
  },
  {
    title: "unclean, goes on with a reassignment where it takes a replica to be removed",
    type: UNCLEAN,
    before: { ...NOBODY, isr: [], emptyReplicas: [1, 2], removingReplicas: [2, 3], dataLost: true },
    after: { ...LATER, leader: 3, isr: [3], removingReplicas: [2, 3], recoveredOffset: 40 },
  },
  {
    title: "unclean, prefers one that may have data",
    type: UNCLEAN,
    before: { ...NOBODY, isr: [], emptyReplicas: [1, 2], dataLost: true },
    after: { ...LATER, leader: 3, isr: [3], recoveredOffset: 40 },
  },
  {
    title: "unclean, takes one without data rather than none",
    type: UNCLEAN,
    before: { ...NOBODY, isr: [], emptyReplicas: [1], dataLost: true },
    dead: [2, 3],
    after: { ...LATER, leader: 1, isr: [1], recoveredOffset: 40 },
  },
  {
    title: "unclean, is clean when it can be",
    type: UNCLEAN,
    before: { ...NOBODY, isr: [3] },
    after: { ...LATER, leader: 3, isr: [3] },
  },
  {
    title: "unclean, needs a replica that lives",
    type: UNCLEAN,
    before: { ...NOBODY, isr: [1] },
    dead: [1, 2, 3],
    code: "ELIGIBLE_LEADERS_NOT_AVAILABLE",
  },
];

describe("an election that a user asks for", () => {
  it.each(ROWS)("$title", ({ type = PREFERRED, before, dead = [], code = "NONE", after }) => {
    const image = clusterWith(before);
    for (const id of dead) image.replay({ type: "brokerFenced", brokerId: id, brokerEpoch: id - 1, reason: "" });
    const partitions = [{ topic: "flights", partition: 0 }];
    const { records, response } = electLeaders({ requestId: "a", electionType: type, partitions }, image, () => 40);
    expect(response.results.map(({ error }) => errorName(error))).toEqual([code]);
    if (after === undefined) expect(records).toEqual([]);
    else
      expect(records[0]).toEqual({
        type: "partitionChanged",
        state: partitionState({ ...before, ...EMPTIED, ...after }),
      });
  });

  it("of a partition that does not exist is refused", () => {
    const partitions = [{ topic: "flights", partition: 9 }];
    const request = { requestId: "a", electionType: PREFERRED, partitions };
    const { response } = electLeaders(request, clusterWith({}), () => 0);
    expect(response.results).toMatchObject([{ partition: 9, message: expect.stringContaining("does not exist") }]);
  });
});

const EMPTIED = { emptyReplicas: [], dataLost: false };

describe("the rebalance of leaders", () => {
  it("hands over every partition whose first replica can lead, and nothing else", () => {
    const image = clusterWith(
      { partition: 0, leader: 2 },
      { partition: 1, leader: 1 },
      { partition: 2, leader: 3, isr: [2, 3] },
      { partition: 3, leader: -1, isr: [1] },
      { partition: 4, replicas: [3, 2, 1], leader: 1 },
    );
    const { records } = rebalanceLeaders(image);
    expect(records).toEqual([
      changed({ partition: 0, leader: 1, leaderEpoch: 1, partitionEpoch: 1 }),
      changed({ partition: 4, replicas: [3, 2, 1], leader: 3, leaderEpoch: 1, partitionEpoch: 1 }),
    ]);
  });
});
