import { describe, expect, it } from "vitest";
import { eventsOf } from "../../../src/metadata/events.ts";
import { MetadataImage, type PartitionState, STEADY_PARTITION } from "../../../src/metadata/image.ts";

const STATE: PartitionState = {
  topicId: 1,
  partition: 0,
  replicas: [1, 2, 3],
  isr: [1, 2, 3],
  leader: 1,
  leaderEpoch: 4,
  partitionEpoch: 7,
  ...STEADY_PARTITION,
  highWatermarkSlot: 0,
};
const AT = { topic: "flights", partition: 0 };

function imageWith(state?: PartitionState): MetadataImage {
  const image = new MetadataImage();
  image.replay({ type: "topicCreated", topicId: 1, name: "flights", configs: new Map() });
  if (state !== undefined) image.replay({ type: "partitionChanged", state });
  return image;
}

describe("cluster events", () => {
  it.each([
    [
      { type: "supervisorStarted", incarnation: 2, brokerConfigs: new Map() },
      [{ type: "supervisorStarted", incarnation: 2 }],
    ],
    [
      { type: "brokerRegistered", brokerId: 1, endpoint: 1, incarnation: 3, brokerEpoch: 9, hasLog: false },
      [{ type: "brokerRegistered", broker: 1, incarnation: 3 }],
    ],
    [
      { type: "brokerFenced", brokerId: 1, brokerEpoch: 9, reason: "killed" },
      [{ type: "brokerDied", broker: 1, reason: "killed" }],
    ],
    [{ type: "brokerShutdownStarted", brokerId: 1, brokerEpoch: 9 }, [{ type: "brokerShutdownStarted", broker: 1 }]],
    [
      { type: "topicCreated", topicId: 2, name: "delays", configs: new Map() },
      [{ type: "topicCreated", topic: "delays" }],
    ],
    [{ type: "producerIdAllocated", producerId: 1, producerEpoch: 0 }, []],
    [{ type: "requestAnswered", requestId: "a", kind: 33, response: new Uint8Array(0) }, []],
  ] as const)("of %o", (entry, events) => {
    expect(eventsOf(entry, imageWith())).toEqual(events);
  });

  it.each([
    ["nothing new", {}, []],
    ["a lost leader", { leader: 2, leaderEpoch: 5 }, [{ type: "leaderElected", ...AT, leader: 2, leaderEpoch: 5 }]],
    ["the same leader anew", { leaderEpoch: 5 }, [{ type: "leaderElected", ...AT, leader: 1, leaderEpoch: 5 }]],
    ["a smaller ISR", { isr: [1, 2] }, [{ type: "isrChanged", ...AT, isr: [1, 2] }]],
    ["an ISR in another order", { isr: [3, 2, 1] }, []],
    ["no leader", { leader: -1, leaderEpoch: 5 }, [{ type: "partitionOffline", ...AT }]],
    [
      "a failover",
      { isr: [2, 3], leader: 2, leaderEpoch: 5 },
      [
        { type: "isrChanged", ...AT, isr: [2, 3] },
        { type: "leaderElected", ...AT, leader: 2, leaderEpoch: 5 },
      ],
    ],
    [
      "lost data",
      { isr: [], leader: -1, dataLost: true },
      [
        { type: "isrChanged", ...AT, isr: [] },
        { type: "partitionOffline", ...AT },
        { type: "dataLost", ...AT },
      ],
    ],
  ])("of a partition with %s", (_, change, events) => {
    const state = { ...STATE, partitionEpoch: 8, ...change };
    expect(eventsOf({ type: "partitionChanged", state }, imageWith(STATE))).toEqual(events);
  });

  it("of a new partition are its first leader", () => {
    const elected = { type: "leaderElected", ...AT, leader: 1, leaderEpoch: 4 };
    expect(eventsOf({ type: "partitionChanged", state: STATE }, imageWith())).toEqual([elected]);
  });

  it("of a partition that stays offline are nothing", () => {
    const offline = { ...STATE, leader: -1, dataLost: true };
    expect(eventsOf({ type: "partitionChanged", state: offline }, imageWith(offline))).toEqual([]);
  });
});
