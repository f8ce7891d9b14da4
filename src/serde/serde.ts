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
  /** The same of text whose UTF-8 they would be: spares the bytes where both sides are in this process. */
  deserializeText?(text: string, place: SerdePlace): T;
}

/** Both directions, for keys or for values. null never gets here: it stays null, a missing key or a tombstone. */
export interface Serde<In, Out = In> extends Serializer<In>, Deserializer<Out> {
  /** Its values cannot be changed (text, numbers), and are read as they were written: stores keep them beside the bytes. */
  readonly immutable?: true;
}
