import { MillraceError } from "../../../base/errors.ts";
import type { Serde, SerdePlace } from "../../../serde/serde.ts";
import { bytesOf, readInt32, writeInt32 } from "../../state/binary.ts";
import { HASH_BYTES } from "./murmur3.ts";

/** What the side of the foreign key does with a subscription; the values are Kafka's bytes. */
export const INSTRUCTION = {
  /** Delete it, answer nothing: the answer comes from the new foreign key. */
  deleteKeyNoPropagate: 0,
  /** Delete it, answer null. */
  deleteKeyAndPropagate: 1,
  /** Store it, answer the row or null: a former result has to go. */
  propagateNullIfNoForeignValue: 2,
  /** Store it, answer the row if there is one: there was no result before that would have to go. */
  propagateOnlyIfForeignValue: 3,
} as const;
export type Instruction = (typeof INSTRUCTION)[keyof typeof INSTRUCTION];

const LAST_VERSION = 1;
const HASH_IS_NULL = 0x80;
const FLAG_BYTES = 2;
const PARTITION_BYTES = 4;

/** From the left table to the right one: this row refers to you. */
export class SubscriptionWrapper<KLeft> {
  /** Of the row's value, so that the answer can tell whether it is still the same; null: deleted. */
  readonly hash: Uint8Array | null;
  readonly instruction: Instruction;
  readonly primaryKey: KLeft;
  /** Where the row lives and the answer has to go; null only in records of Kafka before 3.4. */
  readonly primaryPartition: number | null;

  constructor(hash: Uint8Array | null, instruction: Instruction, primaryKey: KLeft, primaryPartition: number | null) {
    this.hash = hash;
    this.instruction = instruction;
    this.primaryKey = primaryKey;
    this.primaryPartition = primaryPartition;
  }
}

/**
 * Kafka's bytes, version 1: the version (the top bit set when there is no hash), the instruction, the hash (16 bytes), the
 * primary key, the partition (int32). Version 0, which lacks the partition, is read and never written, except again.
 */
export class SubscriptionWrapperSerde<KLeft> implements Serde<SubscriptionWrapper<KLeft>> {
  readonly #primaryKeyTopic: () => string;
  readonly #primaryKeySerde: Serde<KLeft>;
  #place: SerdePlace | undefined;

  /** The topic is only what the serde of the key is told; it is known when a task starts. */
  constructor(primaryKeySerdeTopic: () => string, primaryKeySerde: Serde<KLeft>) {
    this.#primaryKeyTopic = primaryKeySerdeTopic;
    this.#primaryKeySerde = primaryKeySerde;
  }

  serialize(data: SubscriptionWrapper<KLeft>): Uint8Array {
    const key = bytesOf(this.#primaryKeySerde.serialize(data.primaryKey, this.#keyPlace()));
    const hashBytes = data.hash === null ? 0 : HASH_BYTES;
    const version = data.primaryPartition === null ? 0 : LAST_VERSION;
    const partitionBytes = version === 0 ? 0 : PARTITION_BYTES;
    const bytes = new Uint8Array(FLAG_BYTES + hashBytes + key.length + partitionBytes);
    bytes[0] = data.hash === null ? version | HASH_IS_NULL : version;
    bytes[1] = data.instruction;
    if (data.hash !== null) bytes.set(data.hash, FLAG_BYTES);
    bytes.set(key, FLAG_BYTES + hashBytes);
    if (data.primaryPartition !== null) writeInt32(bytes, bytes.length - PARTITION_BYTES, data.primaryPartition);
    return bytes;
  }

  deserialize(bytes: Uint8Array): SubscriptionWrapper<KLeft> {
    const first = bytes[0] as number;
    const version = versionOf("a subscription", first, LAST_VERSION);
    const keyFrom = FLAG_BYTES + ((first & HASH_IS_NULL) === 0 ? HASH_BYTES : 0);
    const keyUntil = bytes.length - (version === 0 ? 0 : PARTITION_BYTES);
    return new SubscriptionWrapper(
      keyFrom === FLAG_BYTES ? null : bytes.slice(FLAG_BYTES, keyFrom),
      instructionOf(bytes[1] as number),
      this.#primaryKeySerde.deserialize(bytes.subarray(keyFrom, keyUntil), this.#keyPlace()),
      version === 0 ? null : readInt32(bytes, keyUntil),
    );
  }

  #keyPlace(): SerdePlace {
    this.#place ??= { topic: this.#primaryKeyTopic() };
    return this.#place;
  }
}

/** Of the first byte of a wrapper. Throws SERIALIZATION_FAILED for a version after the last that is known. */
export function versionOf(what: string, firstByte: number, lastVersion: number): number {
  const version = firstByte & ~HASH_IS_NULL;
  if (version <= lastVersion) return version;
  throw new MillraceError(
    "SERIALIZATION_FAILED",
    `${what} of a foreign-key join has version ${version}, and only ${lastVersion} is known: a newer application has written it`,
  );
}

function instructionOf(byte: number): Instruction {
  if (byte <= INSTRUCTION.propagateOnlyIfForeignValue) return byte as Instruction;
  throw new MillraceError("SERIALIZATION_FAILED", `a subscription of a foreign-key join has no instruction ${byte}`);
}
