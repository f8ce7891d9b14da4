import type { Serde, SerdePlace } from "../../serde/serde.ts";
import { bytesOf, readTime, writeTime } from "../state/binary.ts";

const TIME_BYTES = 8;
const SIDE_BYTES = 1;

/** The key of an unmatched row in the shared store of an outer join: sorted by time, then right before left, then key. */
export class TimestampedKeyAndJoinSide<K> {
  readonly key: K;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly isLeftSide: boolean;

  constructor(key: K, timestamp: number, isLeftSide: boolean) {
    this.key = key;
    this.timestamp = timestamp;
    this.isLeftSide = isLeftSide;
  }
}

/** Kafka's bytes: the time as a long, a byte that is 1 for the left side, the key. */
export class TimestampedKeyAndJoinSideSerde<K> implements Serde<TimestampedKeyAndJoinSide<K>> {
  readonly #keySerde: Serde<K>;

  constructor(keySerde: Serde<K>) {
    this.#keySerde = keySerde;
  }

  serialize(data: TimestampedKeyAndJoinSide<K>, place: SerdePlace): Uint8Array {
    const key = bytesOf(this.#keySerde.serialize(data.key, place));
    const bytes = new Uint8Array(TIME_BYTES + SIDE_BYTES + key.length);
    writeTime(bytes, 0, data.timestamp);
    bytes[TIME_BYTES] = data.isLeftSide ? 1 : 0;
    bytes.set(key, TIME_BYTES + SIDE_BYTES);
    return bytes;
  }

  deserialize(bytes: Uint8Array, place: SerdePlace): TimestampedKeyAndJoinSide<K> {
    const key = this.#keySerde.deserialize(bytes.subarray(TIME_BYTES + SIDE_BYTES), place);
    return new TimestampedKeyAndJoinSide(key, readTime(bytes, 0), bytes[TIME_BYTES] === 1);
  }
}
