import { MillraceError } from "../../base/errors.ts";
import { checkFunction, checkName } from "../api/arguments.ts";
import type { KStream } from "./kstream.ts";

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
    this.name = name === undefined ? undefined : checkName(name, "Branched's name");
    this.chainFunction = chainFunction;
    this.chainConsumer = chainConsumer;
  }

  static as<K, V>(name: string): Branched<K, V> {
    if (name === undefined) throw new MillraceError("INVALID_OPTION", "Branched.as() takes the name of the branch");
    return new Branched(name);
  }

  static withFunction<K, V>(chain: BranchFunction<K, V>, name?: string): Branched<K, V> {
    return new Branched(name, checkFunction("Branched's function", chain));
  }

  static withConsumer<K, V>(chain: BranchConsumer<K, V>, name?: string): Branched<K, V> {
    return new Branched(name, undefined, checkFunction("Branched's consumer", chain));
  }

  withName(name: string): Branched<K, V> {
    return new Branched(name, this.chainFunction, this.chainConsumer);
  }
}
