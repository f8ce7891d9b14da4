import type { Serde, SerdeOf } from "../../serde/serde.ts";
import { checkMs, checkName, checkSerde } from "../api/arguments.ts";

interface Fields<K, VLeft, VRight> {
  readonly keySerde: Serde<K> | undefined;
  readonly leftValueSerde: Serde<VLeft> | undefined;
  readonly rightValueSerde: Serde<VRight> | undefined;
  readonly name: string | undefined;
  readonly gracePeriodMs: number | undefined;
}

const NOTHING: Fields<never, never, never> = {
  keySerde: undefined,
  leftValueSerde: undefined,
  rightValueSerde: undefined,
  name: undefined,
  gracePeriodMs: undefined,
};

/** How a stream meets a table. Immutable: `with...` makes another one. Serdes that are left out are the stream's. */
export class Joined<K, VLeft, VRight> {
  readonly keySerde: Serde<K> | undefined;
  readonly leftValueSerde: Serde<VLeft> | undefined;
  readonly rightValueSerde: Serde<VRight> | undefined;
  readonly name: string | undefined;
  /** How long a record of the stream waits for the table, in ms of stream time; the table must be versioned (KIP-923). */
  readonly gracePeriodMs: number | undefined;

  private constructor(fields: Fields<K, VLeft, VRight>) {
    this.keySerde = fields.keySerde;
    this.leftValueSerde = fields.leftValueSerde;
    this.rightValueSerde = fields.rightValueSerde;
    this.name = fields.name;
    this.gracePeriodMs = fields.gracePeriodMs;
  }

  static with<K, VLeft, VRight>(
    keySerde: SerdeOf<K>,
    leftValueSerde: SerdeOf<VLeft>,
    rightValueSerde: SerdeOf<VRight>,
    name?: string,
    gracePeriodMs?: number,
  ): Joined<K, VLeft, VRight> {
    const joined = Joined.keySerde(keySerde).withValueSerde(leftValueSerde).withOtherValueSerde(rightValueSerde);
    const named = name === undefined ? joined : joined.withName(name);
    return gracePeriodMs === undefined ? named : named.withGracePeriod(gracePeriodMs);
  }

  static as<K = never, VLeft = never, VRight = never>(name: string): Joined<K, VLeft, VRight> {
    return new Joined<K, VLeft, VRight>(NOTHING).withName(name);
  }

  static keySerde<K, VLeft = never, VRight = never>(keySerde: SerdeOf<K>): Joined<K, VLeft, VRight> {
    return new Joined<K, VLeft, VRight>(NOTHING).withKeySerde(keySerde);
  }

  static valueSerde<VLeft, K = never, VRight = never>(leftValueSerde: SerdeOf<VLeft>): Joined<K, VLeft, VRight> {
    return new Joined<K, VLeft, VRight>(NOTHING).withValueSerde(leftValueSerde);
  }

  static otherValueSerde<VRight, K = never, VLeft = never>(rightValueSerde: SerdeOf<VRight>): Joined<K, VLeft, VRight> {
    return new Joined<K, VLeft, VRight>(NOTHING).withOtherValueSerde(rightValueSerde);
  }

  withKeySerde<K2>(keySerde: SerdeOf<K2>): Joined<K2, VLeft, VRight> {
    return new Joined({ ...this.#fields(), keySerde: checkSerde("Joined's key serde", keySerde) });
  }

  withValueSerde<V2>(leftValueSerde: SerdeOf<V2>): Joined<K, V2, VRight> {
    return new Joined({ ...this.#fields(), leftValueSerde: checkSerde("Joined's value serde", leftValueSerde) });
  }

  withOtherValueSerde<V2>(rightValueSerde: SerdeOf<V2>): Joined<K, VLeft, V2> {
    return new Joined({
      ...this.#fields(),
      rightValueSerde: checkSerde("Joined's other value serde", rightValueSerde),
    });
  }

  withName(name: string): Joined<K, VLeft, VRight> {
    return new Joined({ ...this.#fields(), name: checkName(name, "Joined's name") });
  }

  withGracePeriod(gracePeriodMs: number): Joined<K, VLeft, VRight> {
    return new Joined({ ...this.#fields(), gracePeriodMs: checkMs("Joined's grace period", gracePeriodMs) });
  }

  #fields(): Fields<K, VLeft, VRight> {
    return this;
  }
}
