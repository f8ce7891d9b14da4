import type { Serde } from "../../../serde/serde.ts";
import { invalidTopology } from "../../topology/problem.ts";
import type { KTableInternals } from "../stream-constructors.ts";

export interface TableSerdes<K, V> {
  readonly keySerde: Serde<K>;
  readonly valueSerde: Serde<V>;
}

/** Both serdes of a table whose keys and values an operator writes as bytes. `which` names the table in the message. */
export function requireTableSerdes<K, V>(
  operator: string,
  which: string,
  { name, keySerde, valueSerde }: KTableInternals<K, V>,
): TableSerdes<K, V> {
  if (keySerde !== undefined && valueSerde !== undefined) return { keySerde, valueSerde };
  const [missing, method, fallback] =
    keySerde === undefined
      ? ["key", "withKeySerde", "defaultKeySerde"]
      : ["value", "withValueSerde", "defaultValueSerde"];
  throw invalidTopology(
    `${operator}: there is no serde for the ${missing} of ${which} (${name}). Give one where that table is made, with ` +
      `Materialized.${method}(...), or ${fallback} to the StreamsBuilder`,
  );
}
