import { assert } from "../base/assert.ts";
import { millrace } from "../generated/messages.js";
import { type Body, defineKind, type MessageKind } from "./kind.ts";

// Every message that crosses a link. The numbers are part of the frame format: never reuse one.

export type ProduceRequest = Body<millrace.ProduceRequest.$Properties>;
export type ProduceResponse = Body<millrace.ProduceResponse.$Properties>;
export type FetchRequest = Body<millrace.FetchRequest.$Properties>;
export type FetchPosition = Body<millrace.FetchPosition.$Properties>;
export type FetchResponse = Body<millrace.FetchResponse.$Properties>;
export type FetchedPartition = Body<millrace.FetchedPartition.$Properties>;
export type Reference = Body<millrace.Reference.$Properties>;
export type DivergingEpoch = Body<millrace.DivergingEpoch.$Properties>;
export type ListOffsetsRequest = Body<millrace.ListOffsetsRequest.$Properties>;
export type ListOffsetsResponse = Body<millrace.ListOffsetsResponse.$Properties>;
export type HoldPositions = Body<millrace.HoldPositions.$Properties>;
export type DeleteRecordsRequest = Body<millrace.DeleteRecordsRequest.$Properties>;
export type DeleteRecordsResponse = Body<millrace.DeleteRecordsResponse.$Properties>;
export type ReclaimReport = Body<millrace.ReclaimReport.$Properties>;
export type SetHoldRequest = Body<millrace.SetHoldRequest.$Properties>;
export type SetHoldResponse = Body<millrace.SetHoldResponse.$Properties>;
export type RegisterBrokerRequest = Body<millrace.RegisterBrokerRequest.$Properties>;
export type DamagedLog = Body<millrace.DamagedLog.$Properties>;
export type RegisterBrokerResponse = Body<millrace.RegisterBrokerResponse.$Properties>;
export type AlterPartitionRequest = Body<millrace.AlterPartitionRequest.$Properties>;
export type AlterPartitionResponse = Body<millrace.AlterPartitionResponse.$Properties>;
export type CreateTopicsRequest = Body<millrace.CreateTopicsRequest.$Properties>;
export type CreateTopicsResponse = Body<millrace.CreateTopicsResponse.$Properties>;
export type InitProducerIdRequest = Body<millrace.InitProducerIdRequest.$Properties>;
export type InitProducerIdResponse = Body<millrace.InitProducerIdResponse.$Properties>;
export type DeleteTopicsRequest = Body<millrace.DeleteTopicsRequest.$Properties>;
export type CreatePartitionsRequest = Body<millrace.CreatePartitionsRequest.$Properties>;
export type AlterConfigsRequest = Body<millrace.AlterConfigsRequest.$Properties>;
export type ElectLeadersRequest = Body<millrace.ElectLeadersRequest.$Properties>;
export type ControlledShutdownRequest = Body<millrace.ControlledShutdownRequest.$Properties>;
export type AlterReassignmentsRequest = Body<millrace.AlterReassignmentsRequest.$Properties>;
/** The answer to each of these requests. */
export type AdminResponse = Body<millrace.AdminResponse.$Properties>;
export type Undelivered = Body<millrace.Undelivered.$Properties>;

const { FetcherRole, ConfigOperation, ElectionType } = millrace;
type ElectionType = millrace.ElectionType;
type ConfigOperation = millrace.ConfigOperation;

export { ConfigOperation, ElectionType, FetcherRole };

export const PRODUCE_REQUEST = defineKind<millrace.ProduceRequest.$Properties>(
  1,
  "ProduceRequest",
  "data",
  millrace.ProduceRequest,
);
export const PRODUCE_RESPONSE = defineKind<millrace.ProduceResponse.$Properties>(
  2,
  "ProduceResponse",
  "control",
  millrace.ProduceResponse,
);
export const FETCH_REQUEST = defineKind<millrace.FetchRequest.$Properties>(
  3,
  "FetchRequest",
  "control",
  millrace.FetchRequest,
);
/** In the data lane for a follower (bytes attached); a consumer's has references only, but keeps its order with them. */
export const FETCH_RESPONSE = defineKind<millrace.FetchResponse.$Properties>(
  4,
  "FetchResponse",
  "data",
  millrace.FetchResponse,
);
/**
 * The answer to a fetch as a whole that has an error. In the control lane, where answers are held while there is no room:
 * whoever refuses keeps nothing that could be tried again.
 */
export const FETCH_REFUSAL = defineKind<millrace.FetchResponse.$Properties>(
  10,
  "FetchRefusal",
  "control",
  millrace.FetchResponse,
);
export const LIST_OFFSETS_REQUEST = defineKind<millrace.ListOffsetsRequest.$Properties>(
  5,
  "ListOffsetsRequest",
  "control",
  millrace.ListOffsetsRequest,
);
export const LIST_OFFSETS_RESPONSE = defineKind<millrace.ListOffsetsResponse.$Properties>(
  6,
  "ListOffsetsResponse",
  "control",
  millrace.ListOffsetsResponse,
);
export const HOLD_POSITIONS = defineKind<millrace.HoldPositions.$Properties>(
  7,
  "HoldPositions",
  "control",
  millrace.HoldPositions,
);
export const DELETE_RECORDS_REQUEST = defineKind<millrace.DeleteRecordsRequest.$Properties>(
  8,
  "DeleteRecordsRequest",
  "control",
  millrace.DeleteRecordsRequest,
);
export const DELETE_RECORDS_RESPONSE = defineKind<millrace.DeleteRecordsResponse.$Properties>(
  9,
  "DeleteRecordsResponse",
  "control",
  millrace.DeleteRecordsResponse,
);
export const REGISTER_BROKER_REQUEST = defineKind<millrace.RegisterBrokerRequest.$Properties>(
  16,
  "RegisterBrokerRequest",
  "control",
  millrace.RegisterBrokerRequest,
);
export const REGISTER_BROKER_RESPONSE = defineKind<millrace.RegisterBrokerResponse.$Properties>(
  17,
  "RegisterBrokerResponse",
  "control",
  millrace.RegisterBrokerResponse,
);
export const ALTER_PARTITION_REQUEST = defineKind<millrace.AlterPartitionRequest.$Properties>(
  18,
  "AlterPartitionRequest",
  "control",
  millrace.AlterPartitionRequest,
);
export const ALTER_PARTITION_RESPONSE = defineKind<millrace.AlterPartitionResponse.$Properties>(
  19,
  "AlterPartitionResponse",
  "control",
  millrace.AlterPartitionResponse,
);
export const RECLAIM_REPORT = defineKind<millrace.ReclaimReport.$Properties>(
  20,
  "ReclaimReport",
  "control",
  millrace.ReclaimReport,
);
export const SET_HOLD_REQUEST = defineKind<millrace.SetHoldRequest.$Properties>(
  21,
  "SetHoldRequest",
  "control",
  millrace.SetHoldRequest,
);
export const SET_HOLD_RESPONSE = defineKind<millrace.SetHoldResponse.$Properties>(
  22,
  "SetHoldResponse",
  "control",
  millrace.SetHoldResponse,
);
export const CREATE_TOPICS_REQUEST = defineKind<millrace.CreateTopicsRequest.$Properties>(
  32,
  "CreateTopicsRequest",
  "control",
  millrace.CreateTopicsRequest,
);
export const CREATE_TOPICS_RESPONSE = defineKind<millrace.CreateTopicsResponse.$Properties>(
  33,
  "CreateTopicsResponse",
  "control",
  millrace.CreateTopicsResponse,
);
export const INIT_PRODUCER_ID_REQUEST = defineKind<millrace.InitProducerIdRequest.$Properties>(
  34,
  "InitProducerIdRequest",
  "control",
  millrace.InitProducerIdRequest,
);
export const INIT_PRODUCER_ID_RESPONSE = defineKind<millrace.InitProducerIdResponse.$Properties>(
  35,
  "InitProducerIdResponse",
  "control",
  millrace.InitProducerIdResponse,
);
export const DELETE_TOPICS_REQUEST = defineKind<millrace.DeleteTopicsRequest.$Properties>(
  36,
  "DeleteTopicsRequest",
  "control",
  millrace.DeleteTopicsRequest,
);
export const DELETE_TOPICS_RESPONSE = defineKind<millrace.AdminResponse.$Properties>(
  37,
  "DeleteTopicsResponse",
  "control",
  millrace.AdminResponse,
);
export const CREATE_PARTITIONS_REQUEST = defineKind<millrace.CreatePartitionsRequest.$Properties>(
  38,
  "CreatePartitionsRequest",
  "control",
  millrace.CreatePartitionsRequest,
);
export const CREATE_PARTITIONS_RESPONSE = defineKind<millrace.AdminResponse.$Properties>(
  39,
  "CreatePartitionsResponse",
  "control",
  millrace.AdminResponse,
);
export const ALTER_CONFIGS_REQUEST = defineKind<millrace.AlterConfigsRequest.$Properties>(
  40,
  "AlterConfigsRequest",
  "control",
  millrace.AlterConfigsRequest,
);
export const ALTER_CONFIGS_RESPONSE = defineKind<millrace.AdminResponse.$Properties>(
  41,
  "AlterConfigsResponse",
  "control",
  millrace.AdminResponse,
);
export const ELECT_LEADERS_REQUEST = defineKind<millrace.ElectLeadersRequest.$Properties>(
  42,
  "ElectLeadersRequest",
  "control",
  millrace.ElectLeadersRequest,
);
export const ELECT_LEADERS_RESPONSE = defineKind<millrace.AdminResponse.$Properties>(
  43,
  "ElectLeadersResponse",
  "control",
  millrace.AdminResponse,
);
export const ALTER_REASSIGNMENTS_REQUEST = defineKind<millrace.AlterReassignmentsRequest.$Properties>(
  44,
  "AlterReassignmentsRequest",
  "control",
  millrace.AlterReassignmentsRequest,
);
export const ALTER_REASSIGNMENTS_RESPONSE = defineKind<millrace.AdminResponse.$Properties>(
  45,
  "AlterReassignmentsResponse",
  "control",
  millrace.AdminResponse,
);
export const CONTROLLED_SHUTDOWN_REQUEST = defineKind<millrace.ControlledShutdownRequest.$Properties>(
  46,
  "ControlledShutdownRequest",
  "control",
  millrace.ControlledShutdownRequest,
);
export const CONTROLLED_SHUTDOWN_RESPONSE = defineKind<millrace.AdminResponse.$Properties>(
  47,
  "ControlledShutdownResponse",
  "control",
  millrace.AdminResponse,
);
/** Made by the actor system itself: the request reached its endpoint, but nobody there. */
export const UNDELIVERED = defineKind<millrace.Undelivered.$Properties>(
  60,
  "Undelivered",
  "control",
  millrace.Undelivered,
);

const BY_NUMBER: (MessageKind | undefined)[] = [];
const KINDS: readonly MessageKind[] = [
  PRODUCE_REQUEST,
  PRODUCE_RESPONSE,
  FETCH_REQUEST,
  FETCH_RESPONSE,
  FETCH_REFUSAL,
  LIST_OFFSETS_REQUEST,
  LIST_OFFSETS_RESPONSE,
  HOLD_POSITIONS,
  DELETE_RECORDS_REQUEST,
  DELETE_RECORDS_RESPONSE,
  RECLAIM_REPORT,
  SET_HOLD_REQUEST,
  SET_HOLD_RESPONSE,
  REGISTER_BROKER_REQUEST,
  REGISTER_BROKER_RESPONSE,
  ALTER_PARTITION_REQUEST,
  ALTER_PARTITION_RESPONSE,
  CREATE_TOPICS_REQUEST,
  CREATE_TOPICS_RESPONSE,
  INIT_PRODUCER_ID_REQUEST,
  INIT_PRODUCER_ID_RESPONSE,
  DELETE_TOPICS_REQUEST,
  DELETE_TOPICS_RESPONSE,
  CREATE_PARTITIONS_REQUEST,
  CREATE_PARTITIONS_RESPONSE,
  ALTER_CONFIGS_REQUEST,
  ALTER_CONFIGS_RESPONSE,
  ELECT_LEADERS_REQUEST,
  ELECT_LEADERS_RESPONSE,
  ALTER_REASSIGNMENTS_REQUEST,
  ALTER_REASSIGNMENTS_RESPONSE,
  CONTROLLED_SHUTDOWN_REQUEST,
  CONTROLLED_SHUTDOWN_RESPONSE,
  UNDELIVERED,
];
for (const kind of KINDS) {
  assert(BY_NUMBER[kind.number] === undefined, `message number ${kind.number} is used once`);
  BY_NUMBER[kind.number] = kind;
}

/** The kind with this number in the frame header, or undefined for a number that nobody sends. */
export function kindByNumber(number: number): MessageKind | undefined {
  return BY_NUMBER[number];
}
