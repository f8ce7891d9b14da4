import { checkFunction, checkName } from "../api/arguments.ts";
import type { KStream } from "./kstream.ts";

const WHAT = "Branched's name";

/** Builds on a branch; what it answers is in the map of branches. */
type BranchFunction<K, V> = (branch: KStream<K, V>) => KStream<K, V>;
type BranchConsumer<K, V> = (branch: KStream<K, V>) => void;

/**
 * The name of a branch of `split()`, and what is built on it. Immutable. It lies here because it is about streams, below
 * which the other options are.
 */
export class Branched<K, V> {
  /** The map's key is the name of the split followed by this; undefined: by the number of the branch. */
  readonly name: string | undefined;
  readonly chainFunction: BranchFunction<K, V> | undefined;
  /** The branch is not in the map. */
  readonly chainConsumer: BranchConsumer<K, V> | undefined;

  private constructor(
    name: string | undefined,
    chainFunction?: BranchFunction<K, V>,
    chainConsumer?: BranchConsumer<K, V>,
  ) {
    this.name = name;
    this.chainFunction = chainFunction;
    this.chainConsumer = chainConsumer;
  }

  static as<K, V>(name: string): Branched<K, V> {
    return new Branched(checkName(name, WHAT));
  }

  static withFunction<K, V>(chain: BranchFunction<K, V>, name?: string): Branched<K, V> {
    const branched = new Branched(undefined, checkFunction("Branched's function", chain));
    return name === undefined ? branched : branched.withName(name);
  }

  static withConsumer<K, V>(chain: BranchConsumer<K, V>, name?: string): Branched<K, V> {
    const branched = new Branched(undefined, undefined, checkFunction("Branched's consumer", chain));
    return name === undefined ? branched : branched.withName(name);
  }

  withName(name: string): Branched<K, V> {
    return new Branched(checkName(name, WHAT), this.chainFunction, this.chainConsumer);
  }
}
