import { assert } from "../base/assert.ts";
import { millrace } from "../generated/messages.js";
import type { InPlaceReader, InPlaceWriter } from "../generated/protobuf-runtime.js";
import type { HoldState } from "./holds.ts";
import type { PartitionState } from "./image.ts";

/** What the leaders of one broker gave up of a topic, because the arena was full. */
export interface ReclaimedTopic {
  readonly topicId: number;
  readonly records: number;
  readonly bytes: number;
}

/** The records of the metadata log (`schemas/metadata.proto`) as values. */
export type MetadataRecord =
  | {
      readonly type: "supervisorStarted";
      readonly incarnation: number;
      readonly brokerConfigs: ReadonlyMap<string, string>;
    }
  | {
      readonly type: "brokerRegistered";
      readonly brokerId: number;
      readonly endpoint: number;
      readonly incarnation: number;
      readonly brokerEpoch: number;
      readonly hasLog: boolean;
    }
  | { readonly type: "brokerFenced"; readonly brokerId: number; readonly brokerEpoch: number; readonly reason: string }
  | { readonly type: "brokerShutdownStarted"; readonly brokerId: number; readonly brokerEpoch: number }
  | {
      readonly type: "replicaDamaged";
      readonly brokerId: number;
      readonly topicId: number;
      readonly partition: number;
      readonly offset: number;
    }
  | {
      readonly type: "topicCreated";
      readonly topicId: number;
      readonly name: string;
      readonly configs: ReadonlyMap<string, string>;
    }
  | { readonly type: "topicDeleted"; readonly topicId: number }
  | { readonly type: "topicConfigsChanged"; readonly topicId: number; readonly configs: ReadonlyMap<string, string> }
  | { readonly type: "partitionChanged"; readonly state: PartitionState }
  | { readonly type: "producerIdAllocated"; readonly producerId: number; readonly producerEpoch: number }
  | { readonly type: "recordsReclaimed"; readonly brokerId: number; readonly topics: readonly ReclaimedTopic[] }
  | { readonly type: "holdChanged"; readonly hold: HoldState }
  | {
      readonly type: "requestAnswered";
      readonly requestId: string;
      readonly kind: number;
      readonly response: Uint8Array;
    }
  | {
      /** Empties the image; the next `recordCount` records fill it to the state that the log had at `version`. */
      readonly type: "snapshotStarted";
      readonly version: number;
      readonly recordCount: number;
      readonly topicIdMax: number;
      readonly producerIdMax: number;
      readonly supervisorIncarnation: number;
      readonly brokerConfigs: ReadonlyMap<string, string>;
      readonly dataLossCount: number;
      readonly damagedReplicaCount: number;
    };

/** The records of these types. */
export type RecordOf<Type extends MetadataRecord["type"]> = Extract<MetadataRecord, { type: Type }>;

/** Writes one record where `writer` is aimed. */
export function encodeMetadataRecord(entry: MetadataRecord, writer: InPlaceWriter): void {
  millrace.MetadataRecord.encode(toMessage(entry), writer);
}

/** Reads one record where `reader` is aimed. */
export function decodeMetadataRecord(reader: InPlaceReader): MetadataRecord {
  return fromMessage(millrace.MetadataRecord.decode(reader) as millrace.MetadataRecord.$Properties);
}

function toMessage(entry: MetadataRecord): millrace.MetadataRecord.$Properties {
  switch (entry.type) {
    case "supervisorStarted":
      return { supervisorStarted: { ...entry, brokerConfigs: pairs(entry.brokerConfigs) } };
    case "brokerRegistered":
      return { brokerRegistered: entry };
    case "brokerFenced":
      return { brokerFenced: entry };
    case "brokerShutdownStarted":
      return { brokerShutdownStarted: entry };
    case "replicaDamaged":
      return { replicaDamaged: entry };
    case "topicCreated":
      return { topicCreated: { ...entry, configs: pairs(entry.configs) } };
    case "topicDeleted":
      return { topicDeleted: entry };
    case "topicConfigsChanged":
      return { topicConfigsChanged: { ...entry, configs: pairs(entry.configs) } };
    case "partitionChanged":
      return { partitionChanged: partitionMessage(entry.state) };
    case "producerIdAllocated":
      return { producerIdAllocated: entry };
    case "requestAnswered":
      return { requestAnswered: entry };
    case "snapshotStarted":
      return { snapshotStarted: { ...entry, brokerConfigs: pairs(entry.brokerConfigs) } };
    case "recordsReclaimed":
      return { recordsReclaimed: { brokerId: entry.brokerId, topics: entry.topics.slice() } };
    case "holdChanged":
      return { holdChanged: { ...entry.hold, partitions: entry.hold.partitions.slice() } };
  }
}

function partitionMessage(state: PartitionState): millrace.PartitionChanged.$Properties {
  const { replicas, isr, addingReplicas, removingReplicas, emptyReplicas } = state;
  return {
    ...state,
    replicas: replicas.slice(),
    isr: isr.slice(),
    addingReplicas: addingReplicas.slice(),
    removingReplicas: removingReplicas.slice(),
    emptyReplicas: emptyReplicas.slice(),
  };
}

function pairs(configs: ReadonlyMap<string, string>): millrace.TopicConfig.$Properties[] {
  return Array.from(configs, ([name, value]) => ({ name, value }));
}

function mapOf(configs: readonly millrace.TopicConfig.$Properties[] | null | undefined): Map<string, string> {
  return new Map((configs ?? []).map((entry) => [entry.name ?? "", entry.value ?? ""]));
}

// Decoded messages keep unset fields on their prototype: fields are read one by one, never spread.
function fromMessage(message: millrace.MetadataRecord.$Properties): MetadataRecord {
  const { partitionChanged, topicCreated, topicDeleted, topicConfigsChanged, producerIdAllocated } = message;
  if (partitionChanged) return { type: "partitionChanged", state: partitionState(partitionChanged) };
  if (topicCreated)
    return {
      type: "topicCreated",
      topicId: topicCreated.topicId ?? 0,
      name: topicCreated.name ?? "",
      configs: mapOf(topicCreated.configs),
    };
  if (topicDeleted) return { type: "topicDeleted", topicId: topicDeleted.topicId ?? 0 };
  if (topicConfigsChanged)
    return {
      type: "topicConfigsChanged",
      topicId: topicConfigsChanged.topicId ?? 0,
      configs: mapOf(topicConfigsChanged.configs),
    };
  if (producerIdAllocated)
    return {
      type: "producerIdAllocated",
      producerId: producerIdAllocated.producerId ?? 0,
      producerEpoch: producerIdAllocated.producerEpoch ?? 0,
    };
  return brokerRecord(message) ?? supervisorRecord(message);
}

function brokerRecord(message: millrace.MetadataRecord.$Properties): MetadataRecord | undefined {
  const { brokerRegistered, brokerFenced, brokerShutdownStarted, replicaDamaged } = message;
  if (brokerRegistered)
    return {
      type: "brokerRegistered",
      brokerId: brokerRegistered.brokerId ?? 0,
      endpoint: brokerRegistered.endpoint ?? 0,
      incarnation: brokerRegistered.incarnation ?? 0,
      brokerEpoch: brokerRegistered.brokerEpoch ?? 0,
      hasLog: brokerRegistered.hasLog ?? false,
    };
  if (brokerFenced)
    return {
      type: "brokerFenced",
      brokerId: brokerFenced.brokerId ?? 0,
      brokerEpoch: brokerFenced.brokerEpoch ?? 0,
      reason: brokerFenced.reason ?? "",
    };
  if (brokerShutdownStarted)
    return {
      type: "brokerShutdownStarted",
      brokerId: brokerShutdownStarted.brokerId ?? 0,
      brokerEpoch: brokerShutdownStarted.brokerEpoch ?? 0,
    };
  if (replicaDamaged)
    return {
      type: "replicaDamaged",
      brokerId: replicaDamaged.brokerId ?? 0,
      topicId: replicaDamaged.topicId ?? 0,
      partition: replicaDamaged.partition ?? 0,
      offset: replicaDamaged.offset ?? 0,
    };
  return undefined;
}

function supervisorRecord(message: millrace.MetadataRecord.$Properties): MetadataRecord {
  const { supervisorStarted, requestAnswered, snapshotStarted, recordsReclaimed, holdChanged } = message;
  if (supervisorStarted)
    return {
      type: "supervisorStarted",
      incarnation: supervisorStarted.incarnation ?? 0,
      brokerConfigs: mapOf(supervisorStarted.brokerConfigs),
    };
  if (requestAnswered)
    return {
      type: "requestAnswered",
      requestId: requestAnswered.requestId ?? "",
      kind: requestAnswered.kind ?? 0,
      // An unset bytes field is the one empty Buffer that all messages share.
      response: requestAnswered.response?.length ? requestAnswered.response : new Uint8Array(0),
    };
  if (recordsReclaimed)
    return {
      type: "recordsReclaimed",
      brokerId: recordsReclaimed.brokerId ?? 0,
      topics: (recordsReclaimed.topics ?? []).map(reclaimedTopic),
    };
  if (holdChanged) return { type: "holdChanged", hold: holdState(holdChanged) };
  assert(snapshotStarted, "a metadata record has a known type");
  return {
    type: "snapshotStarted",
    version: snapshotStarted.version ?? 0,
    recordCount: snapshotStarted.recordCount ?? 0,
    topicIdMax: snapshotStarted.topicIdMax ?? 0,
    producerIdMax: snapshotStarted.producerIdMax ?? 0,
    supervisorIncarnation: snapshotStarted.supervisorIncarnation ?? 0,
    brokerConfigs: mapOf(snapshotStarted.brokerConfigs),
    dataLossCount: snapshotStarted.dataLossCount ?? 0,
    damagedReplicaCount: snapshotStarted.damagedReplicaCount ?? 0,
  };
}

function partitionState(message: millrace.PartitionChanged.$Properties): PartitionState {
  return {
    topicId: message.topicId ?? 0,
    partition: message.partition ?? 0,
    replicas: message.replicas ?? [],
    isr: message.isr ?? [],
    leader: message.leader ?? 0,
    leaderEpoch: message.leaderEpoch ?? 0,
    partitionEpoch: message.partitionEpoch ?? 0,
    dataLost: message.dataLost ?? false,
    addingReplicas: message.addingReplicas ?? [],
    removingReplicas: message.removingReplicas ?? [],
    recoveredOffset: message.recoveredOffset ?? 0,
    emptyReplicas: message.emptyReplicas ?? [],
    highWatermarkSlot: message.highWatermarkSlot ?? 0,
  };
}

function reclaimedTopic(message: millrace.Reclaimed.$Properties): ReclaimedTopic {
  return { topicId: message.topicId ?? 0, records: message.records ?? 0, bytes: message.bytes ?? 0 };
}

function holdState(message: millrace.HoldChanged.$Properties): HoldState {
  return {
    endpoint: message.endpoint ?? 0,
    incarnation: message.incarnation ?? 0,
    holdId: message.holdId ?? 0,
    clientId: message.clientId ?? "",
    partitions: (message.partitions ?? []).map((one) => ({ topicId: one.topicId ?? 0, partition: one.partition ?? 0 })),
  };
}
