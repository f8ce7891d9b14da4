import { InPlaceReader, InPlaceWriter } from "../../../src/generated/protobuf-runtime.js";
import { decodeMetadataRecord, encodeMetadataRecord, type MetadataRecord } from "../../../src/metadata/records.ts";

/** One record of every type, with values that are no defaults. */
export const RECORDS: readonly MetadataRecord[] = [
  { type: "supervisorStarted", incarnation: 3, brokerConfigs: new Map([["num.partitions", "4"]]) },
  { type: "brokerRegistered", brokerId: 2, endpoint: 2, incarnation: 4, brokerEpoch: 2 ** 53 - 1, hasLog: true },
  { type: "brokerFenced", brokerId: 2, brokerEpoch: 1, reason: "its thread died: été \u{1f600}" },
  { type: "brokerShutdownStarted", brokerId: 2, brokerEpoch: 3 },
  { type: "topicCreated", topicId: 7, name: "flights", configs: new Map([["min.insync.replicas", "2"]]) },
  {
    type: "partitionChanged",
    state: {
      topicId: 7,
      partition: 3,
      replicas: [2, 3, 1],
      isr: [3, 1],
      leader: 3,
      leaderEpoch: 9,
      partitionEpoch: 12,
      dataLost: true,
      addingReplicas: [2],
      removingReplicas: [1],
      recoveredOffset: 2 ** 40,
      emptyReplicas: [3],
      highWatermarkSlot: 999,
    },
  },
  { type: "producerIdAllocated", producerId: 12, producerEpoch: 32_767 },
  { type: "requestAnswered", requestId: "client-1", kind: 33, response: Uint8Array.of(0, 255, 7) },
  { type: "topicConfigsChanged", topicId: 7, configs: new Map([["max.message.bytes", "1000"]]) },
  { type: "replicaDamaged", brokerId: 2, topicId: 7, partition: 3, offset: 2 ** 40 },
];

/** Those that take away what the others have brought. */
export const REMOVALS: readonly MetadataRecord[] = [
  { type: "topicDeleted", topicId: 7 },
  {
    type: "snapshotStarted",
    version: 2 ** 40,
    recordCount: 0,
    topicIdMax: 9,
    producerIdMax: 2 ** 33,
    supervisorIncarnation: 3,
    brokerConfigs: new Map([["num.partitions", "4"]]),
    dataLossCount: 2,
    damagedReplicaCount: 5,
  },
];

/** The same types with every field at its protobuf default, or -1 where that means "none". */
export const DEFAULT_RECORDS: readonly MetadataRecord[] = [
  { type: "supervisorStarted", incarnation: 0, brokerConfigs: new Map() },
  { type: "brokerRegistered", brokerId: 0, endpoint: 0, incarnation: 0, brokerEpoch: 0, hasLog: false },
  { type: "brokerFenced", brokerId: 0, brokerEpoch: 0, reason: "" },
  { type: "brokerShutdownStarted", brokerId: 0, brokerEpoch: 0 },
  { type: "replicaDamaged", brokerId: 0, topicId: 0, partition: 0, offset: 0 },
  { type: "topicCreated", topicId: 0, name: "", configs: new Map() },
  {
    type: "partitionChanged",
    state: {
      topicId: 0,
      partition: 0,
      replicas: [],
      isr: [],
      leader: -1,
      leaderEpoch: 0,
      partitionEpoch: 0,
      dataLost: false,
      addingReplicas: [],
      removingReplicas: [],
      recoveredOffset: 0,
      emptyReplicas: [],
      highWatermarkSlot: 0,
    },
  },
  { type: "producerIdAllocated", producerId: 0, producerEpoch: 0 },
  { type: "requestAnswered", requestId: "", kind: 0, response: new Uint8Array(0) },
  { type: "topicConfigsChanged", topicId: 0, configs: new Map() },
  { type: "topicDeleted", topicId: 0 },
  {
    type: "snapshotStarted",
    version: 0,
    recordCount: 0,
    topicIdMax: 0,
    producerIdMax: -1,
    supervisorIncarnation: -1,
    brokerConfigs: new Map(),
    dataLossCount: 0,
    damagedReplicaCount: 0,
  },
];

/** Through bytes in shared memory, at an odd position. */
export function roundTrip(entry: MetadataRecord): MetadataRecord {
  const bytes = new Uint8Array(new SharedArrayBuffer(1_024)).fill(0xee);
  const writer = new InPlaceWriter().aim(bytes, 13, 1_000);
  encodeMetadataRecord(entry, writer);
  const end = writer.pos;
  for (const byte of [...bytes.subarray(0, 13), ...bytes.subarray(end)]) {
    if (byte !== 0xee) throw new Error("the writer left its part of the memory");
  }
  const decoded = decodeMetadataRecord(new InPlaceReader().aim(bytes, 13, end - 13));
  bytes.fill(0);
  return decoded;
}
