import type { Serde } from "../../serde/serde.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import { bytesOf, readTime, writeTime } from "./binary.ts";
import { ListValueStore } from "./list-value-store.ts";
import { MeteredKeyValueStore } from "./metered-key-value-store.ts";
import { AbstractStoreBuilder, keyCodec, plainValues, type SerdeOrUnknown } from "./store-builders.ts";
import type { KeyValueBytesStoreSupplier } from "./suppliers.ts";

const TIME_BYTES = 8;
const LEFT = 1;
const RIGHT = 0;

/** Key of a record that waits for a match of the other side. */
export class TimestampedKeyAndJoinSide<K> {
  readonly key: K;
  readonly timestamp: number;
  readonly isLeftSide: boolean;

  constructor(isLeftSide: boolean, key: K, timestamp: number) {
    this.isLeftSide = isLeftSide;
    this.key = key;
    this.timestamp = timestamp;
  }
}

/** Its value: that of the side which is not null. */
export class LeftOrRightValue<V1, V2> {
  readonly leftValue: V1 | null;
  readonly rightValue: V2 | null;

  constructor(leftValue: V1 | null, rightValue: V2 | null) {
    this.leftValue = leftValue;
    this.rightValue = rightValue;
  }
}

/** 8 bytes of the time, a byte for the side (left 1, right 0), the key: their order is that of time. */
export function timestampedKeyAndJoinSideSerde<K>(keySerde: Serde<K>): Serde<TimestampedKeyAndJoinSide<K>> {
  return {
    serialize({ key, timestamp, isLeftSide }, place) {
      const raw = bytesOf(keySerde.serialize(key, place));
      const bytes = new Uint8Array(TIME_BYTES + 1 + raw.length);
      writeTime(bytes, 0, timestamp);
      bytes[TIME_BYTES] = isLeftSide ? LEFT : RIGHT;
      bytes.set(raw, TIME_BYTES + 1);
      return bytes;
    },
    deserialize(bytes, place) {
      const key = keySerde.deserialize(bytes.subarray(TIME_BYTES + 1), place);
      return new TimestampedKeyAndJoinSide(bytes[TIME_BYTES] === LEFT, key, readTime(bytes, 0));
    },
  };
}

/** A byte for the side, then the value. */
export function leftOrRightValueSerde<V1, V2>(
  leftSerde: Serde<V1>,
  rightSerde: Serde<V2>,
): Serde<LeftOrRightValue<V1, V2>> {
  return {
    serialize({ leftValue, rightValue }, place) {
      const isLeft = leftValue !== null && leftValue !== undefined;
      const raw = isLeft ? leftSerde.serialize(leftValue, place) : rightSerde.serialize(rightValue as V2, place);
      const data = bytesOf(raw);
      const bytes = new Uint8Array(1 + data.length);
      bytes[0] = isLeft ? LEFT : RIGHT;
      bytes.set(data, 1);
      return bytes;
    },
    deserialize(bytes, place) {
      const data = bytes.subarray(1);
      return bytes[0] === LEFT
        ? new LeftOrRightValue<V1, V2>(leftSerde.deserialize(data, place), null)
        : new LeftOrRightValue<V1, V2>(null, rightSerde.deserialize(data, place));
    },
  };
}

/** Several values under a key: `put` adds one, `put(key, null)` deletes them, `all` gives each by itself, in the keys' order. */
export class ListValueStoreBuilder<K, V> extends AbstractStoreBuilder<MeteredKeyValueStore<K, V>> {
  readonly #supplier: KeyValueBytesStoreSupplier;
  readonly #keySerde: SerdeOrUnknown<K>;
  readonly #valueSerde: SerdeOrUnknown<V>;

  constructor(supplier: KeyValueBytesStoreSupplier, keySerde: SerdeOrUnknown<K>, valueSerde: SerdeOrUnknown<V>) {
    super(supplier.name);
    this.#supplier = supplier;
    this.#keySerde = keySerde;
    this.#valueSerde = valueSerde;
  }

  build(): MeteredKeyValueStore<K, V> {
    const store = new ListValueStore(this.#supplier.get(), this.loggingEnabled);
    const layers = { store, logging: store, caching: store };
    return new MeteredKeyValueStore(
      layers,
      keyCodec(this.name, this.#keySerde),
      plainValues(this.name, this.#valueSerde)(),
    );
  }
}

/** The store that both sides of a left or outer stream join share. */
export function outerJoinStoreBuilder<K, V1, V2>(
  supplier: KeyValueBytesStoreSupplier,
  keySerde: SerdeOrUnknown<K>,
  leftSerde: SerdeOrUnknown<V1>,
  rightSerde: SerdeOrUnknown<V2>,
): StoreBuilder<MeteredKeyValueStore<TimestampedKeyAndJoinSide<K>, LeftOrRightValue<V1, V2>>> {
  return new ListValueStoreBuilder(
    supplier,
    keySerde === undefined ? undefined : timestampedKeyAndJoinSideSerde(keySerde),
    leftSerde === undefined || rightSerde === undefined ? undefined : leftOrRightValueSerde(leftSerde, rightSerde),
  );
}
