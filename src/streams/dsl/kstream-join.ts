import type { KeyValueMapper, ValueJoiner } from "../api/functions.ts";
import type { Joined } from "../options/joined.ts";
import type { Named } from "../options/named.ts";
import type { StreamJoined } from "../options/stream-joined.ts";
import type { JoinWindows } from "../windows/join-windows.ts";
import { describeValue, invalidTopology, isGlobalTable, isStream, isTable } from "./checks.ts";
import type { KStream } from "./kstream.ts";
import { joinStream, type StreamJoin } from "./kstream-kstream-join.ts";
import { joinGlobalTable, joinTable } from "./kstream-table-join.ts";
import type { KStreamInternals } from "./stream-constructors.ts";

/** Arguments after the other side; what they are depends on what that is. Checked by the types of `join`. */
type JoinArguments<K, V, V2, R> =
  | [ValueJoiner<K, V, V2, R>, JoinWindows, StreamJoined<K, V, V2>?]
  | [ValueJoiner<K, V, V2, R>, Joined<K, V, V2>?]
  | [KeyValueMapper<K, V, unknown>, ValueJoiner<K, V, V2, R>, Named?];

/** A join with whatever the other side is. */
export function joinAny<K, V, V2, R>(
  call: StreamJoin,
  stream: KStreamInternals<K, V>,
  other: unknown,
  given: JoinArguments<K, V, V2, R>,
): KStream<K, R> {
  if (isStream<K, V2>(other)) {
    const [joiner, windows, joined] = given as [ValueJoiner<K, V, V2, R>, JoinWindows, StreamJoined<K, V, V2>?];
    return joinStream(call, stream, other, joiner, windows, joined);
  }
  if (call !== "outerJoin" && isTable<K, V2>(other)) {
    const [joiner, joined] = given as [ValueJoiner<K, V, V2, R>, Joined<K, V, V2>?];
    return joinTable(call, stream, other, joiner, joined);
  }
  if (call !== "outerJoin" && isGlobalTable<unknown, V2>(other)) {
    const [selector, joiner, named] = given as [KeyValueMapper<K, V, unknown>, ValueJoiner<K, V, V2, R>, Named?];
    return joinGlobalTable(call, stream, other, selector, joiner, named);
  }
  const sides = call === "outerJoin" ? "a KStream" : "a KStream, a KTable or a GlobalKTable";
  throw invalidTopology(`${call}: the other side must be ${sides}, got ${describeValue(other)}`);
}
