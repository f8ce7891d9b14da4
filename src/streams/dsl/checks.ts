import { invalidTopology } from "../topology/problem.ts";
import type { InternalStreamsBuilder } from "./internal-streams-builder.ts";

/** `what` is the argument's name in the signature of `operator`. */
export function requireFunction(operator: string, what: string, value: unknown): void {
  if (typeof value === "function") return;
  throw invalidTopology(`${operator}: ${what} must be a function, got ${describeValue(value)}`);
}

/** A supplier is a function, or an object whose `get` gives a new processor each time. */
export function requireSupplier(operator: string, supplier: unknown): void {
  if (typeof supplier === "function") return;
  if (typeof supplier === "object" && supplier !== null && typeof (supplier as { get?: unknown }).get === "function") {
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

export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "object") return `an object of ${value.constructor?.name ?? "no class"}`;
  return `${typeof value} ${JSON.stringify(value)}`;
}
