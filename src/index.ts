export { MillraceError, type MillraceErrorCode } from "./base/errors.ts";
export type {
  Admin,
  Assignment,
  Bytes,
  ClusterDescription,
  ClusterEvent,
  Consumer,
  ConsumerBatch,
  ConsumerOptions,
  ConsumerRecord,
  CopiedRecord,
  HeadersInput,
  NewTopic,
  PartitionDescription,
  Producer,
  ProducerMetrics,
  ProducerOptions,
  ProducerRecord,
  RecordMetadata,
  TopicDescription,
  TopicPartition,
} from "./client/api.ts";
export { type BrokerControl, Cluster, type SupervisorControl } from "./runtime/cluster.ts";
export type { ClusterOptions } from "./runtime/cluster-options.ts";
export type { ClusterStats } from "./runtime/cluster-stats.ts";
export type { ClusterHandle } from "./runtime/config.ts";
