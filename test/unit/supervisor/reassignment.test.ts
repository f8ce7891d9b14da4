import { describe, expect, it } from "vitest";
import { errorName } from "../../../src/base/errors.ts";
import type { MetadataImage, PartitionState } from "../../../src/metadata/image.ts";
import { alterPartition } from "../../../src/supervisor/alter-partition.ts";
import { alterReassignments } from "../../../src/supervisor/alter-reassignments.ts";
import { clusterWith, registered } from "./fixture.ts";

/** Partition 0 of "flights" on brokers 1 and 2 of five, after the changes given. */
function cluster(...dead: number[]): MetadataImage {
  const image = clusterWith({ replicas: [1, 2] });
  image.replay(registered(4, 3));
  image.replay(registered(5, 4));
  for (const id of dead) image.replay({ type: "brokerFenced", brokerId: id, brokerEpoch: id - 1, reason: "" });
  return image;
}

let requests = 0;

function reassign(image: MetadataImage, replicas: number[], partition = 0): string {
  const request = { requestId: `r-${++requests}`, partitions: [{ topic: "flights", partition, replicas }] };
  const { records, response } = alterReassignments(request, image);
  for (const entry of records) image.replay(entry);
  return errorName(response.results[0]?.error ?? 0);
}

function stateOf(image: MetadataImage): PartitionState {
  return image.partition(1, 0) as PartitionState;
}

/** The leader says who is in sync. */
function inSync(image: MetadataImage, isr: number[]): string {
  const { leader, leaderEpoch, partitionEpoch } = stateOf(image);
  const epochOf = (id: number) => image.brokers.get(id)?.epoch ?? -1;
  const newIsr = isr.map((brokerId) => ({ brokerId, brokerEpoch: epochOf(brokerId) }));
  const request = { brokerId: leader, brokerEpoch: epochOf(leader), topicId: 1, partition: 0, leaderEpoch };
  const { records, response } = alterPartition({ ...request, partitionEpoch, newIsr, damagedOffset: -1 }, image);
  for (const entry of records) image.replay(entry);
  return errorName(response.error);
}

describe("a reassignment", () => {
  it("holds old and new replicas until all that it adds are in sync, then the others leave, the leader too", () => {
    const image = cluster();
    expect(reassign(image, [4, 5])).toBe("NONE");
    expect(stateOf(image)).toMatchObject({
      replicas: [4, 5, 1, 2],
      addingReplicas: [4, 5],
      removingReplicas: [1, 2],
      isr: [1, 2],
      leader: 1,
      leaderEpoch: 1,
    });
    expect(inSync(image, [1, 2, 4])).toBe("NONE");
    expect(stateOf(image)).toMatchObject({ replicas: [4, 5, 1, 2], leader: 1, leaderEpoch: 1 });
    expect(inSync(image, [1, 2, 4, 5])).toBe("NONE");
    expect(stateOf(image)).toMatchObject({
      replicas: [4, 5],
      isr: [4, 5],
      leader: 4,
      leaderEpoch: 2,
      addingReplicas: [],
      removingReplicas: [],
    });
  });

  it("that keeps the leader does not move leadership, but begins an epoch, so that it learns its followers", () => {
    const image = cluster();
    reassign(image, [2, 1, 3]);
    expect(stateOf(image)).toMatchObject({ replicas: [2, 1, 3], leader: 1, leaderEpoch: 1 });
    inSync(image, [1, 2, 3]);
    expect(stateOf(image)).toMatchObject({ leader: 1, leaderEpoch: 2, addingReplicas: [], isr: [1, 2, 3] });
  });

  it("that only removes or reorders is done at once", () => {
    const image = cluster();
    reassign(image, [2]);
    expect(stateOf(image)).toMatchObject({ replicas: [2], isr: [2], leader: 2, removingReplicas: [] });
  });

  it("to what is there already changes nothing", () => {
    const image = cluster();
    const { version } = image;
    expect(reassign(image, [1, 2])).toBe("NONE");
    expect(stateOf(image).partitionEpoch).toBe(0);
    expect(image.version).toBe(version);
  });

  it("can be cancelled, and everything is as before", () => {
    const image = cluster();
    reassign(image, [4, 2]);
    inSync(image, [1, 2]);
    expect(reassign(image, [])).toBe("NONE");
    expect(stateOf(image)).toMatchObject({ replicas: [2, 1], isr: [1, 2], leader: 1, addingReplicas: [] });
    expect(reassign(image, [])).toBe("NO_REASSIGNMENT_IN_PROGRESS");
  });

  it("can be given another target on its way", () => {
    const image = cluster();
    reassign(image, [4, 5]);
    inSync(image, [1, 2, 4]);
    reassign(image, [5, 1]);
    expect(stateOf(image)).toMatchObject({
      replicas: [5, 1, 2],
      isr: [1, 2],
      addingReplicas: [5],
      removingReplicas: [2],
    });
    inSync(image, [1, 2, 5]);
    expect(stateOf(image)).toMatchObject({ replicas: [5, 1], isr: [1, 5], leader: 1, removingReplicas: [] });
  });

  it("is completed while an old replica is dead", () => {
    const image = cluster(2);
    reassign(image, [1, 4]);
    inSync(image, [1, 4]);
    expect(stateOf(image)).toMatchObject({ replicas: [1, 4], isr: [1, 4], leader: 1 });
  });

  it("cannot be cancelled when only added replicas are in sync", () => {
    const image = cluster();
    reassign(image, [4, 5]);
    inSync(image, [1, 4]);
    const state = { ...stateOf(image), isr: [4], leader: 4, leaderEpoch: 9, partitionEpoch: 9 };
    image.replay({ type: "partitionChanged", state });
    expect(reassign(image, [])).toBe("INVALID_REPLICA_ASSIGNMENT");
  });

  it.each([
    ["an unknown broker", [1, 9], "INVALID_REPLICA_ASSIGNMENT"],
    ["a broker twice", [1, 1], "INVALID_REPLICA_ASSIGNMENT"],
  ])("to %s is refused", (_, replicas, code) => {
    expect(reassign(cluster(), replicas)).toBe(code);
  });

  it("of a partition that is not there is refused", () => {
    expect(reassign(cluster(), [1], 9)).toBe("UNKNOWN_TOPIC_OR_PARTITION");
  });
});
