import type { SeenRecord } from "../users/sim-consumer.ts";
import type { Invariant, Observed } from "./invariant.ts";
import { placeOf, type ReadRules } from "./reads.ts";

/** A consumer's offsets rise by one: no poll skip, no non-monotonic poll (Jepsen's words). */
export class PollOrder implements Invariant {
  readonly name = "consumers see every offset once and in order";
  readonly #cluster: Observed;
  readonly #rules: ReadRules;

  constructor(cluster: Observed, rules: ReadRules) {
    this.#cluster = cluster;
    this.#rules = rules;
  }

  see(seen: SeenRecord): void {
    const expected = this.#rules.expected(seen);
    const jumps = expected !== undefined && seen.offset > expected;
    if (expected !== undefined && seen.offset !== expected && !(jumps && this.#rules.mayJump))
      throw this.#cluster.failure(
        this.name,
        `${jumps ? "poll skip" : "non-monotonic poll"}: ${placeOf(seen)}, ${expected} was to come`,
      );
    this.#rules.saw(seen);
  }
}
