import type { Serde, SerdePlace } from "../../serde/serde.ts";
import { withFirstByte } from "./flag-byte.ts";

/** The value of an unmatched row: of the left or of the right stream. The other one is null. */
export class LeftOrRightValue<L, R> {
  readonly leftValue: L | null;
  readonly rightValue: R | null;

  private constructor(leftValue: L | null, rightValue: R | null) {
    this.leftValue = leftValue;
    this.rightValue = rightValue;
  }

  static makeLeftValue<L, R>(leftValue: L): LeftOrRightValue<L, R> {
    return new LeftOrRightValue<L, R>(leftValue, null);
  }

  static makeRightValue<L, R>(rightValue: R): LeftOrRightValue<L, R> {
    return new LeftOrRightValue<L, R>(null, rightValue);
  }
}

/** Kafka's bytes: a byte that is 1 for a left value, the value. */
export class LeftOrRightValueSerde<L, R> implements Serde<LeftOrRightValue<L, R>> {
  readonly #left: Serde<L>;
  readonly #right: Serde<R>;

  constructor(leftValueSerde: Serde<L>, rightValueSerde: Serde<R>) {
    this.#left = leftValueSerde;
    this.#right = rightValueSerde;
  }

  serialize(data: LeftOrRightValue<L, R>, place: SerdePlace): Uint8Array | string {
    return data.leftValue !== null
      ? withFirstByte(1, this.#left.serialize(data.leftValue, place))
      : withFirstByte(0, this.#right.serialize(data.rightValue as R, place));
  }

  deserialize(bytes: Uint8Array, place: SerdePlace): LeftOrRightValue<L, R> {
    const value = bytes.subarray(1);
    return bytes[0] === 1
      ? LeftOrRightValue.makeLeftValue(this.#left.deserialize(value, place))
      : LeftOrRightValue.makeRightValue(this.#right.deserialize(value, place));
  }
}
