import type { Bytes, CopiedRecord } from "../../client/api.ts";
import type { Deserializer } from "../../serde/serde.ts";

/** What a check sees of a run, between turns. */
export interface CheckView {
  /** Virtual ms since the run began. */
  readonly now: number;
  /**
   * Every record that was committed to the topic so far, by partition and offset, also while nobody leads. Keys and values
   * are bytes, or what the deserializers make of them.
   */
  records<K = Bytes, V = Bytes>(
    topic: string,
    options?: RecordOptions<K, V>,
  ): Generator<CopiedRecord<K, V>, void, undefined>;
  /** What the user's disk would hold after a kill now, at the least. */
  disk(user: string): ReadonlyMap<string, unknown>;
  /** How often the user was started. */
  lives(user: string): number;
}

export interface RecordOptions<K, V> {
  readonly key?: Deserializer<K>;
  readonly value?: Deserializer<V>;
  /** Of this partition alone. */
  readonly partition?: number;
}

/** What must hold, with a name for the report. Its functions throw (any error, an assertion's too) to fail the run. */
export interface Check {
  readonly name: string;
  /** After every turn of every endpoint: cheap ones only. */
  readonly afterTurn?: (view: CheckView) => void;
  /** Must stop to throw within the scenario's deadline once the faults are over. */
  readonly eventually?: (view: CheckView) => void;
  /** Once, when everything has ended. */
  readonly atEnd?: (view: CheckView) => void;
}
