import type { Serde, SerdePlace } from "../../../serde/serde.ts";
import { bytesOf } from "../../state/binary.ts";
import { HASH_BYTES } from "./murmur3.ts";
import { versionOf } from "./subscription-wrapper.ts";

const VERSION = 0;
const HASH_IS_NULL = 0x80;
const VERSION_BYTES = 1;

/** From the right table to the left one: the row that you refer to is this, or null. */
export class SubscriptionResponseWrapper<VRight> {
  /** That of the subscription. */
  readonly originalValueHash: Uint8Array | null;
  readonly foreignValue: VRight | null;
  /** Where the row of the left table lives. It only chooses the partition and is not in the bytes. */
  readonly primaryPartition: number | null;

  constructor(originalValueHash: Uint8Array | null, foreignValue: VRight | null, primaryPartition: number | null) {
    this.originalValueHash = originalValueHash;
    this.foreignValue = foreignValue;
    this.primaryPartition = primaryPartition;
  }
}

/** Kafka's bytes: the version (the top bit set when there is no hash), the hash (16 bytes), the value if there is one. */
export class SubscriptionResponseWrapperSerde<VRight> implements Serde<SubscriptionResponseWrapper<VRight>> {
  readonly #foreignValueSerde: Serde<VRight>;

  constructor(foreignValueSerde: Serde<VRight>) {
    this.#foreignValueSerde = foreignValueSerde;
  }

  serialize(data: SubscriptionResponseWrapper<VRight>, place: SerdePlace): Uint8Array {
    const { originalValueHash, foreignValue } = data;
    const value = bytesOf(foreignValue === null ? "" : this.#foreignValueSerde.serialize(foreignValue, place));
    const valueFrom = VERSION_BYTES + (originalValueHash === null ? 0 : HASH_BYTES);
    const bytes = new Uint8Array(valueFrom + value.length);
    bytes[0] = originalValueHash === null ? VERSION | HASH_IS_NULL : VERSION;
    if (originalValueHash !== null) bytes.set(originalValueHash, VERSION_BYTES);
    bytes.set(value, valueFrom);
    return bytes;
  }

  /** As in Kafka, a value of no bytes (an empty text) is read as null. */
  deserialize(bytes: Uint8Array, place: SerdePlace): SubscriptionResponseWrapper<VRight> {
    const first = bytes[0] as number;
    versionOf("an answer", first, VERSION);
    const valueFrom = VERSION_BYTES + ((first & HASH_IS_NULL) === 0 ? HASH_BYTES : 0);
    return new SubscriptionResponseWrapper(
      valueFrom === VERSION_BYTES ? null : bytes.slice(VERSION_BYTES, valueFrom),
      bytes.length === valueFrom ? null : this.#foreignValueSerde.deserialize(bytes.subarray(valueFrom), place),
      null,
    );
  }
}
