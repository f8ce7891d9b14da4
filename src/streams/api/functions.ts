import type { KeyValue, RecordMetadata } from "./record.ts";
import type { InputRecord } from "./serialized.ts";

export type Predicate<K, V> = (key: K, value: V) => boolean;
export type KeyValueMapper<K, V, R> = (key: K, value: V) => R;
/** Kafka's ValueMapper and ValueMapperWithKey in one. */
export type ValueMapper<K, V, R> = (value: V, key: K) => R;
export type ForeachAction<K, V> = (key: K, value: V) => void;
/** Kafka's ValueJoiner and ValueJoinerWithKey in one. */
export type ValueJoiner<K, V1, V2, R> = (left: V1, right: V2, key: K) => R;
export type Initializer<A> = () => A;
export type Aggregator<K, V, A> = (key: K, value: V, aggregate: A) => A;
export type Reducer<V> = (aggregate: V, value: V) => V;
/** Joins the aggregates of two sessions that a record connects. */
export type Merger<K, A> = (key: K, one: A, two: A) => A;
export type TopicNameExtractor<K, V> = (key: K, value: V, metadata: RecordMetadata) => string;
/** Gives partitions (several: broadcast; none: dropped), or undefined for the default (KIP-837). */
export type StreamPartitioner<K, V> = (
  topic: string,
  key: K,
  value: V,
  partitionCount: number,
) => number | readonly number[] | undefined;

/** A record as its extractor sees it. */
export interface ExtractedRecord<K = unknown, V = unknown>
  extends Pick<InputRecord, "topic" | "partition" | "offset" | "timestamp" | "headers"> {
  readonly key: K;
  readonly value: V;
}

/**
 * Gives the time of a record in ms since 1970; a negative one drops the record, counted. `partitionTimeMs` is the largest
 * time of its partition so far, or -1; `nowMs` is the wall clock.
 */
export type TimestampExtractor = (record: ExtractedRecord, partitionTimeMs: number, nowMs: number) => number;

export type FlatMapper<K, V, K2, V2> = (key: K, value: V) => Iterable<KeyValue<K2, V2>>;
