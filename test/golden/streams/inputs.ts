/** A key or a value on the wire: null, a text as UTF-8, or bytes as hex digits. */
export type Datum = string | null | { readonly hex: string };

/** What is piped into one topic. Chances are in percent. */
export interface TopicInput {
  readonly topic: string;
  /** How often this topic is chosen, beside the others; default 1. */
  readonly weight?: number;
  readonly keys: readonly Datum[];
  /** Beginnings of values; most get the number of their step behind them. */
  readonly values: readonly Datum[];
  readonly nullKeys?: number;
  readonly nullValues?: number;
}

/** What is piped into a topology. Times in ms, chances in percent. */
export interface Inputs {
  readonly topics: readonly TopicInput[];
  /** A step is up to so much later than stream time. */
  readonly paceMs: number;
  /** Records out of order are up to so much before stream time. */
  readonly lateMs: number;
  /** A jump ahead is up to so long. */
  readonly jumpMs: number;
  /** Steps that advance the wall clock. */
  readonly advances: number;
  /** Records whose time is -1. */
  readonly invalidTimes: number;
}

const KEYS = ["k1", "k2", "k3"];
const LETTERS = ["a", "b", "c", "d", "e", "f"];

function topic(name: string, changes: Partial<TopicInput> = {}): TopicInput {
  return { topic: name, keys: KEYS, values: LETTERS, ...changes };
}

function inputs(...topics: readonly TopicInput[]): Inputs {
  return { topics, paceMs: 4, lateMs: 12, jumpMs: 40, advances: 4, invalidTimes: 0 };
}

export const ONE = inputs(topic("in"));
export const TWO = inputs(topic("in"), topic("in2"));
export const THREE = inputs(topic("in"), topic("in2"), topic("in3"));
/** Topics that `in.*` matches. */
export const PATTERN = inputs(topic("in"), topic("in-x"), topic("input"));
/** A stream and a table. */
export const ROWS = inputs(topic("in", { weight: 2 }), topic("rows", { nullValues: 20 }));
/** A stream without null keys: Java throws at one in a left join with grace, whose buffer takes none. */
export const KEYED_ROWS = inputs(topic("in", { weight: 2, nullKeys: 0 }), topic("rows", { nullValues: 20 }));
export const TWO_ROWS = inputs(topic("in", { weight: 2 }), topic("rows"), topic("rows2", { nullValues: 20 }));
/** The first letter of a value is the key of another table; z stands for none. */
export const FOREIGN = inputs(
  topic("in", { values: ["a", "b", "c", "z"], nullValues: 15 }),
  topic("rows", { keys: ["a", "b", "c"], nullValues: 20 }),
);
export const TWO_FOREIGN = inputs(
  topic("in", { values: ["a", "b", "z"], nullValues: 15 }),
  topic("rows", { keys: ["a", "b", "c"] }),
  topic("rows2", { keys: ["a", "b", "c"], nullValues: 20 }),
);
/** As FOREIGN, of one table: k0 for a, k1 for b, ... */
export const SELF_FOREIGN = inputs(
  topic("in", { keys: ["k0", "k1", "k2"], values: ["a", "b", "c", "z"], nullValues: 15 }),
);
export const WALL_CLOCK: Inputs = { ...ONE, advances: 25 };
export const INVALID_TIMES: Inputs = { ...ONE, invalidTimes: 15 };
/** Close together: several records in every window. */
export const DENSE: Inputs = { ...ONE, paceMs: 2, lateMs: 8, jumpMs: 25 };
/** Keys of 64 bits, values of 32, and a few that are too short. */
export const NUMBERS = inputs(
  topic("numbers", {
    keys: ["0000000000000001", "00000000000000ff", "ffffffffffffffff", "000001ffffffffff"].map((hex) => ({ hex })),
    values: ["00000001", "00000007", "7fffffff", "80000000", "00000001", "00000002", "00000003"]
      .map((hex) => ({ hex }))
      .concat({ hex: "00" }),
  }),
);
