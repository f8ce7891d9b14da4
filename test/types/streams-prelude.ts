/** What the snippets of the Streams type tests begin with: streams and tables to build on, and every option. */
export const STREAMS_PRELUDE = `
import { float64, int32, int64, string } from "#/serde/primitives.ts";
import { list } from "#/serde/list.ts";
import { nullable } from "#/serde/serde.ts";
import { json } from "#/serde/json.ts";
import type { GlobalKTable } from "#/streams/dsl/global-ktable.ts";
import type { KStream } from "#/streams/dsl/kstream.ts";
import type { KTable } from "#/streams/dsl/ktable.ts";
import type { Windowed } from "#/streams/api/windowed.ts";
import { Branched } from "#/streams/dsl/branched.ts";
import { BufferConfig } from "#/streams/options/buffer-config.ts";
import { Consumed } from "#/streams/options/consumed.ts";
import { Grouped } from "#/streams/options/grouped.ts";
import { Joined } from "#/streams/options/joined.ts";
import { Materialized } from "#/streams/options/materialized.ts";
import { Named } from "#/streams/options/named.ts";
import { Printed } from "#/streams/options/printed.ts";
import { Produced } from "#/streams/options/produced.ts";
import { Repartitioned } from "#/streams/options/repartitioned.ts";
import { StreamJoined } from "#/streams/options/stream-joined.ts";
import { Suppressed } from "#/streams/options/suppressed.ts";
import { TableJoined } from "#/streams/options/table-joined.ts";
import { JoinWindows } from "#/streams/windows/join-windows.ts";
import { SessionWindows } from "#/streams/windows/session-windows.ts";
import { TimeWindows } from "#/streams/windows/time-windows.ts";
import { timeWindowed } from "#/streams/windows/windowed-serdes.ts";
interface Order { item: string; count: number }
interface User { name: string }
declare function stream<K, V>(topic: string, consumed: Consumed<K, V>): KStream<K, V>;
declare function table<K, V>(topic: string, consumed: Consumed<K, V>, store?: Materialized<K, V>): KTable<K, V>;
declare const orders: KStream<string, Order>;
declare const users: KTable<string, User>;
declare const allUsers: GlobalKTable<number, User>;
const number = float64();
const within = JoinWindows.ofTimeDifferenceWithNoGrace(5);
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Takes a value of exactly this type: neither any nor never nor a narrower one. */
declare function exact<B>(): <A>(value: A, ...wrong: Equal<A, B> extends true ? [] : [never]) => void;
`;
