import { bytes } from "../../../serde/primitives.ts";
import type { Serde } from "../../../serde/serde.ts";
import type { StreamPartitioner, ValueJoiner } from "../../api/functions.ts";
import type { StoreBuilder } from "../../api/store-builder.ts";
import { ProcessorGraphNode } from "../../graph/processor-graph-node.ts";
import { ProcessorToStateConnectorNode } from "../../graph/processor-to-state-connector-node.ts";
import { StreamSinkNode } from "../../graph/stream-sink-node.ts";
import { StreamSourceNode } from "../../graph/stream-source-node.ts";
import { VersionedSemanticsProcessorNode } from "../../graph/versioned-semantics-graph-node.ts";
import { CombinedKeySchema } from "../../operator/foreign-key/combined-key-schema.ts";
import { ForeignTableJoinProcessorSupplier } from "../../operator/foreign-key/foreign-table-join-processor-supplier.ts";
import { ResponseJoinProcessorSupplier } from "../../operator/foreign-key/response-join-processor-supplier.ts";
import { SubscriptionJoinProcessorSupplier } from "../../operator/foreign-key/subscription-join-processor-supplier.ts";
import { SubscriptionReceiveProcessorSupplier } from "../../operator/foreign-key/subscription-receive-processor-supplier.ts";
import type { SubscriptionResponseWrapper } from "../../operator/foreign-key/subscription-response-wrapper.ts";
import { SubscriptionResponseWrapperSerde } from "../../operator/foreign-key/subscription-response-wrapper-serde.ts";
import { SubscriptionSendProcessorSupplier } from "../../operator/foreign-key/subscription-send-processor-supplier.ts";
import { SubscriptionWrapperSerde } from "../../operator/foreign-key/subscription-wrapper-serde.ts";
import { KTableSource } from "../../operator/ktable-source.ts";
import { Stores } from "../../state/stores.ts";
import { requireFunction, requireSameBuilder } from "../checks.ts";
import type { KTable } from "../ktable.ts";
import { MaterializedInternal } from "../materialized-internal.ts";
import { SINK, SOURCE } from "../name-prefixes.ts";
import { suffixWithOrElseGet } from "../named-internal.ts";
import { dslStoreSuppliers } from "../store/dsl-store-suppliers.ts";
import { keyValueStoreBuilder } from "../store/key-value-store-materializer.ts";
import type { KTableInternals } from "../stream-constructors.ts";
import { splitForeignJoinOptions } from "./foreign-join-options.ts";
import { singlePartition } from "./single-partition.ts";
import { tableInternals } from "./table-internals.ts";
import { requireTableSerdes } from "./table-serdes.ts";

const FK_JOIN = "KTABLE-FK-JOIN-";
const SUBSCRIPTION_REGISTRATION = `${FK_JOIN}SUBSCRIPTION-REGISTRATION-`;
const SUBSCRIPTION_RESPONSE = `${FK_JOIN}SUBSCRIPTION-RESPONSE-`;
const SUBSCRIPTION_PROCESSOR = `${FK_JOIN}SUBSCRIPTION-PROCESSOR-`;
const SUBSCRIPTION_RESPONSE_RESOLVER = `${FK_JOIN}SUBSCRIPTION-RESPONSE-RESOLVER-PROCESSOR-`;
const SUBSCRIPTION_STORE = `${FK_JOIN}SUBSCRIPTION-STATE-STORE-`;
const OUTPUT = `${FK_JOIN}OUTPUT-`;

export type ForeignJoinKind = "foreignKeyJoin" | "foreignKeyLeftJoin";

/**
 * Joins by a key within the value (KIP-213). The left side subscribes, through a topic, at the task that has the row of the
 * foreign key; that task answers through another topic, once at first and then at every change of its row.
 */
export function joinByForeignKey<K, V, KO, V2, R>(
  kind: ForeignJoinKind,
  left: KTableInternals<K, V>,
  other: KTable<KO, V2>,
  foreignKey: (value: V, key: K) => KO | null,
  joiner: ValueJoiner<K, V, V2 | null, R>,
  options: readonly unknown[],
): KTableInternals<K, R> {
  const right = tableInternals(kind, other);
  requireFunction(kind, "foreignKey", foreignKey);
  requireFunction(kind, "joiner", joiner);
  requireSameBuilder(kind, left, right);
  const { joined, materialized } = splitForeignJoinOptions<K, KO, R>(kind, options);
  const serdes = new JoinSerdes(kind, left, right);
  // With old values at hand a row of the right table that did not change asks for no subscriptions, and the left side
  // can end the subscription at the old foreign key.
  right.enableSendingOldValues(true);
  left.enableSendingOldValues(true);
  const join = new ForeignKeyJoin(kind, left, right, joined, serdes);
}
