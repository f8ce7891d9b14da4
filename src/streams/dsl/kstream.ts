import type {
  FlatMapper,
  ForeachAction,
  KeyValueMapper,
  Predicate,
  TopicNameExtractor,
  ValueJoiner,
  ValueMapper,
} from "../api/functions.ts";
import type { FixedKeyProcessorSupplier, ProcessorSupplier } from "../api/processor.ts";
import type { KeyValue } from "../api/record.ts";
import type { AsyncMapper } from "../operator/kstream-map-async.ts";
import type { AsyncOptions } from "../options/async-options.ts";
import type { Grouped } from "../options/grouped.ts";
import type { Joined } from "../options/joined.ts";
import type { Materialized } from "../options/materialized.ts";
import type { Named } from "../options/named.ts";
import type { Printed } from "../options/printed.ts";
import type { Produced } from "../options/produced.ts";
import type { Repartitioned } from "../options/repartitioned.ts";
import type { StreamJoined } from "../options/stream-joined.ts";
import type { JoinWindows } from "../windows/join-windows.ts";
import type { BranchedKStream } from "./branched-kstream.ts";
import type { GlobalKTable } from "./global-ktable.ts";
import type { KGroupedStream } from "./kgrouped-stream.ts";
import type { KTable } from "./ktable.ts";

/** Optional `Named` and `Materialized` at the end of an argument list, in this order, either left out. */
export type TableOptions<K, V> = [] | [Named] | [Materialized<K, V>] | [Named, Materialized<K, V>];

export interface KStream<K, V> {
  filter<V2 extends V>(predicate: (key: K, value: V) => value is V2, named?: Named): KStream<K, V2>;
  filter(predicate: Predicate<K, V>, named?: Named): KStream<K, V>;
  /** The records for which the predicate is false. */
  filterNot(predicate: Predicate<K, V>, named?: Named): KStream<K, V>;
  /** A new key and value for each record. What groups or joins by the key afterwards reads a repartition topic. */
  map<K2, V2>(mapper: KeyValueMapper<K, V, KeyValue<K2, V2>>, named?: Named): KStream<K2, V2>;
  /** A new value for each record; the key stays, so nothing is repartitioned. */
  mapValues<V2>(mapper: ValueMapper<K, V, V2>, named?: Named): KStream<K, V2>;
  /**
   * Our own, not Kafka's: as `mapValues` with a function whose answer may come later. At most `concurrency` calls of a task run at
   * once, and one of a key; results of a key come in the order of its records, with their timestamps and headers. The
   * function must not use state stores. Throws INVALID_OPTION for options out of range.
   */
  mapAsync<V2>(mapper: AsyncMapper<K, V, V2>, options?: AsyncOptions<K, V, V2>, named?: Named): KStream<K, V2>;
  /** Any number of records for each one, with new keys; grouping or joining afterwards repartitions. */
  flatMap<K2, V2>(mapper: FlatMapper<K, V, K2, V2>, named?: Named): KStream<K2, V2>;
  /** Any number of values for each record, under its key. */
  flatMapValues<V2>(mapper: ValueMapper<K, V, Iterable<V2>>, named?: Named): KStream<K, V2>;
  /** A new key for each record; grouping or joining afterwards repartitions. */
  selectKey<K2>(mapper: KeyValueMapper<K, V, K2>, named?: Named): KStream<K2, V>;
  /** Calls the action for each record and hands the record on. */
  peek(action: ForeachAction<K, V>, named?: Named): KStream<K, V>;
  foreach(action: ForeachAction<K, V>, named?: Named): void;
  print(printed: Printed<K, V>): void;
  merge<K2, V2>(other: KStream<K2, V2>, named?: Named): KStream<K | K2, V | V2>;
  split(named?: Named): BranchedKStream<K, V>;
  repartition(repartitioned?: Repartitioned<K, V>): KStream<K, V>;
  to(topic: string | TopicNameExtractor<K, V>, produced?: Produced<K, NonNullable<V>>): void;
  toTable(...options: TableOptions<K, V>): KTable<K, V>;
  /** Groups by the key that is there, for count, reduce, aggregate and windows. */
  groupByKey(grouped?: Grouped<K, V>): KGroupedStream<K, V>;
  /** Groups by a new key: through a repartition topic, whose serdes `Grouped` gives. */
  groupBy<K2>(selector: KeyValueMapper<K, V, K2>, grouped?: Grouped<K2, V>): KGroupedStream<K2, V>;

  join<V2, R>(
    other: KStream<K, V2>,
    joiner: ValueJoiner<K, V, V2, R>,
    windows: JoinWindows,
    joined?: StreamJoined<K, V, V2>,
  ): KStream<K, R>;
  join<V2, R>(table: KTable<K, V2>, joiner: ValueJoiner<K, V, V2, R>, joined?: Joined<K, V, V2>): KStream<K, R>;
  join<K2, V2, R>(
    table: GlobalKTable<K2, V2>,
    keySelector: KeyValueMapper<K, V, K2 | null>,
    joiner: ValueJoiner<K, V, V2, R>,
    named?: Named,
  ): KStream<K, R>;
  leftJoin<V2, R>(
    other: KStream<K, V2>,
    joiner: ValueJoiner<K, V, V2 | null, R>,
    windows: JoinWindows,
    joined?: StreamJoined<K, V, V2>,
  ): KStream<K, R>;
  leftJoin<V2, R>(
    table: KTable<K, V2>,
    joiner: ValueJoiner<K, V, V2 | null, R>,
    joined?: Joined<K, V, V2>,
  ): KStream<K, R>;
  leftJoin<K2, V2, R>(
    table: GlobalKTable<K2, V2>,
    keySelector: KeyValueMapper<K, V, K2 | null>,
    joiner: ValueJoiner<K, V, V2 | null, R>,
    named?: Named,
  ): KStream<K, R>;
  outerJoin<V2, R>(
    other: KStream<K, V2>,
    joiner: ValueJoiner<K, V | null, V2 | null, R>,
    windows: JoinWindows,
    joined?: StreamJoined<K, V, V2>,
  ): KStream<K, R>;

  /** `options`: a Named, then names of state stores to connect. */
  process<K2, V2>(
    supplier: ProcessorSupplier<K, V, K2, V2>,
    ...options: [Named, ...string[]] | string[]
  ): KStream<K2, V2>;
  processValues<V2>(
    supplier: FixedKeyProcessorSupplier<K, V, V2>,
    ...options: [Named, ...string[]] | string[]
  ): KStream<K, V2>;
}
