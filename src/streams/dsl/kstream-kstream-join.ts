import type { Serde } from "../../serde/serde.ts";
import type { ValueJoiner } from "../api/functions.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import { JoinWindowNode } from "../graph/join-window-node.ts";
import type { AnyProcessor } from "../graph/processor-parameters.ts";
import { StreamStreamJoinNode } from "../graph/stream-stream-join-node.ts";
import { KStreamJoinWindow } from "../operator/kstream-join-window.ts";
import { KStreamKStreamJoinLeftSide, KStreamKStreamJoinRightSide } from "../operator/kstream-kstream-join.ts";
import { KStreamKStreamSelfJoin } from "../operator/kstream-kstream-self-join.ts";
import { PassThrough } from "../operator/pass-through.ts";
import { TimeTrackerSupplier } from "../operator/time-tracker.ts";
import type { StreamJoined } from "../options/stream-joined.ts";
import { JoinWindows } from "../windows/join-windows.ts";
import { ensureCopartition } from "./abstract-stream.ts";
import { untyped } from "./append.ts";
import { describeValue, invalidTopology, requireFunction, requireSameBuilder } from "./checks.ts";
import { type JoinStores, joinStores } from "./join-stores.ts";
import type { KStream } from "./kstream.ts";
import { repartitionForJoin } from "./kstream-repartition.ts";
import { MERGE } from "./name-prefixes.ts";
import { type InternalNameProvider, suffixWithOr, suffixWithOrElseGet } from "./named-internal.ts";
import type { KStreamInternals, KStreamParts } from "./stream-constructors.ts";

export type StreamJoin = "join" | "leftJoin" | "outerJoin";

/** Which sides give a row for a record without a match. */
export interface OuterSides {
  readonly left: boolean;
  readonly right: boolean;
}

const OUTER_SIDES: Readonly<Record<StreamJoin, OuterSides>> = {
  join: { left: false, right: false },
  leftJoin: { left: true, right: false },
  outerJoin: { left: true, right: true },
};

interface Join<K, V, V2, R> {
  readonly left: KStreamParts<K, V>;
  readonly right: KStreamParts<K, V2>;
  readonly joiner: ValueJoiner<K, V, V2, R>;
  readonly windows: JoinWindows;
  readonly joined: StreamJoined<K, V, V2> | undefined;
  readonly outer: OuterSides;
}

/** Pairs the records of two streams that have the same key and are not further apart than the window. */
export function joinStream<K, V, V2, R>(
  call: StreamJoin,
  stream: KStreamInternals<K, V>,
  other: KStreamInternals<K, V2>,
  joiner: ValueJoiner<K, V, V2, R>,
  windows: JoinWindows,
  joined: StreamJoined<K, V, V2> | undefined,
): KStream<K, R> {
  requireFunction(call, "joiner", joiner);
  requireSameBuilder(call, stream, other);
  if (!(windows instanceof JoinWindows)) {
    throw invalidTopology(`${call} of two streams: after the joiner come JoinWindows, got ${describeValue(windows)}`);
  }
  const operator = `${call} of ${stream.name} and ${other.name}`;
  const left = repartitionForJoin(stream, {
    operator,
    option: "StreamJoined",
    topicNamePrefix: suffixWithOr(joined, "-left", stream.name),
    keySerde: joined?.keySerde,
    valueSerde: joined?.valueSerde,
  });
  const right = repartitionForJoin(other, {
    operator,
    option: "StreamJoined",
    topicNamePrefix: suffixWithOr(joined, "-right", other.name),
    keySerde: joined?.keySerde,
    valueSerde: joined?.otherValueSerde,
  });
  const sources = ensureCopartition(call, left, [right]);
  const join = { left, right, joiner, windows, joined, outer: OUTER_SIDES[call] };
  const keySerde = joined?.keySerde ?? left.keySerde ?? right.keySerde;
  const graphNode = addJoin(operator, join, keySerde);
  return stream.builder.create.kstream<K, R>({
    name: graphNode.name,
    keySerde,
    valueSerde: undefined,
    subTopologySourceNodes: sources,
    repartitionRequired: false,
    graphNode,
    builder: stream.builder,
  });
}

interface JoinNames {
  readonly thisWindow: string;
  readonly otherWindow: string;
  readonly joinThis: string;
  readonly joinOther: string;
  /** The names by number, which stores have where the user named none. */
  readonly generatedThis: string;
  readonly generatedOther: string;
  readonly merge: string;
}

/** All names of a join, in the order in which they use up indexes. */
function joinNames(
  names: InternalNameProvider,
  named: { readonly name: string | undefined } | undefined,
  outer: OuterSides,
): JoinNames {
  const thisWindow = suffixWithOrElseGet(named, "-this-windowed", names, "KSTREAM-WINDOWED-");
  const otherWindow = suffixWithOrElseGet(named, "-other-windowed", names, "KSTREAM-WINDOWED-");
  const generatedThis = names.newProcessorName(outer.right ? "KSTREAM-OUTERTHIS-" : "KSTREAM-JOINTHIS-");
  const generatedOther = names.newProcessorName(outer.left ? "KSTREAM-OUTEROTHER-" : "KSTREAM-JOINOTHER-");
  return {
    thisWindow,
    otherWindow,
    generatedThis,
    generatedOther,
    joinThis: suffixWithOr(named, outer.right ? "-outer-this-join" : "-this-join", generatedThis),
    joinOther: suffixWithOr(named, outer.left ? "-outer-other-join" : "-other-join", generatedOther),
    merge: suffixWithOrElseGet(named, "-merge", names, MERGE),
  };
}

function addJoin<K, V, V2, R>(
  operator: string,
  join: Join<K, V, V2, R>,
  keySerde: Serde<K> | undefined,
): StreamStreamJoinNode {
  const { left, right, windows, joined, outer } = join;
  const { builder } = left;
  const names = joinNames(builder, joined, outer);
  const stores = joinStores({
    operator,
    windows,
    joined,
    outer,
    generatedThis: names.generatedThis,
    generatedOther: names.generatedOther,
    keySerde,
    leftSerde: joined?.valueSerde ?? left.valueSerde,
    rightSerde: joined?.otherValueSerde ?? right.valueSerde,
  });
  builder.addGraphNode(left.graphNode, windowNode(names.thisWindow, stores.thisWindow));
  builder.addGraphNode(right.graphNode, windowNode(names.otherWindow, stores.otherWindow));
  const node = new StreamStreamJoinNode({
    ...processors(join, names, stores),
    thisWindowName: names.thisWindow,
    otherWindowName: names.otherWindow,
  });
  node.nullKeyRelaxedJoin = outer.left || outer.right;
  builder.addGraphNode([left.graphNode, right.graphNode], node);
  return node;
}

function windowNode(name: string, store: StoreBuilder): JoinWindowNode {
  return new JoinWindowNode(name, { name, supplier: untyped(new KStreamJoinWindow(store)) });
}

function processors<K, V, V2, R>(
  { joiner, windows, outer }: Join<K, V, V2, R>,
  names: JoinNames,
  { thisWindow, otherWindow, shared }: JoinStores,
): Record<"joinThis" | "joinOther" | "merge" | "selfJoin", AnyProcessor> {
  const times = new TimeTrackerSupplier();
  const reversed = (right: V2, left: V, key: K) => joiner(left, right, key);
  const retentionMs = windows.sizeMs + windows.gracePeriodMs;
  const left = new KStreamKStreamJoinLeftSide(windows, joiner, outer.left, times, otherWindow, shared);
  const right = new KStreamKStreamJoinRightSide(windows, reversed, outer.right, times, thisWindow, shared);
  // Only used where both sides are one stream, whose values then are of one type.
  const ofItself = joiner as unknown as ValueJoiner<K, V, V, R>;
  const selfJoin = new KStreamKStreamSelfJoin(thisWindow, windows, ofItself, retentionMs);
  return {
    joinThis: { name: names.joinThis, supplier: untyped(left) },
    joinOther: { name: names.joinOther, supplier: untyped(right) },
    merge: { name: names.merge, supplier: untyped(new PassThrough()) },
    selfJoin: { name: names.merge, supplier: untyped(selfJoin) },
  };
}
