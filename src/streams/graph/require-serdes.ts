import { invalidTopology } from "../topology/problem.ts";
import type { AnySerializer } from "./any-serde.ts";

/** Refuses a step that writes or reads bytes and was given no serde. `option` is the class that takes one, the value's with `valueMethod`. */
export function requireSerdes(
  operator: string,
  option: string,
  keySerde: AnySerializer | undefined,
  valueSerde: AnySerializer | undefined,
  valueMethod = "withValueSerde",
): void {
  const missing = keySerde === undefined ? "key" : valueSerde === undefined ? "value" : undefined;
  if (missing === undefined) return;
  const method = missing === "key" ? "withKeySerde" : valueMethod;
  const fallback = missing === "key" ? "defaultKeySerde" : "defaultValueSerde";
  throw invalidTopology(
    `${operator}: there is no serde for the ${missing}. Give one with ${option}.${method}(...), or ${fallback} to the StreamsBuilder`,
  );
}
