import { describe, expect, it } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import type { AlterPartitionRequest } from "../../../src/message/kinds.ts";
import { alterPartition } from "../../../src/supervisor/alter-partition.ts";
import { clusterWith, partitionState } from "./fixture.ts";

const member = (brokerId: number, brokerEpoch = brokerId - 1) => ({ brokerId, brokerEpoch });

function requestOf(change: Partial<AlterPartitionRequest> = {}): AlterPartitionRequest {
  const base = { brokerId: 1, brokerEpoch: 0, topicId: 1, partition: 0, leaderEpoch: 2, partitionEpoch: 5 };
  return { ...base, newIsr: [member(1), member(2)], damagedOffset: -1, ...change };
}

const STATE = { leaderEpoch: 2, partitionEpoch: 5 };

describe("an ISR proposal", () => {
  it("of the leader is recorded with the next partition epoch", () => {
    const { records, response } = alterPartition(requestOf(), clusterWith(STATE));
    const state = partitionState({ ...STATE, isr: [1, 2], partitionEpoch: 6 });
    expect(records).toEqual([{ type: "partitionChanged", state }]);
    const answer = { topicId: 1, partition: 0, leaderEpoch: 2, partitionEpoch: 6, isr: [1, 2] };
    expect(response).toEqual({ error: ErrorCode.NONE, ...answer });
  });

  it("takes a caught-up follower in", () => {
    const newIsr = [member(1), member(2), member(3)];
    const { records } = alterPartition(requestOf({ newIsr }), clusterWith({ ...STATE, isr: [1] }));
    expect(records).toMatchObject([{ state: { isr: [1, 2, 3] } }]);
  });

  it("that is already the state succeeds without records, whatever partition epoch it names", () => {
    const image = clusterWith({ ...STATE, isr: [2, 1], partitionEpoch: 6 });
    const { records, response } = alterPartition(requestOf(), image);
    expect(records).toEqual([]);
    expect(response).toMatchObject({ error: ErrorCode.NONE, partitionEpoch: 6, isr: [2, 1] });
  });

  it.each([
    ["of another broker epoch", { brokerEpoch: 9 }, ErrorCode.STALE_BROKER_EPOCH],
    ["of a broker that never registered", { brokerId: 9 }, ErrorCode.STALE_BROKER_EPOCH],
    ["for an unknown topic", { topicId: 9 }, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
    ["for an unknown partition", { partition: 9 }, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
    ["of an older leader epoch", { leaderEpoch: 1 }, ErrorCode.FENCED_LEADER_EPOCH],
    ["of a newer leader epoch", { leaderEpoch: 3 }, ErrorCode.UNKNOWN_LEADER_EPOCH],
    ["of a broker that does not lead", { brokerId: 2, brokerEpoch: 1 }, ErrorCode.NEW_LEADER_ELECTED],
    ["of an older partition epoch", { partitionEpoch: 4 }, ErrorCode.INVALID_UPDATE_VERSION],
    ["of a newer partition epoch", { partitionEpoch: 6 }, ErrorCode.INVALID_UPDATE_VERSION],
    ["without members", { newIsr: [] }, ErrorCode.INVALID_REQUEST],
    ["without the leader", { newIsr: [member(2)] }, ErrorCode.INVALID_REQUEST],
    ["without the leader, which does not say why", { newIsr: [member(2), member(3)] }, ErrorCode.INVALID_REQUEST],
    ["with a leader that resigns", { damagedOffset: 7 }, ErrorCode.INVALID_REQUEST],
    ["of a leader that resigns for nobody", { newIsr: [], damagedOffset: 7 }, ErrorCode.INVALID_REQUEST],
    ["with a member twice", { newIsr: [member(1), member(1)] }, ErrorCode.INVALID_REQUEST],
    ["with a broker that is no replica", { newIsr: [member(1), member(4)] }, ErrorCode.INVALID_REQUEST],
    ["with a stale incarnation (KIP-903)", { newIsr: [member(1), member(2, 0)] }, ErrorCode.INELIGIBLE_REPLICA],
  ])("%s is refused without records", (_, change, error) => {
    const { records, response } = alterPartition(requestOf(change), clusterWith(STATE));
    expect(records).toEqual([]);
    expect(response.error).toBe(error);
  });

  it("with a fenced member is refused", () => {
    const image = clusterWith({ ...STATE, isr: [1] });
    image.replay({ type: "brokerFenced", brokerId: 2, brokerEpoch: 1, reason: "" });
    expect(alterPartition(requestOf(), image).response.error).toBe(ErrorCode.INELIGIBLE_REPLICA);
  });

  it("that is refused learns the present state", () => {
    const { response } = alterPartition(requestOf({ leaderEpoch: 1 }), clusterWith(STATE));
    expect(response).toMatchObject({ leaderEpoch: 2, partitionEpoch: 5, isr: [1, 2, 3] });
  });
});

describe("the proposal of a leader with a damaged log", () => {
  it("elects another member in the same list, and writes down why", () => {
    const request = requestOf({ newIsr: [member(2), member(3)], damagedOffset: 7 });
    const { records, response } = alterPartition(request, clusterWith(STATE));
    const state = partitionState({ isr: [2, 3], leader: 2, leaderEpoch: 3, partitionEpoch: 6 });
    const damaged = { type: "replicaDamaged", brokerId: 1, topicId: 1, partition: 0, offset: 7 };
    expect(records).toEqual([damaged, { type: "partitionChanged", state }]);
    expect(response).toMatchObject({ error: ErrorCode.NONE, leaderEpoch: 3, partitionEpoch: 6, isr: [2, 3] });
  });

  it("is fenced when it comes again", () => {
    const image = clusterWith({ leaderEpoch: 3, partitionEpoch: 6, isr: [2, 3], leader: 2 });
    const { records, response } = alterPartition(requestOf({ newIsr: [member(2)], damagedOffset: 7 }), image);
    expect([records, response.error]).toEqual([[], ErrorCode.FENCED_LEADER_EPOCH]);
  });
});
