import type { History } from "../history/history.ts";
import type { SeenRecord } from "../users/sim-consumer.ts";
import type { Invariant, Observed } from "./invariant.ts";
import { placeOf } from "./reads.ts";

/** An offset holds one record for ever: no inconsistent offsets (Jepsen's word), whoever reads and whoever leads. */
export class ConsistentOffsets implements Invariant {
  readonly name = "all consumers see the same record at an offset";
  readonly #cluster: Observed;
  readonly #history: History;

  constructor(cluster: Observed, history: History) {
    this.#cluster = cluster;
    this.#history = history;
  }

  see(seen: SeenRecord): void {
    const { partition, offset, value } = seen;
    const shown = this.#history.shown(partition);
    const before = shown.get(offset);
    if (before !== undefined && before !== value)
      throw this.#cluster.failure(this.name, `inconsistent offsets: ${placeOf(seen)}, and ${before} was seen there`);
    shown.set(offset, value);
    if (!this.#history.sent.has(`${partition}/${value}`))
      throw this.#cluster.failure(this.name, `${placeOf(seen)}, which nobody has sent there`);
  }
}
