import { bytes } from "../../../serde/primitives.ts";
import type { ValueJoiner } from "../../api/functions.ts";
import type { StoreBuilder } from "../../api/store-builder.ts";
import type { AnySerde } from "../../graph/any-serde.ts";
import type { GraphNode } from "../../graph/graph-node.ts";
import { ProcessorGraphNode } from "../../graph/processor-graph-node.ts";
import { ProcessorToStateConnectorNode } from "../../graph/processor-to-state-connector-node.ts";
import { StreamSinkNode } from "../../graph/stream-sink-node.ts";
import { StreamSourceNode } from "../../graph/stream-source-node.ts";
import { VersionedSemanticsProcessorNode } from "../../graph/versioned-semantics-graph-node.ts";
import { CombinedKeySchema } from "../../operator/foreign-key/combined-key.ts";
import { ForeignTableJoinProcessorSupplier } from "../../operator/foreign-key/foreign-table-join-processor-supplier.ts";
import { ResponseJoinProcessorSupplier } from "../../operator/foreign-key/response-join-processor-supplier.ts";
import { SubscriptionJoinProcessorSupplier } from "../../operator/foreign-key/subscription-join-processor-supplier.ts";
import { SubscriptionReceiveProcessorSupplier } from "../../operator/foreign-key/subscription-receive-processor-supplier.ts";
import {
  type SubscriptionResponseWrapper,
  SubscriptionResponseWrapperSerde,
} from "../../operator/foreign-key/subscription-response-wrapper.ts";
import { SubscriptionSendProcessorSupplier } from "../../operator/foreign-key/subscription-send-processor-supplier.ts";
import { SubscriptionWrapperSerde } from "../../operator/foreign-key/subscription-wrapper.ts";
import { KTableSource } from "../../operator/ktable-source.ts";
import type { Materialized } from "../../options/materialized.ts";
import type { TableJoined } from "../../options/table-joined.ts";
import { subscriptionStoreBuilder } from "../../state/stores.ts";
import { requireFunction, requireSameBuilder, requireTable } from "../checks.ts";
import type { InternalStreamsBuilder } from "../internal-streams-builder.ts";
import type { KTable } from "../ktable.ts";
import { MaterializedInternal } from "../materialized-internal.ts";
import { TABLE_SOURCE } from "../name-prefixes.ts";
import { suffixWithOrElseGet } from "../named-internal.ts";
import { dslStoreSuppliers } from "../store/dsl-store-suppliers.ts";
import { sourceStoreBuilder } from "../store/key-value-store-materializer.ts";
import type { KTableInternals } from "../stream-constructors.ts";
import { splitForeignJoinOptions } from "./foreign-join-options.ts";
import { singlePartition } from "./single-partition.ts";
import { requireTableSerdes, type TableSerdes } from "./table-serdes.ts";

const FK_JOIN = "KTABLE-FK-JOIN-";
const SUBSCRIPTION_REGISTRATION = `${FK_JOIN}SUBSCRIPTION-REGISTRATION-`;
const SUBSCRIPTION_RESPONSE = `${FK_JOIN}SUBSCRIPTION-RESPONSE-`;
const SUBSCRIPTION_PROCESSOR = `${FK_JOIN}SUBSCRIPTION-PROCESSOR-`;
const SUBSCRIPTION_RESPONSE_RESOLVER = `${FK_JOIN}SUBSCRIPTION-RESPONSE-RESOLVER-PROCESSOR-`;
const SUBSCRIPTION_STORE = `${FK_JOIN}SUBSCRIPTION-STATE-STORE-`;
const TABLE_SINK = "KTABLE-SINK-";
const OUTPUT = `${FK_JOIN}OUTPUT-`;

export type ForeignJoinKind = "foreignKeyJoin" | "foreignKeyLeftJoin";

/**
 * Joins by a key within the value (KIP-213). The left side subscribes, through a topic, at the task that has the row of the
 * foreign key; that task answers through another topic, at once and at every change of its row. A left join's joiner takes
 * null for the right row too.
 */
export function joinByForeignKey<K, V, KO, V2, R>(
  kind: ForeignJoinKind,
  left: KTableInternals<K, V>,
  other: KTable<KO, V2>,
  foreignKey: (value: V, key: K) => KO | null,
  joiner: ValueJoiner<K, V, V2, R>,
  options: readonly unknown[],
): KTableInternals<K, R> {
  const right = requireTable(kind, other);
  requireFunction(kind, "foreignKey", foreignKey);
  requireFunction(kind, "joiner", joiner);
  requireSameBuilder(kind, left, right);
  const { joined, materialized } = splitForeignJoinOptions<K, KO, R>(kind, options);
  const join = new ForeignKeyJoin(kind, left, right, joined);
  // By the old value the left side ends the subscription at the old foreign key. The right side is asked for its own only
  // because Kafka asks: which stores are made and what they send depends on it.
  right.enableSendingOldValues(true);
  left.enableSendingOldValues(true);
  const subscriptions = join.subscribe(foreignKey);
  const answers = join.answer(subscriptions);
  return join.result(join.resolve(answers, joiner), answers.name, materialized);
}

/** The steps of the join, in the order in which they take their names. */
class ForeignKeyJoin<K, V, KO, V2> {
  readonly #kind: ForeignJoinKind;
  readonly #left: KTableInternals<K, V>;
  readonly #right: KTableInternals<KO, V2>;
  readonly #joined: TableJoined<K, KO> | undefined;
  readonly #leftSerdes: TableSerdes<K, V>;
  readonly #rightSerdes: TableSerdes<KO, V2>;
  readonly #builder: InternalStreamsBuilder;
  /** The topic of the subscriptions; the pseudo topics that serdes of parts of them are told begin with it. */
  readonly #subscriptionTopic: string;
  readonly #subscriptionSerde: SubscriptionWrapperSerde<K>;

  constructor(
    kind: ForeignJoinKind,
    left: KTableInternals<K, V>,
    right: KTableInternals<KO, V2>,
    joined: TableJoined<K, KO> | undefined,
  ) {
    this.#kind = kind;
    this.#left = left;
    this.#right = right;
    this.#joined = joined;
    this.#leftSerdes = requireTableSerdes(kind, "the left table", left);
    this.#rightSerdes = requireTableSerdes(kind, "the right table", right);
    this.#builder = left.builder;
    this.#subscriptionTopic = `${this.#name("-subscription-registration", SUBSCRIPTION_REGISTRATION)}-topic`;
    this.#subscriptionSerde = new SubscriptionWrapperSerde(this.#pseudoTopic("-pk"), this.#leftSerdes.keySerde);
  }

  /** Sends what foreign key a row has to where that key lives. Answers the source of those subscriptions. */
  subscribe(foreignKey: (value: V, key: K) => KO | null): StreamSourceNode {
    const { keySerde } = this.#rightSerdes;
    this.#builder.topology.addInternalTopic(this.#subscriptionTopic, {});
    const supplier = new SubscriptionSendProcessorSupplier<K, V, KO>(
      foreignKey,
      this.#pseudoTopic("-fk"),
      this.#pseudoTopic("-vh"),
      keySerde,
      this.#leftSerdes.valueSerde,
      this.#isLeftJoin,
    );
    const name = this.#name("-subscription-registration-processor", SUBSCRIPTION_REGISTRATION);
    const send = this.#add(this.#left.graphNode, new VersionedSemanticsProcessorNode({ name, supplier }));
    const partitioner = this.#joined?.otherPartitioner;
    const sink = new StreamSinkNode(
      this.#name("-subscription-registration-sink", TABLE_SINK),
      this.#subscriptionTopic,
      {
        keySerde,
        valueSerde: this.#subscriptionSerde,
        partitioner: partitioner && singlePartition(this.#kind, partitioner),
      },
    );
    this.#add(send, sink);
    const sourceName = this.#name("-subscription-registration-source", TABLE_SOURCE);
    const source = this.#source(sourceName, this.#subscriptionTopic, keySerde, this.#subscriptionSerde);
    this.#add(sink, source);
    this.#copartition(this.#right.subTopologySourceNodes, sourceName);
    return source;
  }

  /** Keeps the subscriptions by foreign key; answers new ones, and all of a row that changed. Answers the answers' source. */
  answer(subscriptions: GraphNode): StreamSourceNode {
    const store = this.#subscriptionStore();
    const schema = new CombinedKeySchema<KO, K>(
      this.#pseudoTopic("-fk"),
      this.#rightSerdes.keySerde,
      this.#pseudoTopic("-pk"),
      this.#leftSerdes.keySerde,
    );
    const receiveName = this.#name("-subscription-receive", SUBSCRIPTION_PROCESSOR);
    const receiver = new SubscriptionReceiveProcessorSupplier(store, schema);
    const receive = this.#add(
      subscriptions,
      new ProcessorGraphNode(receiveName, { name: receiveName, supplier: receiver }),
    );
    const values = this.#right.valueGetterSupplier();
    const joinName = this.#name("-subscription-join-foreign", SUBSCRIPTION_PROCESSOR);
    const joinOne = new SubscriptionJoinProcessorSupplier(values);
    const subscriptionJoin = this.#add(
      receive,
      new ProcessorToStateConnectorNode({ name: joinName, supplier: joinOne }, values.storeNames),
    );
    const tableJoinName = this.#name("-foreign-join-subscription", SUBSCRIPTION_PROCESSOR);
    const joinAll = new ForeignTableJoinProcessorSupplier<K, KO, V2>(store, schema);
    const tableJoin = this.#add(
      this.#right.graphNode,
      new VersionedSemanticsProcessorNode({ name: tableJoinName, supplier: joinAll }),
    );
    return this.#answerTopic([subscriptionJoin, tableJoin]);
  }

  /** Joins answers with the rows that asked. */
  resolve<R>(answers: GraphNode, joiner: ValueJoiner<K, V, V2, R>): GraphNode {
    const values = this.#left.valueGetterSupplier();
    const supplier = new ResponseJoinProcessorSupplier<K, V, V2, R>(
      values,
      this.#leftSerdes.valueSerde,
      this.#pseudoTopic("-vh"),
      joiner,
      this.#isLeftJoin,
    );
    const name = this.#name("-subscription-response-resolver", SUBSCRIPTION_RESPONSE_RESOLVER);
    return this.#add(answers, new ProcessorToStateConnectorNode({ name, supplier }, values.storeNames));
  }

  /** The table of what was joined; has a store where it is wanted or needed. */
  result<R>(
    resolved: GraphNode,
    answerSource: string,
    materialized: Materialized<K, R> | undefined,
  ): KTableInternals<K, R> {
    const name = this.#name("-result", OUTPUT);
    const internal = new MaterializedInternal(materialized, this.#builder, { storeNamePrefix: OUTPUT });
    internal.inheritSerdes(this.#leftSerdes.keySerde, undefined);
    const store = sourceStoreBuilder(this.#kind, internal);
    const supplier = new KTableSource<K, R>(store, internal.queryableStoreName);
    const node = new ProcessorGraphNode(name, { name, supplier });
    node.outputVersioned = internal.isVersioned;
    this.#add(resolved, node);
    return this.#builder.create.ktable<K, R>({
      name,
      keySerde: this.#leftSerdes.keySerde,
      valueSerde: internal.valueSerde,
      subTopologySourceNodes: new Set([...this.#left.subTopologySourceNodes, answerSource]),
      queryableStoreName: store.name,
      processorSupplier: supplier,
      graphNode: node,
      builder: this.#builder,
    });
  }

  get #isLeftJoin(): boolean {
    return this.#kind === "foreignKeyLeftJoin";
  }

  #answerTopic(parents: readonly GraphNode[]): StreamSourceNode {
    const { keySerde } = this.#leftSerdes;
    const valueSerde = new SubscriptionResponseWrapperSerde(this.#rightSerdes.valueSerde);
    const topic = `${this.#name("-subscription-response", SUBSCRIPTION_RESPONSE)}-topic`;
    this.#builder.topology.addInternalTopic(topic, {});
    const partitioner = this.#joined?.partitioner;
    const sink = new StreamSinkNode(this.#name("-subscription-response-sink", TABLE_SINK), topic, {
      keySerde,
      valueSerde,
      partitioner: partitioner === undefined ? backToTheRow : singlePartition(this.#kind, partitioner),
    });
    for (const parent of parents) this.#add(parent, sink);
    const source = this.#source(this.#name("-subscription-response-source", TABLE_SOURCE), topic, keySerde, valueSerde);
    this.#add(sink, source);
    this.#copartition(this.#left.subTopologySourceNodes, source.name);
    return source;
  }

  #source(name: string, topic: string, keySerde: AnySerde, valueSerde: AnySerde): StreamSourceNode {
    return new StreamSourceNode(name, [topic], {
      keySerde,
      valueSerde,
      timestampExtractor: undefined,
      offsetReset: undefined,
    });
  }

  #subscriptionStore(): StoreBuilder {
    const supplier = dslStoreSuppliers.keyValueStore(this.#name("-subscription-store", SUBSCRIPTION_STORE));
    return subscriptionStoreBuilder(supplier, bytes(), this.#subscriptionSerde)
      .withLoggingEnabled({})
      .withCachingDisabled();
  }

  #copartition(sources: ReadonlySet<string>, added: string): void {
    this.#builder.topology.copartitionSources([...sources, added]);
  }

  #add<N extends GraphNode>(parent: GraphNode, child: N): N {
    this.#builder.addGraphNode(parent, child);
    return child;
  }

  #name(suffix: string, prefix: string): string {
    return suffixWithOrElseGet(this.#joined, suffix, this.#builder, prefix);
  }

  /** What a serde of a part of a message is told as the topic. The application's id is known when it runs. */
  #pseudoTopic(suffix: string): () => string {
    return () => this.#builder.topology.decoratePseudoTopic(this.#subscriptionTopic + suffix);
  }
}

/** An answer goes to the partition where the row that asked lives. */
function backToTheRow(_topic: string, _key: unknown, answer: SubscriptionResponseWrapper<unknown>): number | undefined {
  return answer.primaryPartition ?? undefined;
}
