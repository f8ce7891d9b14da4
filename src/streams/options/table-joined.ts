import { checkFunction, checkName } from "../api/arguments.ts";
import type { StreamPartitioner } from "../api/functions.ts";

interface Fields<K, KO> {
  readonly partitioner: StreamPartitioner<K, null> | undefined;
  readonly otherPartitioner: StreamPartitioner<KO, null> | undefined;
  readonly name: string | undefined;
}

const NOTHING: Fields<unknown, unknown> = { partitioner: undefined, otherPartitioner: undefined, name: undefined };

/**
 * How the subscriptions and answers of a foreign-key join find their partitions: as the topics of the two tables are
 * partitioned, by default by the key. Immutable: `with...` makes another one.
 */
export class TableJoined<K, KO> {
  readonly #nominal = true;
  /** Of the left table. */
  readonly partitioner: StreamPartitioner<K, null> | undefined;
  /** Of the table whose key is the foreign key. */
  readonly otherPartitioner: StreamPartitioner<KO, null> | undefined;
  readonly name: string | undefined;

  private constructor(fields: Fields<K, KO>) {
    this.partitioner = fields.partitioner;
    this.otherPartitioner = fields.otherPartitioner;
    this.name = fields.name;
    void this.#nominal;
  }

  static with<K, KO>(
    partitioner: StreamPartitioner<K, null>,
    otherPartitioner: StreamPartitioner<KO, null>,
  ): TableJoined<K, KO> {
    return new TableJoined(NOTHING).withPartitioner(partitioner).withOtherPartitioner(otherPartitioner);
  }

  static as<K = unknown, KO = unknown>(name: string): TableJoined<K, KO> {
    return new TableJoined<K, KO>(NOTHING).withName(name);
  }

  withPartitioner<K2 extends K>(partitioner: StreamPartitioner<K2, null>): TableJoined<K2, KO> {
    checkFunction("TableJoined's partitioner", partitioner);
    return new TableJoined<K2, KO>({ ...this.#fields(), partitioner });
  }

  withOtherPartitioner<KO2 extends KO>(otherPartitioner: StreamPartitioner<KO2, null>): TableJoined<K, KO2> {
    checkFunction("TableJoined's other partitioner", otherPartitioner);
    return new TableJoined<K, KO2>({ ...this.#fields(), otherPartitioner });
  }

  withName(name: string): TableJoined<K, KO> {
    return new TableJoined<K, KO>({ ...this.#fields(), name: checkName(name, "TableJoined's name") });
  }

  #fields(): Fields<K, KO> {
    return this;
  }
}
