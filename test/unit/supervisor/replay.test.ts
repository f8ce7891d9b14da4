import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import { InPlaceReader, InPlaceWriter } from "../../../src/generated/protobuf-runtime.js";
import type { MetadataImage, PartitionState } from "../../../src/metadata/image.ts";
import { decodeMetadataRecord, encodeMetadataRecord, type MetadataRecord } from "../../../src/metadata/records.ts";
import { contentOf, controllerWith, imageOf, newTopic } from "./fixture.ts";
import { RandomCluster } from "./random-cluster.ts";

const STEPS = 60;

function throughBytes(entry: MetadataRecord): MetadataRecord {
  const bytes = new Uint8Array(4_096);
  const writer = new InPlaceWriter().aim(bytes, 0, bytes.length);
  encodeMetadataRecord(entry, writer);
  return decodeMetadataRecord(new InPlaceReader().aim(bytes, 0, writer.pos));
}

function checkPartition(state: PartitionState, image: MetadataImage): void {
  const isActive = (id: number) => {
    const broker = image.brokers.get(id);
    return broker !== undefined && !broker.fenced && !broker.shuttingDown;
  };
  if (state.leader !== -1) {
    expect(state.isr, "the leader is in the ISR").toContain(state.leader);
    expect(isActive(state.leader), "the leader is alive and not about to end").toBe(true);
  }
  for (const id of state.isr) {
    expect(state.replicas, "the ISR is a part of the replicas").toContain(id);
    expect(isActive(id) || state.isr.length === 1, "the ISR is alive and stays so, or is its last member").toBe(true);
  }
  expect(new Set(state.isr).size).toBe(state.isr.length);
  for (const id of [...state.addingReplicas, ...state.removingReplicas]) expect(state.replicas).toContain(id);
  expect(new Set(state.replicas).size, "each replica once").toBe(state.replicas.length);
  if (state.isr.length === 0) expect(state.dataLost, "an empty ISR means lost data").toBe(true);
  if (state.leader === -1)
    expect(state.isr.some(isActive), "no leader although an in-sync replica may lead").toBe(false);
}

/** Epochs never go back, and each leader epoch has one leader. */
function checkHistory(records: readonly MetadataRecord[]): void {
  const leaders = new Map<string, number>();
  const last = new Map<string, PartitionState>();
  for (const entry of records) {
    if (entry.type !== "partitionChanged") continue;
    const { topicId, partition, leader, leaderEpoch, partitionEpoch } = entry.state;
    const key = `${topicId}-${partition}`;
    const before = last.get(key);
    if (before !== undefined) {
      expect(leaderEpoch).toBeGreaterThanOrEqual(before.leaderEpoch);
      expect(partitionEpoch).toBe(before.partitionEpoch + 1);
    }
    const known = leaders.get(`${key}@${leaderEpoch}`);
    expect(known === undefined || known === leader, "one leader per epoch").toBe(true);
    leaders.set(`${key}@${leaderEpoch}`, leader);
    last.set(key, entry.state);
  }
}

describe("random operations", () => {
  it("keep every invariant, and the replay of their records is the live state", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (seed) => {
        const cluster = new RandomCluster(seed);
        cluster.run(STEPS, () => {
          for (const topic of cluster.image.topics.values()) {
            for (const state of topic.partitions) checkPartition(state, cluster.image);
          }
        });
        const { records } = cluster.setup.log;
        checkHistory(records);
        expect(contentOf(imageOf(records))).toEqual(contentOf(cluster.image));
        expect(contentOf(imageOf(records.map(throughBytes)))).toEqual(contentOf(cluster.image));
      }),
      { numRuns: 60 },
    );
  });
});

describe("the controller", () => {
  it("changes nothing and says METADATA_FULL when the log has no room", () => {
    const { controller, image, log } = controllerWith({ partitions: 1, replicationFactor: 1 });
    controller.registerBroker({ brokerId: 1, incarnation: 1, hasLog: false, endpoint: 1, damaged: [] });
    const create = (name: string) =>
      controller.createTopics({ requestId: name, topics: [newTopic(name)], validateOnly: false });
    create("a");
    log.recordsMax = log.records.length;
    const before = contentOf(image);
    const { METADATA_FULL } = ErrorCode;
    expect(create("b").error).toBe(METADATA_FULL);
    expect(controller.initProducerId({ requestId: "p", producerId: -1, producerEpoch: -1 }).error).toBe(METADATA_FULL);
    const second = { brokerId: 2, incarnation: 1, hasLog: false, endpoint: 2, damaged: [] };
    expect(controller.registerBroker(second).error).toBe(METADATA_FULL);
    expect(controller.brokerDied({ brokerId: 1, brokerEpoch: 0, reason: "" })).toBe(false);
    expect(controller.start(2)).toBe(false);
    expect(contentOf(image)).toEqual(before);
    expect(create("a").topics, "a retry needs no room").toHaveLength(1);
  });
});
