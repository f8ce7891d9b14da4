import type { Serde, SerdePlace } from "../../../serde/serde.ts";
import type { Serialized } from "../../api/serialized.ts";
import { bytesOf, readInt32, writeInt32 } from "../../state/binary.ts";

const LENGTH_BYTES = 4;

/** The key of a subscription: a row of the left table waits for a row of the right one. */
export class CombinedKey<KRight, KLeft> {
  /** Null for a row that refers to nothing, in a left join. */
  readonly foreignKey: KRight | null;
  readonly primaryKey: KLeft;

  constructor(foreignKey: KRight | null, primaryKey: KLeft) {
    this.foreignKey = foreignKey;
    this.primaryKey = primaryKey;
  }
}

/**
 * Kafka's bytes of a subscription's key: the length of the foreign key (int32), the foreign key, the primary key. So all
 * subscriptions of a foreign key lie together. The topics are only what serdes are told; they are known when a task starts.
 */
export class CombinedKeySchema<KRight, KLeft> {
  readonly #foreignKeyTopic: () => string;
  readonly #foreignKeySerde: Serde<KRight>;
  readonly #primaryKeyTopic: () => string;
  readonly #primaryKeySerde: Serde<KLeft>;
  #foreignKeyPlace: SerdePlace = { topic: "" };
  #primaryKeyPlace: SerdePlace = { topic: "" };

  constructor(
    foreignKeySerdeTopic: () => string,
    foreignKeySerde: Serde<KRight>,
    primaryKeySerdeTopic: () => string,
    primaryKeySerde: Serde<KLeft>,
  ) {
    this.#foreignKeyTopic = foreignKeySerdeTopic;
    this.#foreignKeySerde = foreignKeySerde;
    this.#primaryKeyTopic = primaryKeySerdeTopic;
    this.#primaryKeySerde = primaryKeySerde;
  }

  init(): void {
    this.#foreignKeyPlace = { topic: this.#foreignKeyTopic() };
    this.#primaryKeyPlace = { topic: this.#primaryKeyTopic() };
  }

  toBytes(foreignKey: KRight, primaryKey: KLeft): Uint8Array {
    return this.#join(foreignKey, this.#primaryKeySerde.serialize(primaryKey, this.#primaryKeyPlace));
  }

  /** What the keys of all subscriptions of a foreign key begin with. */
  prefixBytes(foreignKey: KRight): Uint8Array {
    return this.#join(foreignKey, "");
  }

  fromBytes(bytes: Uint8Array): CombinedKey<KRight, KLeft> {
    const foreignEnd = this.#foreignEndOf(bytes);
    const foreignKey = this.#foreignKeySerde.deserialize(
      bytes.subarray(LENGTH_BYTES, foreignEnd),
      this.#foreignKeyPlace,
    );
    return new CombinedKey(foreignKey, this.primaryKeyOf(bytes));
  }

  primaryKeyOf(bytes: Uint8Array): KLeft {
    return this.#primaryKeySerde.deserialize(bytes.subarray(this.#foreignEndOf(bytes)), this.#primaryKeyPlace);
  }

  #foreignEndOf(bytes: Uint8Array): number {
    return LENGTH_BYTES + readInt32(bytes, 0);
  }

  #join(foreignKey: KRight, primaryKey: Serialized): Uint8Array {
    const foreign = bytesOf(this.#foreignKeySerde.serialize(foreignKey, this.#foreignKeyPlace));
    const primary = bytesOf(primaryKey);
    const bytes = new Uint8Array(LENGTH_BYTES + foreign.length + primary.length);
    writeInt32(bytes, 0, foreign.length);
    bytes.set(foreign, LENGTH_BYTES);
    bytes.set(primary, LENGTH_BYTES + foreign.length);
    return bytes;
  }
}
