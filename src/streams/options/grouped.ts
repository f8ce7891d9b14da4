import type { Serde, SerdeOf } from "../../serde/serde.ts";
import { checkName, checkSerde } from "../api/arguments.ts";

interface Fields<K, V> {
  readonly keySerde: Serde<K> | undefined;
  readonly valueSerde: Serde<V> | undefined;
  readonly name: string | undefined;
}

const NOTHING: Fields<never, never> = { keySerde: undefined, valueSerde: undefined, name: undefined };

/**
 * How a grouped stream goes through its repartition topic, if it needs one. Immutable: `with...` makes another one. The
 * name becomes part of that topic's. Serdes that are left out are the stream's.
 */
export class Grouped<K, V> {
  readonly keySerde: Serde<K> | undefined;
  readonly valueSerde: Serde<V> | undefined;
  readonly name: string | undefined;

  private constructor(fields: Fields<K, V>) {
    this.keySerde = fields.keySerde;
    this.valueSerde = fields.valueSerde;
    this.name = fields.name;
  }

  static with<K, V>(keySerde: SerdeOf<K>, valueSerde: SerdeOf<V>): Grouped<K, V>;
  static with<K, V>(name: string, keySerde: SerdeOf<K>, valueSerde: SerdeOf<V>): Grouped<K, V>;
  static with<K, V>(...given: [SerdeOf<K>, SerdeOf<V>] | [string, SerdeOf<K>, SerdeOf<V>]): Grouped<K, V> {
    if (given.length === 3) return Grouped.with(given[1], given[2]).withName(given[0]);
    return Grouped.keySerde(given[0]).withValueSerde(given[1]);
  }

  static as<K = never, V = never>(name: string): Grouped<K, V> {
    return new Grouped<K, V>(NOTHING).withName(name);
  }

  static keySerde<K, V = never>(keySerde: SerdeOf<K>): Grouped<K, V> {
    return new Grouped<K, V>(NOTHING).withKeySerde(keySerde);
  }

  static valueSerde<V, K = never>(valueSerde: SerdeOf<V>): Grouped<K, V> {
    return new Grouped<K, V>(NOTHING).withValueSerde(valueSerde);
  }

  withKeySerde<K2>(keySerde: SerdeOf<K2>): Grouped<K2, V> {
    return new Grouped({ ...this.#fields(), keySerde: checkSerde("Grouped's key serde", keySerde) });
  }

  withValueSerde<V2>(valueSerde: SerdeOf<V2>): Grouped<K, V2> {
    return new Grouped({ ...this.#fields(), valueSerde: checkSerde("Grouped's value serde", valueSerde) });
  }

  withName(name: string): Grouped<K, V> {
    return new Grouped({ ...this.#fields(), name: checkName(name, "Grouped's name") });
  }

  #fields(): Fields<K, V> {
    return this;
  }
}
