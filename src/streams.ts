// millrace/streams: the Streams language. It loads no cluster, no thread and no file, so that tests start at once.

export { MillraceError, type MillraceErrorCode } from "./base/errors.ts";
export { json, type StandardSchema } from "./serde/json.ts";
export { list } from "./serde/list.ts";
export { boolean, bytes, float32, float64, int16, int32, int64, string, uuid } from "./serde/primitives.ts";
export { type ProtobufType, protobuf } from "./serde/protobuf.ts";
export { type Deserializer, nullable, type Serde, type SerdePlace, type Serializer } from "./serde/serde.ts";
export type { AutoOffsetReset } from "./streams/api/auto-offset-reset.ts";
export {
  continueOnError,
  type DeserializationExceptionHandler,
  type ErrorAnswer,
  type ErrorHandlerContext,
  failOnError,
  type ProcessingExceptionHandler,
  type SerializationExceptionHandler,
} from "./streams/api/error-handlers.ts";
export type {
  Aggregator,
  ExtractedRecord,
  FlatMapper,
  ForeachAction,
  Initializer,
  KeyValueMapper,
  Merger,
  Predicate,
  Reducer,
  StreamPartitioner,
  TimestampExtractor,
  TopicNameExtractor,
  ValueJoiner,
  ValueMapper,
} from "./streams/api/functions.ts";
export type {
  Cancellable,
  ConnectedStores,
  FixedKeyProcessor,
  FixedKeyProcessorContext,
  FixedKeyProcessorSupplier,
  FixedKeyRecord,
  ProcessingContext,
  Processor,
  ProcessorContext,
  ProcessorSupplier,
  PunctuationType,
  Punctuator,
} from "./streams/api/processor.ts";
export { type Headers, type KeyValue, type RecordMetadata, StreamRecord } from "./streams/api/record.ts";
export type { StoreBuilder } from "./streams/api/store-builder.ts";
export type {
  KeyValueIterator,
  KeyValueStore,
  ReadOnlyKeyValueStore,
  ReadOnlySessionStore,
  ReadOnlyWindowStore,
  SessionStore,
  StateStore,
  TimestampedKeyValueStore,
  TimestampedWindowStore,
  ValueAndTimestamp,
  VersionedKeyValueStore,
  VersionedRecord,
  VersionRange,
  WindowStore,
} from "./streams/api/stores.ts";
export {
  failOnInvalidTimestamp,
  logAndSkipOnInvalidTimestamp,
  usePartitionTimeOnInvalidTimestamp,
  wallclockTimestampExtractor,
} from "./streams/api/timestamp-extractors.ts";
export type { ValueTransformer, ValueTransformerSupplier } from "./streams/api/value-transformer.ts";
export { type Window, Windowed } from "./streams/api/windowed.ts";
export { Branched } from "./streams/dsl/branched.ts";
export type { BranchedKStream } from "./streams/dsl/branched-kstream.ts";
export type { CogroupedKStream } from "./streams/dsl/cogrouped-kstream.ts";
export type { GlobalKTable } from "./streams/dsl/global-ktable.ts";
export type { KGroupedStream } from "./streams/dsl/kgrouped-stream.ts";
export type { KGroupedTable } from "./streams/dsl/kgrouped-table.ts";
export type { KStream, TableOptions } from "./streams/dsl/kstream.ts";
export type { ForeignJoinOptions, KTable } from "./streams/dsl/ktable.ts";
export { type BuildOptions, StreamsBuilder, type StreamsBuilderOptions } from "./streams/dsl/streams-builder.ts";
export type {
  SessionWindowedCogroupedKStream,
  SessionWindowedKStream,
  TimeWindowedCogroupedKStream,
  TimeWindowedKStream,
  WindowedOptions,
} from "./streams/dsl/windowed-kstream.ts";
export type { AsyncMapper } from "./streams/operator/kstream-map-async.ts";
export type { AsyncFallback, AsyncOptions } from "./streams/options/async-options.ts";
export { BufferConfig } from "./streams/options/buffer-config.ts";
export { Consumed } from "./streams/options/consumed.ts";
export { Grouped } from "./streams/options/grouped.ts";
export { Joined } from "./streams/options/joined.ts";
export { Materialized } from "./streams/options/materialized.ts";
export { Named } from "./streams/options/named.ts";
export { Printed } from "./streams/options/printed.ts";
export { Produced } from "./streams/options/produced.ts";
export { Repartitioned } from "./streams/options/repartitioned.ts";
export { StreamJoined } from "./streams/options/stream-joined.ts";
export { Suppressed } from "./streams/options/suppressed.ts";
export { TableJoined } from "./streams/options/table-joined.ts";
export { Stores } from "./streams/state/stores.ts";
export type {
  KeyValueBytesStoreSupplier,
  SessionBytesStoreSupplier,
  VersionedBytesStoreSupplier,
  WindowBytesStoreSupplier,
} from "./streams/state/suppliers.ts";
export type { TopologyDescription } from "./streams/topology/describe.ts";
export {
  type GlobalStoreOptions,
  type SinkOptions,
  type SourceOptions,
  Topology,
} from "./streams/topology/topology.ts";
export { EmitStrategy } from "./streams/windows/emit-strategy.ts";
export { JoinWindows } from "./streams/windows/join-windows.ts";
export { SessionWindows } from "./streams/windows/session-windows.ts";
export { SlidingWindows } from "./streams/windows/sliding-windows.ts";
export { TimeWindows } from "./streams/windows/time-windows.ts";
export { UnlimitedWindows } from "./streams/windows/unlimited-windows.ts";
export { sessionWindowed, timeWindowed, type WindowedSerde } from "./streams/windows/windowed-serdes.ts";
