import type {
  FlatMapper,
  ForeachAction,
  KeyValueMapper,
  Predicate,
  TopicNameExtractor,
  ValueMapper,
} from "../api/functions.ts";
import type { FixedKeyProcessorSupplier, ProcessorSupplier } from "../api/processor.ts";
import type { KeyValue } from "../api/record.ts";
import type { AsyncMapper } from "../operator/kstream-map-async.ts";
import type { AsyncOptions } from "../options/async-options.ts";
import type { Grouped } from "../options/grouped.ts";
import type { Named } from "../options/named.ts";
import type { Printed } from "../options/printed.ts";
import type { Produced } from "../options/produced.ts";
import type { Repartitioned } from "../options/repartitioned.ts";
import { AbstractStream } from "./abstract-stream.ts";
import type { BranchedKStream } from "./branched-kstream.ts";
import { BranchedKStreamImpl } from "./branched-kstream-impl.ts";
import type { KGroupedStream } from "./kgrouped-stream.ts";
import type { KStream, TableOptions } from "./kstream.ts";
import { groupBy, groupByKey } from "./kstream-grouping.ts";
import { joinAny } from "./kstream-join.ts";
import { merge } from "./kstream-merge.ts";
import { to } from "./kstream-output.ts";
import { appendFixedKeyProcessor, appendProcessor } from "./kstream-process.ts";
import { repartition } from "./kstream-repartition.ts";
import * as stateless from "./kstream-stateless.ts";
import { toTable } from "./kstream-to-table.ts";
import type { KTable } from "./ktable.ts";
import type { KStreamParts } from "./stream-constructors.ts";

/** A stream: the operators are in files by subject, here they only meet. */
export class KStreamImpl<K, V> extends AbstractStream<K, V> implements KStream<K, V>, KStreamParts<K, V> {
  readonly repartitionRequired: boolean;
  // Each of them has several signatures, one for each kind of the other side.
  readonly join: KStream<K, V>["join"];
  readonly leftJoin: KStream<K, V>["leftJoin"];
  readonly outerJoin: KStream<K, V>["outerJoin"];

  constructor(parts: KStreamParts<K, V>) {
    super(parts);
    this.repartitionRequired = parts.repartitionRequired;
    this.join = (other: unknown, ...given: never[]) => joinAny("join", this, other, given as never);
    this.leftJoin = (other: unknown, ...given: never[]) => joinAny("leftJoin", this, other, given as never);
    this.outerJoin = (other: unknown, ...given: never[]) => joinAny("outerJoin", this, other, given as never);
  }

  filter<V2 extends V>(predicate: (key: K, value: V) => value is V2, named?: Named): KStream<K, V2>;
  filter(predicate: Predicate<K, V>, named?: Named): KStream<K, V>;
  filter(predicate: Predicate<K, V>, named?: Named): KStream<K, V> {
    return stateless.filter(this, "filter", predicate, named);
  }

  filterNot(predicate: Predicate<K, V>, named?: Named): KStream<K, V> {
    return stateless.filter(this, "filterNot", predicate, named);
  }

  map<K2, V2>(mapper: KeyValueMapper<K, V, KeyValue<K2, V2>>, named?: Named): KStream<K2, V2> {
    return stateless.map(this, mapper, named);
  }

  mapValues<V2>(mapper: ValueMapper<K, V, V2>, named?: Named): KStream<K, V2> {
    return stateless.mapValues(this, mapper, named);
  }

  mapAsync<V2>(mapper: AsyncMapper<K, V, V2>, options?: AsyncOptions<K, V, V2>, named?: Named): KStream<K, V2> {
    return stateless.mapAsync(this, mapper, options, named);
  }

  flatMap<K2, V2>(mapper: FlatMapper<K, V, K2, V2>, named?: Named): KStream<K2, V2> {
    return stateless.flatMap(this, mapper, named);
  }

  flatMapValues<V2>(mapper: ValueMapper<K, V, Iterable<V2>>, named?: Named): KStream<K, V2> {
    return stateless.flatMapValues(this, mapper, named);
  }

  selectKey<K2>(mapper: KeyValueMapper<K, V, K2>, named?: Named): KStream<K2, V> {
    return stateless.selectKey(this, mapper, named);
  }

  peek(action: ForeachAction<K, V>, named?: Named): KStream<K, V> {
    return stateless.peek(this, action, named);
  }

  foreach(action: ForeachAction<K, V>, named?: Named): void {
    stateless.foreach(this, action, named);
  }

  print(printed: Printed<K, V>): void {
    stateless.print(this, printed);
  }

  merge<K2, V2>(other: KStream<K2, V2>, named?: Named): KStream<K | K2, V | V2> {
    return merge(this, other, named);
  }

  split(named?: Named): BranchedKStream<K, V> {
    return new BranchedKStreamImpl(this, named);
  }

  repartition(repartitioned?: Repartitioned<K, V>): KStream<K, V> {
    return repartition(this, repartitioned);
  }

  to(topic: string | TopicNameExtractor<K, V>, produced?: Produced<K, NonNullable<V>>): void {
    to(this, topic, produced);
  }

  toTable(...options: TableOptions<K, V>): KTable<K, V> {
    return toTable(this, options);
  }

  groupByKey(grouped?: Grouped<K, V>): KGroupedStream<K, V> {
    return groupByKey(this, grouped);
  }

  groupBy<K2>(selector: KeyValueMapper<K, V, K2>, grouped?: Grouped<K2, V>): KGroupedStream<K2, V> {
    return groupBy(this, selector, grouped);
  }

  process<K2, V2>(
    supplier: ProcessorSupplier<K, V, K2, V2>,
    ...options: [Named, ...string[]] | string[]
  ): KStream<K2, V2> {
    return appendProcessor(this, supplier, options);
  }

  processValues<V2>(
    supplier: FixedKeyProcessorSupplier<K, V, V2>,
    ...options: [Named, ...string[]] | string[]
  ): KStream<K, V2> {
    return appendFixedKeyProcessor(this, supplier, options);
  }
}
