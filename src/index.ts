export { MillraceError, type MillraceErrorCode, type RecordPlace } from "./base/errors.ts";
export type {
  Admin,
  Assignment,
  Bytes,
  ClusterDescription,
  ClusterEvent,
  Consumer,
  ConsumerBatch,
  ConsumerMetrics,
  ConsumerOptions,
  ConsumerRecord,
  CopiedRecord,
  HeadersInput,
  NewTopic,
  OffsetSpec,
  PartitionDescription,
  Partitioner,
  PartitionOffset,
  PollOptions,
  Producer,
  ProducerMetrics,
  ProducerOptions,
  ProducerRecord,
  RecordMetadata,
  TimestampOffset,
  TopicDescription,
  TopicPartition,
  WaitOptions,
} from "./client/api.ts";
export { type BrokerControl, Cluster, type SupervisorControl } from "./runtime/cluster.ts";
export type { Logger } from "./runtime/cluster-log.ts";
export type { ClusterOptions } from "./runtime/cluster-options.ts";
export type { ArenaStats, BrokerStats, ClusterStats } from "./runtime/cluster-stats.ts";
export type { ClusterHandle } from "./runtime/config.ts";
export type { SettledOptions } from "./runtime/settled.ts";
export { json, type StandardSchema } from "./serde/json.ts";
export { bytes, float64, int32, int64, string } from "./serde/primitives.ts";
export { type ProtobufType, protobuf } from "./serde/protobuf.ts";
export type { Deserializer, Serde, SerdePlace, Serializer } from "./serde/serde.ts";
