import type { FlatMapper, ForeachAction, KeyValueMapper, Predicate, ValueMapper } from "../api/functions.ts";
import type { KeyValue } from "../api/record.ts";
import type { ProcessorGraphNode } from "../graph/processor-graph-node.ts";
import { ForeachProcessor } from "../operator/foreach-processor.ts";
import { KStreamFilter } from "../operator/kstream-filter.ts";
import { KStreamFlatMap } from "../operator/kstream-flat-map.ts";
import { KStreamFlatMapValues } from "../operator/kstream-flat-map-values.ts";
import { KStreamMap } from "../operator/kstream-map.ts";
import { type AsyncMapper, KStreamMapAsync } from "../operator/kstream-map-async.ts";
import { KStreamMapValues } from "../operator/kstream-map-values.ts";
import { KStreamPeek } from "../operator/kstream-peek.ts";
import { KStreamPrint } from "../operator/kstream-print.ts";
import { KStreamSelectKey } from "../operator/kstream-select-key.ts";
import { type AsyncOptions, asyncSettings } from "../options/async-options.ts";
import type { Named } from "../options/named.ts";
import type { Printed } from "../options/printed.ts";
import { append, appendNode, untyped } from "./append.ts";
import { requireFunction } from "./checks.ts";
import type { KStream } from "./kstream.ts";
import { FILTER } from "./name-prefixes.ts";
import type { MaybeNamed } from "./named-internal.ts";
import type { KStreamParts } from "./stream-constructors.ts";

export function filter<K, V>(
  stream: KStreamParts<K, V>,
  call: "filter" | "filterNot",
  predicate: Predicate<K, V>,
  named: Named | undefined,
): KStream<K, V> {
  requireFunction(call, "predicate", predicate);
  const supplier = untyped(new KStreamFilter(predicate, call === "filterNot"));
  return append(stream, { named, prefix: FILTER, supplier, changes: "nothing" });
}

export function map<K, V, K2, V2>(
  stream: KStreamParts<K, V>,
  mapper: KeyValueMapper<K, V, KeyValue<K2, V2>>,
  named: Named | undefined,
): KStream<K2, V2> {
  requireFunction("map", "mapper", mapper);
  return append(stream, { named, prefix: "KSTREAM-MAP-", supplier: untyped(new KStreamMap(mapper)), changes: "both" });
}

export function mapValues<K, V, V2>(
  stream: KStreamParts<K, V>,
  mapper: ValueMapper<K, V, V2>,
  named: Named | undefined,
): KStream<K, V2> {
  requireFunction("mapValues", "mapper", mapper);
  const supplier = untyped(new KStreamMapValues(mapper));
  return append(stream, { named, prefix: "KSTREAM-MAPVALUES-", supplier, changes: "value" });
}

export function mapAsync<K, V, V2>(
  stream: KStreamParts<K, V>,
  mapper: AsyncMapper<K, V, V2>,
  options: AsyncOptions<K, V, V2> | undefined,
  named: Named | undefined,
): KStream<K, V2> {
  requireFunction("mapAsync", "mapper", mapper);
  const supplier = untyped(new KStreamMapAsync(mapper, asyncSettings(options)));
  return append(stream, { named, prefix: "KSTREAM-MAPASYNC-", supplier, changes: "value" });
}

export function flatMap<K, V, K2, V2>(
  stream: KStreamParts<K, V>,
  mapper: FlatMapper<K, V, K2, V2>,
  named: Named | undefined,
): KStream<K2, V2> {
  requireFunction("flatMap", "mapper", mapper);
  const supplier = untyped(new KStreamFlatMap(mapper));
  return append(stream, { named, prefix: "KSTREAM-FLATMAP-", supplier, changes: "both" });
}

export function flatMapValues<K, V, V2>(
  stream: KStreamParts<K, V>,
  mapper: ValueMapper<K, V, Iterable<V2>>,
  named: Named | undefined,
): KStream<K, V2> {
  requireFunction("flatMapValues", "mapper", mapper);
  const supplier = untyped(new KStreamFlatMapValues(mapper));
  return append(stream, { named, prefix: "KSTREAM-FLATMAPVALUES-", supplier, changes: "value" });
}

const KEY_SELECT = "KSTREAM-KEY-SELECT-";

export function selectKey<K, V, K2>(
  stream: KStreamParts<K, V>,
  mapper: KeyValueMapper<K, V, K2>,
  named: Named | undefined,
): KStream<K2, V> {
  requireFunction("selectKey", "mapper", mapper);
  return append(stream, { named, prefix: KEY_SELECT, supplier: untyped(new KStreamSelectKey(mapper)), changes: "key" });
}

/** The new key of a groupBy, as a node behind the stream. */
export function appendKeySelector<K, V, K2>(
  stream: KStreamParts<K, V>,
  selector: KeyValueMapper<K, V, K2>,
  named: MaybeNamed,
): ProcessorGraphNode {
  return appendNode(stream, {
    named,
    prefix: KEY_SELECT,
    supplier: untyped(new KStreamSelectKey(selector)),
    changes: "key",
  });
}

export function peek<K, V>(
  stream: KStreamParts<K, V>,
  action: ForeachAction<K, V>,
  named: Named | undefined,
): KStream<K, V> {
  requireFunction("peek", "action", action);
  const supplier = untyped(new KStreamPeek(action));
  return append(stream, { named, prefix: "KSTREAM-PEEK-", supplier, changes: "nothing" });
}

export function foreach<K, V>(stream: KStreamParts<K, V>, action: ForeachAction<K, V>, named: Named | undefined): void {
  requireFunction("foreach", "action", action);
  const supplier = untyped(() => new ForeachProcessor(action));
  appendNode(stream, { named, prefix: "KSTREAM-FOREACH-", supplier, changes: "nothing" });
}

/** Lines are labelled with the name of the stream that is printed, unless the user chose a label. */
export function print<K, V>(stream: KStreamParts<K, V>, printed: Printed<K, V>): void {
  const { write, mapper, label = stream.name } = printed;
  const supplier = untyped(new KStreamPrint({ label, mapper, write }));
  appendNode(stream, { named: printed, prefix: "KSTREAM-PRINTER-", supplier, changes: "nothing" });
}
