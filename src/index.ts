export { MillraceError, type MillraceErrorCode, type RecordPlace } from "./base/errors.ts";
export { AdminError, type AdminFailure } from "./client/admin-error.ts";
export type {
  Admin,
  Assignment,
  Bytes,
  ClusterDescription,
  ClusterEvent,
  ConfigChange,
  ConfigDescription,
  ConfigEntry,
  ConfigOperation,
  ConfigResource,
  Consumer,
  ConsumerBatch,
  ConsumerMetrics,
  ConsumerOptions,
  ConsumerRecord,
  CopiedRecord,
  HeadersInput,
  NewPartitions,
  NewTopic,
  OffsetQuery,
  OffsetSpec,
  OngoingReassignment,
  PartitionDescription,
  Partitioner,
  PartitionOffset,
  PollOptions,
  Producer,
  ProducerMetrics,
  ProducerOptions,
  ProducerRecord,
  Reassignment,
  RecordMetadata,
  RecordsToDelete,
  SeekTarget,
  TimestampOffset,
  TopicConfigChanges,
  TopicDescription,
  TopicPartition,
  ValidateOptions,
  WaitOptions,
} from "./client/api.ts";
export { type DivergentOffset, LogTruncationError } from "./client/log-truncation-error.ts";
export { type BrokerControl, Cluster, type SupervisorControl } from "./runtime/cluster.ts";
export type { Logger } from "./runtime/cluster-log.ts";
export type { ClusterOptions } from "./runtime/cluster-options.ts";
export type { ArenaStats, BrokerStats, ClusterStats } from "./runtime/cluster-stats.ts";
export type { ClusterConfig, ClusterHandle } from "./runtime/config.ts";
export type { SettledOptions } from "./runtime/settled.ts";
export { json, type StandardSchema } from "./serde/json.ts";
export { list } from "./serde/list.ts";
export { boolean, bytes, float32, float64, int16, int32, int64, string, uuid } from "./serde/primitives.ts";
export { type ProtobufType, protobuf } from "./serde/protobuf.ts";
export { type Deserializer, nullable, type Serde, type SerdePlace, type Serializer } from "./serde/serde.ts";
