import { assert } from "../base/assert.ts";
import { millrace } from "../generated/messages.js";
import type { InPlaceReader, InPlaceWriter } from "../generated/protobuf-runtime.js";
import type { PartitionState } from "./image.ts";

/** The records of the metadata log (`schemas/metadata.proto`) as values. */
export type MetadataRecord =
  | { readonly type: "supervisorStarted"; readonly incarnation: number }
  | {
      readonly type: "brokerRegistered";
      readonly brokerId: number;
      readonly endpoint: number;
      readonly incarnation: number;
      readonly brokerEpoch: number;
      readonly hasLog: boolean;
    }
  | { readonly type: "brokerFenced"; readonly brokerId: number; readonly brokerEpoch: number; readonly reason: string }
  | {
      readonly type: "topicCreated";
      readonly topicId: number;
      readonly name: string;
      readonly configs: ReadonlyMap<string, string>;
    }
  | { readonly type: "partitionChanged"; readonly state: PartitionState }
  | { readonly type: "producerIdAllocated"; readonly producerId: number; readonly producerEpoch: number }
  | {
      readonly type: "requestAnswered";
      readonly requestId: string;
      readonly kind: number;
      readonly response: Uint8Array;
    };

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
      return { supervisorStarted: { incarnation: entry.incarnation } };
    case "brokerRegistered":
      return { brokerRegistered: entry };
    case "brokerFenced":
      return { brokerFenced: entry };
    case "topicCreated":
      return { topicCreated: { ...entry, configs: Array.from(entry.configs, ([name, value]) => ({ name, value })) } };
    case "partitionChanged":
      return {
        partitionChanged: { ...entry.state, replicas: entry.state.replicas.slice(), isr: entry.state.isr.slice() },
      };
    case "producerIdAllocated":
      return { producerIdAllocated: entry };
    case "requestAnswered":
      return { requestAnswered: entry };
  }
}

// Decoded messages keep unset fields on their prototype: fields are read one by one, never spread.
function fromMessage(message: millrace.MetadataRecord.$Properties): MetadataRecord {
  const { supervisorStarted, brokerRegistered, brokerFenced, topicCreated } = message;
  if (supervisorStarted) return { type: "supervisorStarted", incarnation: supervisorStarted.incarnation ?? 0 };
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
  if (topicCreated)
    return {
      type: "topicCreated",
      topicId: topicCreated.topicId ?? 0,
      name: topicCreated.name ?? "",
      configs: new Map((topicCreated.configs ?? []).map((entry) => [entry.name ?? "", entry.value ?? ""])),
    };
  return fromLaterMessage(message);
}

function fromLaterMessage(message: millrace.MetadataRecord.$Properties): MetadataRecord {
  const { partitionChanged, producerIdAllocated, requestAnswered } = message;
  if (partitionChanged)
    return {
      type: "partitionChanged",
      state: {
        topicId: partitionChanged.topicId ?? 0,
        partition: partitionChanged.partition ?? 0,
        replicas: partitionChanged.replicas ?? [],
        isr: partitionChanged.isr ?? [],
        leader: partitionChanged.leader ?? 0,
        leaderEpoch: partitionChanged.leaderEpoch ?? 0,
        partitionEpoch: partitionChanged.partitionEpoch ?? 0,
        dataLost: partitionChanged.dataLost ?? false,
      },
    };
  if (producerIdAllocated)
    return {
      type: "producerIdAllocated",
      producerId: producerIdAllocated.producerId ?? 0,
      producerEpoch: producerIdAllocated.producerEpoch ?? 0,
    };
  assert(requestAnswered, "a metadata record has a known type");
  return {
    type: "requestAnswered",
    requestId: requestAnswered.requestId ?? "",
    kind: requestAnswered.kind ?? 0,
    // An unset bytes field is the one empty Buffer that all messages share.
    response: requestAnswered.response?.length ? requestAnswered.response : new Uint8Array(0),
  };
}
