import { bytesOf } from "./text.ts";

/** Where a key or value goes to or comes from. */
export interface SerdePlace {
  readonly topic: string;
}

/** Makes bytes of a key or a value. Text is written as UTF-8. What it throws is refused as SERIALIZATION_FAILED. */
export interface Serializer<T> {
  serialize(data: T, place: SerdePlace): Uint8Array | string;
}

/**
 * Makes a key or a value of bytes. They are a view of shared memory, for reading, and valid only within the call unless
 * the result is used no longer than its batch. What it throws becomes SERIALIZATION_FAILED.
 */
export interface Deserializer<T> {
  deserialize(bytes: Uint8Array, place: SerdePlace): T;
  /** Answers what `deserialize` would for the UTF-8 of the text, which was never encoded. Only for speed: may be missing. */
  deserializeText?(text: string, place: SerdePlace): T;
}

/** Both directions, for keys or for values. null never gets here: it stays null, a missing key or a tombstone. */
export interface Serde<In, Out = In> extends Serializer<In>, Deserializer<Out> {
  /** What it reads nobody can change: text, numbers, booleans. Such a value may be kept and handed on without a copy. */
  readonly immutable?: true;
}

/** A serde of `T` as an argument: `T` is what it reads. What it writes may be wider (`readonly`, say), and is not looked at. */
export type SerdeOf<T> = Serde<NoInfer<T>, T>;

/** Reads bytes, or text that stands for its UTF-8. */
export function deserialize<T>(from: Deserializer<T>, data: Uint8Array | string, place: SerdePlace): T;
/** null stays null. */
export function deserialize<T>(from: Deserializer<T>, data: Uint8Array | string | null, place: SerdePlace): T | null;
export function deserialize<T>(from: Deserializer<T>, data: Uint8Array | string | null, place: SerdePlace): T | null {
  if (data === null) return null;
  if (typeof data !== "string") return from.deserialize(data, place);
  return from.deserializeText === undefined
    ? from.deserialize(bytesOf(data), place)
    : from.deserializeText(data, place);
}

/** The same serde for what may be null. Only the types change: a serde never meets a null. */
export function nullable<In, Out>(serde: Serde<In, Out>): Serde<In | null, Out | null> {
  return serde as Serde<In | null, Out | null>;
}
