import { describe, expect, it } from "vitest";
import { Arena } from "../../../src/arena/arena.ts";
import { ErrorCode } from "../../../src/base/errors.ts";
import * as limits from "../../../src/base/limits.ts";
import { InPlaceWriter } from "../../../src/generated/protobuf-runtime.js";
import { ConfigOperation } from "../../../src/message/kinds.ts";
import { descriptionBytes } from "../../../src/metadata/descriptions.ts";
import { MetadataImage, type PartitionState } from "../../../src/metadata/image.ts";
import { encodeMetadataRecord, type MetadataRecord } from "../../../src/metadata/records.ts";
import { snapshotOf } from "../../../src/metadata/snapshot.ts";
import { ArenaMetadataLog } from "../../../src/runtime/arena-metadata-log.ts";
import { readClusterOptions } from "../../../src/runtime/cluster-options.ts";
import { brokerConfigsOf } from "../../../src/runtime/config.ts";
import { alterConfigs } from "../../../src/supervisor/alter-configs.ts";
import { Controller } from "../../../src/supervisor/controller.ts";
import { deleteTopics } from "../../../src/supervisor/delete-topics.ts";
import { SimHighWatermarks } from "../../../src/testing/machine/sim-high-watermarks.ts";
import { newTopic } from "./fixture.ts";

const UINT32_MAX = 2 ** 32 - 1;
const INT32_MIN = -(2 ** 31);
const ALL_BROKERS = Array.from({ length: limits.BROKERS_MAX }, (_, index) => index + 1);

/** Bytes in the log, with the length before them and the padding behind. */
function entryBytes(entry: MetadataRecord): number {
  const bytes = new Uint8Array(limits.FRAME_BODY_BYTES_MAX * 2);
  const writer = new InPlaceWriter().aim(bytes, 0, bytes.length);
  encodeMetadataRecord(entry, writer);
  return 4 + Math.ceil(writer.pos / 4) * 4;
}

function snapshotBytes(image: MetadataImage): number {
  return snapshotOf(image).reduce((sum, entry) => sum + entryBytes(entry), 0);
}

/** A partition whose every field takes as many bytes as it can. */
function largestPartition(topicId: number, partition: number): PartitionState {
  const all = ALL_BROKERS;
  const lists = { replicas: all, isr: all, addingReplicas: all, removingReplicas: all, emptyReplicas: all };
  const numbers = {
    leader: INT32_MIN,
    leaderEpoch: INT32_MIN,
    partitionEpoch: INT32_MIN,
    highWatermarkSlot: UINT32_MAX,
  };
  return { topicId, partition, ...lists, ...numbers, dataLost: true, recoveredOffset: Number.MAX_SAFE_INTEGER };
}

/** A supervisor's controller over an area in memory, with as many brokers as there may be. */
function largestCluster() {
  const arena = Arena.create({ bytes: limits.ARENA_BYTES_MIN, shared: false });
  const log = new ArenaMetadataLog(arena, arena.doorbellOf(0));
  const image = new MetadataImage();
  const defaults = { partitions: 1, replicationFactor: 3 };
  const highWatermarks = new SimHighWatermarks();
  const controller = new Controller({ image, log, defaults, highWatermarks, brokerConfigs: new Map() });
  for (const id of ALL_BROKERS)
    controller.registerBroker({ brokerId: id, incarnation: 1, hasLog: false, endpoint: id, damaged: [] });
  return { arena, log, image, controller };
}

function longConfigs(count: number): Record<string, string> {
  const names = ["retention.ms", "retention.bytes", "segment.ms", "max.message.bytes"];
  const value = "1".padStart(limits.CONFIG_VALUE_CHARACTERS_MAX, "0");
  return Object.fromEntries(names.slice(0, count).map((name) => [name, value]));
}

/** Creates topics with long names and configs until one is refused; returns that answer. */
function fillWithTopics(controller: Controller) {
  for (let index = 0; ; index++) {
    const topic = newTopic(
      `${index}`.padEnd(limits.TOPIC_NAME_CHARACTERS_MAX, "n"),
      1,
      limits.BROKERS_MAX,
      longConfigs(4),
    );
    const answer = controller.createTopics({ requestId: `create-${index}`, topics: [topic], validateOnly: false });
    if (answer.error !== ErrorCode.NONE || answer.topics[0]?.error !== ErrorCode.NONE) return answer;
  }
}

describe("the room of a snapshot", () => {
  const padded = "x".repeat(limits.REQUEST_ID_CHARACTERS_MAX);

  it("is enough for the largest records of what has a bound of its own", () => {
    expect(entryBytes({ type: "partitionChanged", state: largestPartition(UINT32_MAX, 1_000) })).toBeLessThanOrEqual(
      limits.PARTITION_RECORD_BYTES_MAX,
    );
    const broker = { brokerId: UINT32_MAX, brokerEpoch: Number.MAX_SAFE_INTEGER };
    const registered = { ...broker, endpoint: UINT32_MAX, incarnation: UINT32_MAX, hasLog: true, damaged: [] };
    const ofBroker: MetadataRecord[] = [
      { type: "brokerRegistered", ...registered },
      { type: "brokerShutdownStarted", ...broker },
      { type: "brokerFenced", ...broker, reason: "" },
    ];
    expect(ofBroker.reduce((sum, entry) => sum + entryBytes(entry), 0)).toBeLessThanOrEqual(
      limits.BROKER_RECORDS_BYTES_MAX,
    );
    const producer = { producerId: Number.MAX_SAFE_INTEGER, producerEpoch: 32_767 };
    expect(entryBytes({ type: "producerIdAllocated", ...producer })).toBeLessThanOrEqual(
      limits.PRODUCER_RECORD_BYTES_MAX,
    );
    const response = new Uint8Array(1_000);
    const requestId = "\u{ffff}".repeat(limits.REQUEST_ID_CHARACTERS_MAX); // three bytes each
    expect(entryBytes({ type: "requestAnswered", requestId, kind: 255, response })).toBeLessThanOrEqual(
      limits.ANSWER_RECORD_BYTES_MAX + response.length,
    );
  });

  it("is enough for what there is once: the brokers' configs, and what was reclaimed", () => {
    const brokerConfigs = brokerConfigsOf(readClusterOptions({}));
    const most = Number.MAX_SAFE_INTEGER;
    const start: MetadataRecord = {
      type: "snapshotStarted",
      version: most,
      recordCount: UINT32_MAX,
      topicIdMax: UINT32_MAX,
      producerIdMax: most,
      supervisorIncarnation: INT32_MIN,
      brokerConfigs: new Map(Array.from(brokerConfigs.keys(), (name) => [name, `${most}`])),
      dataLossCount: UINT32_MAX,
      damagedReplicaCount: UINT32_MAX,
    };
    const topics = [{ topicId: UINT32_MAX, records: most, bytes: most }];
    const bytes = entryBytes(start) + entryBytes({ type: "recordsReclaimed", brokerId: 0, topics });
    expect(bytes).toBeLessThanOrEqual(limits.CLUSTER_RECORDS_BYTES_MAX);
  });

  it("is enough for the largest image: topics until one is refused, and all else at its limits", () => {
    const { image, controller, log } = largestCluster();
    const { error, message } = fillWithTopics(controller);
    expect(error).toBe(ErrorCode.METADATA_FULL);
    const topics = Array.from(image.topics.keys());
    for (let index = 0; index < limits.PARTITIONS_PER_CLUSTER_MAX; index++) {
      const topicId = topics[index % topics.length] ?? 0;
      image.replay({ type: "partitionChanged", state: largestPartition(topicId, Math.floor(index / topics.length)) });
    }
    for (const id of ALL_BROKERS) {
      image.replay({ type: "brokerShutdownStarted", brokerId: id, brokerEpoch: 0 });
      image.replay({ type: "brokerFenced", brokerId: id, brokerEpoch: 0, reason: "" });
    }
    const first = Number.MAX_SAFE_INTEGER - limits.PRODUCER_IDS_REMEMBERED_MAX;
    for (let index = 0; index < limits.PRODUCER_IDS_REMEMBERED_MAX; index++)
      image.replay({ type: "producerIdAllocated", producerId: first + index, producerEpoch: 32_767 });
    const response = new Uint8Array(limits.ANSWER_BYTES_REMEMBERED_MAX / limits.REQUESTS_REMEMBERED_MAX);
    for (let index = 0; index < limits.REQUESTS_REMEMBERED_MAX; index++)
      image.replay({ type: "requestAnswered", requestId: `${index}${padded}`.slice(0, 128), kind: 47, response });
    expect(image.answers.size).toBe(limits.REQUESTS_REMEMBERED_MAX);
    const bytes = snapshotBytes(image);
    expect(bytes).toBeLessThanOrEqual(limits.METADATA_SNAPSHOT_BYTES_MAX);
    expect(bytes, "the bounds are not far from it").toBeGreaterThan(limits.METADATA_SNAPSHOT_BYTES_MAX * 0.75);
    expect(log.rewrite(snapshotOf(image))).toBe(true);
    expect(message).toContain(`of the ${limits.METADATA_DESCRIPTION_BYTES_MAX} that the metadata has for them`);
  });
});

describe("what users describe", () => {
  it("is refused before anything is appended, whole, with the numbers", () => {
    const { image, controller } = largestCluster();
    const refusal = fillWithTopics(controller);
    const { version } = image;
    const wouldTake = Number(/would take (\d+) bytes/.exec(refusal.message)?.[1]);
    expect(wouldTake).toBeGreaterThan(limits.METADATA_DESCRIPTION_BYTES_MAX);
    expect(descriptionBytes(image)).toBeLessThanOrEqual(limits.METADATA_DESCRIPTION_BYTES_MAX);
    const described = snapshotOf(image).filter(({ type }) => type === "topicCreated");
    const bytes = described.reduce((sum, entry) => sum + entryBytes(entry), 0);
    expect(bytes, "no less is counted than a snapshot takes").toBeLessThanOrEqual(descriptionBytes(image));
    const again = controller.createTopics({
      requestId: "again",
      topics: [newTopic("n".repeat(200), 1, 1, longConfigs(4)), newTopic("m".repeat(200), 1, 1, longConfigs(4))],
      validateOnly: false,
    });
    expect(again.error).toBe(ErrorCode.METADATA_FULL);
    expect(image.version).toBe(version);
  });

  it("may always become less, and then there is room again", () => {
    const { image, controller } = largestCluster();
    fillWithTopics(controller);
    const names = Array.from(image.topics.values(), ({ name }) => name).slice(0, 3);
    // Together more than the one topic that had no room, so surely more than what is left.
    const longer = ["segment.bytes", "min.insync.replicas"].map((name) => ({
      name,
      operation: ConfigOperation.SET,
      value: "2000000".padStart(limits.CONFIG_VALUE_CHARACTERS_MAX, "0"),
    }));
    const shorter = Object.keys(longConfigs(4)).map((name) => ({ name, operation: ConfigOperation.DELETE, value: "" }));
    const alter = (requestId: string, changes: typeof longer) => {
      const topics = names.map((topic) => ({ topic, changes }));
      return controller.administer(alterConfigs, { requestId, topics, validateOnly: false }).error;
    };
    expect(alter("a", longer)).toBe(ErrorCode.METADATA_FULL);
    expect(alter("b", shorter)).toBe(ErrorCode.NONE);
    expect(alter("a", longer)).toBe(ErrorCode.NONE);
    expect(controller.administer(deleteTopics, { requestId: "c", topics: names }).error).toBe(ErrorCode.NONE);
  });

  it("are holds, too: they end at the same bound, and a hold that ends gives its room back", () => {
    const { image, controller } = largestCluster();
    const topics = [newTopic("held", limits.PARTITIONS_PER_CLUSTER_MAX, 1)];
    controller.createTopics({ requestId: "a", topics, validateOnly: false });
    const partitions = Array.from({ length: limits.PARTITIONS_PER_CLUSTER_MAX }, (_, partition) => ({
      topicId: 1,
      partition,
    }));
    const hold = (holdId: number) =>
      controller.setHold({ endpoint: 40, incarnation: 1, holdId, clientId: "c", partitions });
    let count = 0;
    while (hold(count).error === ErrorCode.NONE) count++;
    expect(count).toBeGreaterThan(50);
    expect(count).toBeLessThan(limits.HOLDS_MAX);
    expect(hold(count)).toMatchObject({ error: ErrorCode.METADATA_FULL, message: expect.stringContaining("bytes") });
    expect(controller.setHold({ endpoint: 40, incarnation: 1, holdId: 0, clientId: "c", partitions: [] }).error).toBe(
      ErrorCode.NONE,
    );
    expect(hold(count).error).toBe(ErrorCode.NONE);
    expect(image.holds.all.size).toBe(count);
  });

  it("leaves elections, registrations and ISR changes their room, over many snapshots", { timeout: 60_000 }, () => {
    const { arena, image, controller } = largestCluster();
    fillWithTopics(controller);
    const [{ id: topicId, name } = { id: 0, name: "" }] = image.topics.values();
    for (let round = 0; arena.metadata.end.generation < 4; round++) {
      const brokerId = ALL_BROKERS[round % ALL_BROKERS.length] ?? 0;
      const brokerEpoch = image.brokers.get(brokerId)?.epoch ?? -1;
      expect(controller.brokerDied({ brokerId, brokerEpoch, reason: "killed" })).toBe(true);
      const registration = { brokerId, incarnation: round + 2, hasLog: false, endpoint: brokerId, damaged: [] };
      expect(controller.registerBroker(registration).error).toBe(ErrorCode.NONE);
      const state = image.partition(topicId, 0);
      const { leader = -1, leaderEpoch = -1, partitionEpoch = -1, isr = [] } = state ?? {};
      const epochOf = (id: number) => image.brokers.get(id)?.epoch ?? -1;
      const newIsr = [...isr, brokerId].map((id) => ({ brokerId: id, brokerEpoch: epochOf(id) }));
      const place = { topicId, partition: 0, leaderEpoch, partitionEpoch };
      const proposal = { brokerId: leader, brokerEpoch: epochOf(leader), ...place, newIsr, damagedOffset: -1 };
      expect(controller.alterPartition(proposal).error).toBe(ErrorCode.NONE);
    }
    expect(image.topicByName(name)?.partitions[0]?.leader).toBeGreaterThan(0);
  });
});
