import { invalidTopology } from "../topology/problem.ts";
import type { AnySerializer } from "./any-serde.ts";

/** The store of a grouped stream: a key serde of its Materialized would not do for a repartition topic before it. */
export const GROUPED_STORE = { key: "Grouped", value: "Materialized" };

/** Refuses a step that writes or reads bytes and was given no serde. `option` is the class that takes one, the value's with `valueMethod`. */
export function requireSerdes(
  operator: string,
  option: string | { readonly key: string; readonly value: string },
  keySerde: AnySerializer | undefined,
  valueSerde: AnySerializer | undefined,
  valueMethod = "withValueSerde",
): void {
  const missing = keySerde === undefined ? "key" : valueSerde === undefined ? "value" : undefined;
  if (missing === undefined) return;
  const method = missing === "key" ? "withKeySerde" : valueMethod;
  const taker = typeof option === "string" ? option : option[missing];
  const fallback = missing === "key" ? "defaultKeySerde" : "defaultValueSerde";
  throw invalidTopology(
    `${operator}: there is no serde for the ${missing}. Give one with ${taker}.${method}(...), or ${fallback} to the StreamsBuilder`,
  );
}
