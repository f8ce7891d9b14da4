import { describe, expect, it } from "vitest";
import { Arena } from "../../src/arena/arena.ts";
import { MetadataImage } from "../../src/metadata/image.ts";
import type { MetadataRecord } from "../../src/metadata/records.ts";
import { ArenaMetadataLog } from "../../src/runtime/arena-metadata-log.ts";
import { MetadataFollower } from "../../src/runtime/metadata-follower.ts";
import { Controller } from "../../src/supervisor/controller.ts";
import { SimHighWatermarks } from "../../src/testing/machine/sim-high-watermarks.ts";
import { contentOf, newTopic } from "../unit/supervisor/fixture.ts";

const CHANGES = 1_000_000;

function supervisorIn(arena: Arena) {
  const image = new MetadataImage();
  const log = new ArenaMetadataLog(arena, arena.doorbellOf(0));
  const defaults = { partitions: 1, replicationFactor: 3 };
  const highWatermarks = new SimHighWatermarks();
  return { image, controller: new Controller({ image, log, defaults, highWatermarks, brokerConfigs: new Map() }) };
}

describe("the metadata log in an arena", () => {
  it("takes a million changes of a partition", { timeout: 120_000 }, () => {
    const arena = Arena.create({ bytes: 32 * 1024 * 1024, shared: true });
    const { image, controller } = supervisorIn(arena);
    for (const id of [1, 2, 3])
      controller.registerBroker({ brokerId: id, incarnation: 1, hasLog: false, endpoint: id, damaged: [] });
    controller.createTopics({ requestId: "a", topics: [newTopic("flights")], validateOnly: false });
    const early = new MetadataFollower(arena.metadata);
    const late = new MetadataFollower(arena.metadata);
    late.catchUp();
    const { topicId, leader, leaderEpoch } = image.topicByName("flights")?.partitions[0] ?? { topicId: 0, leader: 0 };
    const isrs = [[leader], [1, 2, 3]].map((isr) =>
      isr.map((brokerId) => ({ brokerId, brokerEpoch: image.brokers.get(brokerId)?.epoch ?? -1 })),
    );
    const request = { brokerId: leader, brokerEpoch: leader - 1, topicId, partition: 0, leaderEpoch: leaderEpoch ?? 0 };
    for (let change = 0; change < CHANGES; change++) {
      const newIsr = isrs[change % 2] as (typeof isrs)[number];
      const answer = controller.alterPartition({ ...request, partitionEpoch: change, newIsr, damagedOffset: -1 });
      if (answer.error !== 0) throw new Error(`change ${change} was refused with ${answer.error}`);
      if (change % 10_000 === 0) early.catchUp();
    }
    const missed: MetadataRecord[] = [];
    late.catchUp((entry) => missed.push(entry));
    expect(missed[0]?.type, "who is too late is told that it missed something").toBe("snapshotStarted");
    early.catchUp((entry) => {
      if (entry.type === "snapshotStarted") throw new Error("who keeps up needs no snapshot");
    });
    expect(image.partition(topicId, 0)?.partitionEpoch).toBe(CHANGES);
    expect(arena.metadata.end.generation, "snapshots").toBeGreaterThan(2);
    for (const follower of [early, late, new MetadataFollower(arena.metadata)]) {
      follower.catchUp();
      expect(contentOf(follower.image)).toEqual(contentOf(image));
    }
  });
});
