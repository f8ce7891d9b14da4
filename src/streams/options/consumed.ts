import { MillraceError } from "../../base/errors.ts";
import type { Serde, SerdeOf } from "../../serde/serde.ts";
import { checkFunction, checkMs, checkName, checkSerde } from "../api/arguments.ts";
import type { AutoOffsetReset } from "../api/auto-offset-reset.ts";
import type { TimestampExtractor } from "../api/functions.ts";

interface Fields<KS, VS> {
  readonly keySerde: KS;
  readonly valueSerde: VS;
  readonly timestampExtractor: TimestampExtractor | undefined;
  readonly offsetReset: AutoOffsetReset | undefined;
  readonly name: string | undefined;
}

const NOTHING: Fields<undefined, undefined> = {
  keySerde: undefined,
  valueSerde: undefined,
  timestampExtractor: undefined,
  offsetReset: undefined,
  name: undefined,
};

/** A Consumed without serdes: `stream()` refuses it until both are given. */
type ConsumedDraft = Consumed<never, never, undefined, undefined>;

/**
 * How a source reads its topics. Immutable: `with...` makes another one. A topic has no types, so that both serdes must be
 * there before a stream or table takes it; `KS` and `VS`, which nobody writes, are undefined as long as they are not.
 */
export class Consumed<K, V, KS = Serde<K>, VS = Serde<V>> {
  readonly keySerde: KS;
  readonly valueSerde: VS;
  /** Undefined: the application's, which by default takes the record's own time. */
  readonly timestampExtractor: TimestampExtractor | undefined;
  /** Undefined: the application's. */
  readonly offsetReset: AutoOffsetReset | undefined;
  readonly name: string | undefined;

  private constructor(fields: Fields<KS, VS>) {
    this.keySerde = fields.keySerde;
    this.valueSerde = fields.valueSerde;
    this.timestampExtractor = fields.timestampExtractor;
    this.offsetReset = fields.offsetReset;
    this.name = fields.name;
  }

  static with<K, V>(
    keySerde: SerdeOf<K>,
    valueSerde: SerdeOf<V>,
    timestampExtractor?: TimestampExtractor,
    offsetReset?: AutoOffsetReset,
  ): Consumed<K, V>;
  static with(timestampExtractor: TimestampExtractor): ConsumedDraft;
  static with(offsetReset: AutoOffsetReset): ConsumedDraft;
  static with(
    first: Serde<unknown> | TimestampExtractor | AutoOffsetReset,
    valueSerde?: Serde<unknown>,
    timestampExtractor?: TimestampExtractor,
    offsetReset?: AutoOffsetReset,
  ): Consumed<unknown, unknown> | ConsumedDraft {
    const nothing: ConsumedDraft = new Consumed(NOTHING);
    if (typeof first === "function") return nothing.withTimestampExtractor(first);
    if (isOffsetReset(first)) return nothing.withOffsetResetPolicy(first);
    let consumed = nothing.withKeySerde(first).withValueSerde(valueSerde as Serde<unknown>);
    if (timestampExtractor !== undefined) consumed = consumed.withTimestampExtractor(timestampExtractor);
    return offsetReset === undefined ? consumed : consumed.withOffsetResetPolicy(offsetReset);
  }

  /** Names the source in `describe()`. */
  static as(name: string): ConsumedDraft {
    return new Consumed<never, never, undefined, undefined>(NOTHING).withName(name);
  }

  withKeySerde<K2>(keySerde: SerdeOf<K2>): Consumed<K2, V, Serde<K2>, VS> {
    return new Consumed({ ...this.#fields(), keySerde: checkSerde("Consumed's key serde", keySerde) });
  }

  withValueSerde<V2>(valueSerde: SerdeOf<V2>): Consumed<K, V2, KS, Serde<V2>> {
    return new Consumed({ ...this.#fields(), valueSerde: checkSerde("Consumed's value serde", valueSerde) });
  }

  withTimestampExtractor(timestampExtractor: TimestampExtractor): Consumed<K, V, KS, VS> {
    checkFunction("Consumed's timestamp extractor", timestampExtractor);
    return new Consumed({ ...this.#fields(), timestampExtractor });
  }

  withOffsetResetPolicy(offsetReset: AutoOffsetReset): Consumed<K, V, KS, VS> {
    return new Consumed({ ...this.#fields(), offsetReset: checkOffsetReset(offsetReset) });
  }

  withName(name: string): Consumed<K, V, KS, VS> {
    return new Consumed({ ...this.#fields(), name: checkName(name, "Consumed's name") });
  }

  #fields(): Fields<KS, VS> {
    return this;
  }
}

function isOffsetReset(value: unknown): value is AutoOffsetReset {
  return typeof value === "string" || (typeof value === "object" && value !== null && "byDurationMs" in value);
}

function checkOffsetReset(value: AutoOffsetReset): AutoOffsetReset {
  if (value === "earliest" || value === "latest" || value === "none") return value;
  if (!isOffsetReset(value) || typeof value === "string")
    throw new MillraceError(
      "INVALID_OPTION",
      `the offset reset is ${String(value)}: give "earliest", "latest", "none" or { byDurationMs }`,
    );
  checkMs("byDurationMs of an offset reset", value.byDurationMs);
  return value;
}
