import type { GraphNode } from "../graph/graph-node.ts";
import type { KTableValueGetterSupplier } from "../operator/ktable-supplier.ts";
import type { Grouped } from "../options/grouped.ts";
import type { StreamParts } from "./abstract-stream.ts";
import type { InternalStreamsBuilder } from "./internal-streams-builder.ts";
import type { KGroupedStream } from "./kgrouped-stream.ts";
import type { KStream } from "./kstream.ts";
import type { KTable } from "./ktable.ts";

export interface KStreamParts<K, V> extends StreamParts<K, V> {
  /** Has the key changed since the records were partitioned by it? */
  readonly repartitionRequired: boolean;
}

export interface KTableParts<K, V> extends StreamParts<K, V> {
  readonly queryableStoreName: string | undefined;
  /** Of the operator that makes the table. A KTableSource takes plain values, all others changes. */
  readonly processorSupplier: unknown;
}

/** A Grouped with the serdes of the stream where it had none. */
export type GroupedParts<K, V> = Pick<Grouped<K, V>, "name" | "keySerde" | "valueSerde">;

export interface KGroupedStreamParts<K, V> {
  readonly name: string;
  readonly subTopologySourceNodes: ReadonlySet<string>;
  readonly grouped: GroupedParts<K, V>;
  readonly repartitionRequired: boolean;
  readonly graphNode: GraphNode;
  readonly builder: InternalStreamsBuilder;
}

/** A stream as the inside of the language sees it. */
export type KStreamInternals<K, V> = KStream<K, V> & KStreamParts<K, V>;

/** A table as the inside of the language sees it. */
export interface KTableInternals<K, V> extends KTable<K, V>, StreamParts<K, V> {
  readonly queryableStoreName: string | undefined;
  valueGetterSupplier(): KTableValueGetterSupplier<K, V>;
  enableSendingOldValues(forceMaterialization: boolean): boolean;
}

/**
 * Makes streams and tables. A stream gives tables and a table gives streams; both ask their builder for the other, so that
 * neither file imports the other.
 */
export interface StreamConstructors {
  kstream<K, V>(parts: KStreamParts<K, V>): KStreamInternals<K, V>;
  ktable<K, V>(parts: KTableParts<K, V>): KTableInternals<K, V>;
  kgroupedStream<K, V>(parts: KGroupedStreamParts<K, V>): KGroupedStream<K, V>;
}
