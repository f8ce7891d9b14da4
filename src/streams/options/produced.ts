import type { Serializer } from "../../serde/serde.ts";
import { checkFunction, checkName, checkSerializer } from "../api/arguments.ts";
import type { StreamPartitioner } from "../api/functions.ts";

interface Fields<K, V> {
  readonly keySerde: Serializer<K> | undefined;
  readonly valueSerde: Serializer<V> | undefined;
  readonly partitioner: StreamPartitioner<K, V> | undefined;
  readonly name: string | undefined;
}

const NOTHING: Fields<unknown, unknown> = {
  keySerde: undefined,
  valueSerde: undefined,
  partitioner: undefined,
  name: undefined,
};

/**
 * How a stream is written to a topic. Immutable: `with...` makes another one. What is left out comes from the stream (serdes)
 * or the default (a name by number, the partition by the key). A serializer is enough: nothing is read back.
 */
export class Produced<K, V> {
  readonly keySerde: Serializer<K> | undefined;
  readonly valueSerde: Serializer<V> | undefined;
  readonly partitioner: StreamPartitioner<K, V> | undefined;
  readonly name: string | undefined;

  private constructor(fields: Fields<K, V>) {
    this.keySerde = fields.keySerde;
    this.valueSerde = fields.valueSerde;
    this.partitioner = fields.partitioner;
    this.name = fields.name;
  }

  static with<K, V>(
    keySerde: Serializer<K>,
    valueSerde: Serializer<V>,
    partitioner?: StreamPartitioner<K, V>,
  ): Produced<K, V> {
    const produced = Produced.keySerde(keySerde).withValueSerde(valueSerde);
    return partitioner === undefined ? produced : produced.withStreamPartitioner(partitioner);
  }

  /** Names the sink in `describe()`. */
  static as<K = unknown, V = unknown>(name: string): Produced<K, V> {
    return new Produced<K, V>(NOTHING).withName(name);
  }

  static keySerde<K, V = unknown>(keySerde: Serializer<K>): Produced<K, V> {
    return new Produced<K, V>(NOTHING).withKeySerde(keySerde);
  }

  static valueSerde<V, K = unknown>(valueSerde: Serializer<V>): Produced<K, V> {
    return new Produced<K, V>(NOTHING).withValueSerde(valueSerde);
  }

  static streamPartitioner<K, V>(partitioner: StreamPartitioner<K, V>): Produced<K, V> {
    return new Produced<K, V>(NOTHING).withStreamPartitioner(partitioner);
  }

  withKeySerde<K2 extends K>(keySerde: Serializer<K2>): Produced<K2, V> {
    return new Produced<K2, V>({ ...this.#fields(), keySerde: checkSerializer("Produced's key serde", keySerde) });
  }

  withValueSerde<V2 extends V>(valueSerde: Serializer<V2>): Produced<K, V2> {
    return new Produced<K, V2>({
      ...this.#fields(),
      valueSerde: checkSerializer("Produced's value serde", valueSerde),
    });
  }

  withStreamPartitioner<K2 extends K, V2 extends V>(partitioner: StreamPartitioner<K2, V2>): Produced<K2, V2> {
    checkFunction("Produced's partitioner", partitioner);
    return new Produced<K2, V2>({ ...this.#fields(), partitioner });
  }

  withName(name: string): Produced<K, V> {
    return new Produced<K, V>({ ...this.#fields(), name: checkName(name, "Produced's name") });
  }

  #fields(): Fields<K, V> {
    return this;
  }
}
