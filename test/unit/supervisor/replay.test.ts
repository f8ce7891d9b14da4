import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import { Random } from "../../../src/base/random.ts";
import { InPlaceReader, InPlaceWriter } from "../../../src/generated/protobuf-runtime.js";
import type { MetadataImage, PartitionState } from "../../../src/metadata/image.ts";
import { decodeMetadataRecord, encodeMetadataRecord, type MetadataRecord } from "../../../src/metadata/records.ts";
import { contentOf, controllerWith, imageOf, newTopic } from "./fixture.ts";

const BROKERS = [1, 2, 3, 4];
const STEPS = 60;

/** A cluster under random operations: deaths, registrations with and without log, ISR proposals, topics, producers. */
class RandomCluster {
  readonly random: Random;
  readonly setup = controllerWith({ partitions: 2, replicationFactor: 2 });
  readonly incarnations = new Map<number, number>();
  requests = 0;

  constructor(seed: number) {
    this.random = new Random(seed);
  }

  get image(): MetadataImage {
    return this.setup.image;
  }

  step(): void {
    const { random } = this;
    const actions = [this.register, this.die, this.alter, this.alter, this.createTopic, this.initProducer];
    random.pick(actions).call(this);
  }

  register(): void {
    const brokerId = this.random.pick(BROKERS);
    const incarnation = (this.incarnations.get(brokerId) ?? 0) + this.random.between(0, 1);
    this.incarnations.set(brokerId, incarnation);
    const hasLog = this.random.chance(1, 2);
    this.setup.controller.registerBroker({ brokerId, incarnation, hasLog, endpoint: brokerId });
  }

  die(): void {
    const broker = this.image.brokers.get(this.random.pick(BROKERS));
    if (broker === undefined || this.random.chance(1, 3)) return;
    const brokerEpoch = this.random.chance(1, 10) ? broker.epoch + 1 : broker.epoch;
    this.setup.controller.brokerDied({ brokerId: broker.id, brokerEpoch, reason: "random" });
  }

  alter(): void {
    const topics = [...this.image.topics.values()];
    if (topics.length === 0) return;
    const state = this.random.pick(this.random.pick(topics).partitions);
    const epochOf = (id: number) => this.image.brokers.get(id)?.epoch ?? 0;
    const isr = state.replicas.filter((id) => id === state.leader || this.random.chance(1, 2));
    const newIsr = isr.map((brokerId) => ({ brokerId, brokerEpoch: epochOf(brokerId) }));
    const { topicId, partition, leader, leaderEpoch, partitionEpoch } = state;
    const brokerId = this.random.chance(1, 8) ? this.random.pick(BROKERS) : Math.max(leader, 0);
    const staleBy = this.random.chance(1, 8) ? 1 : 0;
    this.setup.controller.alterPartition({
      brokerId,
      brokerEpoch: epochOf(brokerId),
      topicId,
      partition,
      leaderEpoch: leaderEpoch - staleBy,
      partitionEpoch,
      newIsr,
    });
  }

  createTopic(): void {
    const partitions = this.random.between(-1, 4);
    const topics = [newTopic(`topic-${this.random.between(1, 12)}`, partitions, this.random.between(1, 3))];
    this.setup.controller.createTopics({ requestId: this.requestId(), topics, validateOnly: false });
  }

  initProducer(): void {
    const producerId = this.random.between(-1, 2);
    const producerEpoch = this.image.producerEpoch(producerId) ?? -1;
    this.setup.controller.initProducerId({ requestId: this.requestId(), producerId, producerEpoch });
  }

  /** One in four is a retry of an earlier request. */
  requestId(): string {
    return `request-${this.random.chance(1, 4) ? this.random.between(0, this.requests) : ++this.requests}`;
  }
}

function throughBytes(entry: MetadataRecord): MetadataRecord {
  const bytes = new Uint8Array(4_096);
  const writer = new InPlaceWriter().aim(bytes, 0, bytes.length);
  encodeMetadataRecord(entry, writer);
  return decodeMetadataRecord(new InPlaceReader().aim(bytes, 0, writer.pos));
}

function checkPartition(state: PartitionState, image: MetadataImage): void {
  const isAlive = (id: number) => image.brokers.get(id)?.fenced === false;
  if (state.leader !== -1) {
    expect(state.isr, "the leader is in the ISR").toContain(state.leader);
    expect(isAlive(state.leader), "the leader is alive").toBe(true);
  }
  for (const id of state.isr) {
    expect(state.replicas, "the ISR is a part of the replicas").toContain(id);
    expect(isAlive(id) || state.isr.length === 1, "the ISR is alive, or its last member").toBe(true);
  }
  expect(new Set(state.isr).size).toBe(state.isr.length);
  if (state.isr.length === 0) expect(state.dataLost, "an empty ISR means lost data").toBe(true);
  if (state.leader === -1)
    expect(state.isr.some(isAlive), "no leader although an in-sync replica is alive").toBe(false);
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
        for (const brokerId of BROKERS.slice(0, 3)) {
          cluster.incarnations.set(brokerId, 1);
          cluster.setup.controller.registerBroker({ brokerId, incarnation: 1, hasLog: false, endpoint: brokerId });
        }
        for (let step = 0; step < STEPS; step++) {
          cluster.step();
          for (const topic of cluster.image.topics.values()) {
            for (const state of topic.partitions) checkPartition(state, cluster.image);
          }
        }
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
    controller.registerBroker({ brokerId: 1, incarnation: 1, hasLog: false, endpoint: 1 });
    const create = (name: string) =>
      controller.createTopics({ requestId: name, topics: [newTopic(name)], validateOnly: false });
    create("a");
    log.recordsMax = log.records.length;
    const before = contentOf(image);
    const { METADATA_FULL } = ErrorCode;
    expect(create("b").error).toBe(METADATA_FULL);
    expect(controller.initProducerId({ requestId: "p", producerId: -1, producerEpoch: -1 }).error).toBe(METADATA_FULL);
    const second = { brokerId: 2, incarnation: 1, hasLog: false, endpoint: 2 };
    expect(controller.registerBroker(second).error).toBe(METADATA_FULL);
    expect(controller.brokerDied({ brokerId: 1, brokerEpoch: 0, reason: "" })).toBe(false);
    expect(controller.start(2)).toBe(false);
    expect(contentOf(image)).toEqual(before);
    expect(create("a").topics, "a retry needs no room").toHaveLength(1);
  });
});
