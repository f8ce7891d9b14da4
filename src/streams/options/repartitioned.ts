import type { Serde, SerdeOf } from "../../serde/serde.ts";
import { checkCount, checkFunction, checkName, checkSerde } from "../api/arguments.ts";
import type { StreamPartitioner } from "../api/functions.ts";

interface Fields<K, V> {
  readonly keySerde: Serde<K> | undefined;
  readonly valueSerde: Serde<V> | undefined;
  readonly numberOfPartitions: number | undefined;
  readonly partitioner: PartitionerOf<K, V> | undefined;
  readonly name: string | undefined;
}

/** As StreamPartitioner, compared like a method: a partitioner of strings does for a stream of strings and nulls. */
type PartitionerOf<K, V> = { partition(...given: Parameters<StreamPartitioner<K, V>>): PartitionChoice }["partition"];
type PartitionChoice = ReturnType<StreamPartitioner<unknown, unknown>>;

const NOTHING: Fields<never, never> = {
  keySerde: undefined,
  valueSerde: undefined,
  numberOfPartitions: undefined,
  partitioner: undefined,
  name: undefined,
};

/**
 * The topic through which `repartition()` sends a stream. Immutable: `with...` makes another one. Serdes that are left out
 * are the stream's, the number of partitions that of what it is joined with or read from.
 */
export class Repartitioned<K, V> {
  readonly keySerde: Serde<K> | undefined;
  readonly valueSerde: Serde<V> | undefined;
  readonly numberOfPartitions: number | undefined;
  readonly partitioner: PartitionerOf<K, V> | undefined;
  readonly name: string | undefined;

  private constructor(fields: Fields<K, V>) {
    this.keySerde = fields.keySerde;
    this.valueSerde = fields.valueSerde;
    this.numberOfPartitions = fields.numberOfPartitions;
    this.partitioner = fields.partitioner;
    this.name = fields.name;
  }

  static with<K, V>(keySerde: SerdeOf<K>, valueSerde: SerdeOf<V>): Repartitioned<K, V> {
    return new Repartitioned(NOTHING).withKeySerde(keySerde).withValueSerde(valueSerde);
  }

  /** The name becomes part of the topic's. */
  static as<K = never, V = never>(name: string): Repartitioned<K, V> {
    return new Repartitioned<K, V>(NOTHING).withName(name);
  }

  static streamPartitioner<K, V>(partitioner: StreamPartitioner<K, V>): Repartitioned<K, V> {
    return new Repartitioned<K, V>(NOTHING).withStreamPartitioner(partitioner);
  }

  static numberOfPartitions<K = never, V = never>(numberOfPartitions: number): Repartitioned<K, V> {
    return new Repartitioned<K, V>(NOTHING).withNumberOfPartitions(numberOfPartitions);
  }

  withKeySerde<K2>(keySerde: SerdeOf<K2>): Repartitioned<K2, V> {
    return new Repartitioned<K2, V>({
      ...this.#fields<K2, V>(),
      keySerde: checkSerde("Repartitioned's key serde", keySerde),
    });
  }

  withValueSerde<V2>(valueSerde: SerdeOf<V2>): Repartitioned<K, V2> {
    return new Repartitioned<K, V2>({
      ...this.#fields<K, V2>(),
      valueSerde: checkSerde("Repartitioned's value serde", valueSerde),
    });
  }

  withNumberOfPartitions(numberOfPartitions: number): Repartitioned<K, V> {
    checkCount("Repartitioned's number of partitions", numberOfPartitions, 1);
    return new Repartitioned<K, V>({ ...this.#fields<K, V>(), numberOfPartitions });
  }

  withStreamPartitioner<K2, V2>(partitioner: StreamPartitioner<K2, V2>): Repartitioned<K2, V2> {
    checkFunction("Repartitioned's partitioner", partitioner);
    return new Repartitioned<K2, V2>({ ...this.#fields<K2, V2>(), partitioner });
  }

  withName(name: string): Repartitioned<K, V> {
    return new Repartitioned<K, V>({ ...this.#fields<K, V>(), name: checkName(name, "Repartitioned's name") });
  }

  /** A `with...` may say more of the types than was known. */
  #fields<K2, V2>(): Fields<K2, V2> {
    return this as unknown as Fields<K2, V2>;
  }
}
