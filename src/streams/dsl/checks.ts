import { invalidTopology } from "../topology/problem.ts";
import { GlobalKTableImpl } from "./global-ktable-impl.ts";
import type { InternalStreamsBuilder } from "./internal-streams-builder.ts";
import type { KStream } from "./kstream.ts";
import type { KTable } from "./ktable.ts";
import type { KStreamInternals, KTableInternals } from "./stream-constructors.ts";

export { invalidTopology };

/** `what` is the argument's name in the signature of `operator`. */
export function requireFunction(operator: string, what: string, value: unknown): void {
  if (typeof value === "function") return;
  throw invalidTopology(`${operator}: ${what} must be a function, got ${describeValue(value)}`);
}

/** A supplier is a function, or an object whose `get` gives a new processor each time. */
export function requireSupplier(operator: string, supplier: unknown): void {
  if (typeof supplier === "function") return;
  if (typeof supplier === "object" && supplier !== null && "get" in supplier && typeof supplier.get === "function") {
    return;
  }
  throw invalidTopology(
    `${operator}: the supplier must be a function that makes a processor, or an object with get(), got ${describeValue(supplier)}`,
  );
}

export function requireSameBuilder(
  operator: string,
  one: { readonly builder: InternalStreamsBuilder },
  other: { readonly builder: InternalStreamsBuilder },
): void {
  if (one.builder === other.builder) return;
  throw invalidTopology(
    `${operator}: both sides must come from the same StreamsBuilder; make the other one from this builder too`,
  );
}

export function isStream<K, V>(value: unknown): value is KStreamInternals<K, V> {
  return typeof value === "object" && value !== null && "repartitionRequired" in value && "graphNode" in value;
}

export function isTable<K, V>(value: unknown): value is KTableInternals<K, V> {
  return typeof value === "object" && value !== null && "valueGetterSupplier" in value && "graphNode" in value;
}

export function isGlobalTable<K, V>(value: unknown): value is GlobalKTableImpl<K, V> {
  return value instanceof GlobalKTableImpl;
}

export function requireStream<K, V>(operator: string, value: KStream<K, V>): KStreamInternals<K, V> {
  if (isStream<K, V>(value)) return value;
  throw invalidTopology(`${operator}: the other side must be a KStream, got ${describeValue(value)}`);
}

export function requireTable<K, V>(operator: string, value: KTable<K, V>): KTableInternals<K, V> {
  if (isTable<K, V>(value)) return value;
  throw invalidTopology(`${operator}: the other side must be a KTable, got ${describeValue(value)}`);
}

export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "object") return `an object of ${value.constructor?.name ?? "no class"}`;
  return `${typeof value} ${JSON.stringify(value)}`;
}
