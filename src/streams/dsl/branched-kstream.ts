import type { Predicate } from "../api/functions.ts";
import type { Branched } from "./branched.ts";
import type { KStream } from "./kstream.ts";

/** Named branches of a `split`: a record goes to the first whose predicate holds. Keys of the answer: prefix + name. */
export interface BranchedKStream<K, V> {
  branch(predicate: Predicate<K, V>, branched?: Branched<K, V>): BranchedKStream<K, V>;
  defaultBranch(branched?: Branched<K, V>): Map<string, KStream<K, V>>;
  noDefaultBranch(): Map<string, KStream<K, V>>;
}
