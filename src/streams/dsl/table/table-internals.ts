import { invalidTopology } from "../../topology/problem.ts";
import { describeValue } from "../checks.ts";
import type { KTable } from "../ktable.ts";
import type { KTableInternals } from "../stream-constructors.ts";

/** A table of the language as its inside. Throws INVALID_TOPOLOGY for what is no table that a StreamsBuilder made. */
export function tableInternals<K, V>(operator: string, table: KTable<K, V>): KTableInternals<K, V> {
  const internals = table as Partial<KTableInternals<K, V>> | null | undefined;
  if (typeof internals?.valueGetterSupplier === "function") return internals as KTableInternals<K, V>;
  throw invalidTopology(`${operator}: the other table must come from a StreamsBuilder, got ${describeValue(table)}`);
}
