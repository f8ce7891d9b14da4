import type { SimulatedCluster } from "../simulated-cluster.ts";
import type { Invariant } from "./invariant.ts";

/** No bytes are given out again while somebody holds a lease on them. */
export class LeasedExtents implements Invariant {
  readonly name = "no extent is reused under a lease";
  readonly #cluster: SimulatedCluster;

  constructor(cluster: SimulatedCluster) {
    this.#cluster = cluster;
  }

  afterTurn(): void {
    const { arena } = this.#cluster.runtime.world;
    for (const { endpoint, unit, generation } of arena.liveLeases())
      if (arena.generationOf(unit) !== generation)
        throw this.#cluster.runtime.failure(
          this.name,
          `unit ${unit}, leased by endpoint ${endpoint}, was given out again`,
        );
  }
}
