import type { Invariant, Observed } from "./invariant.ts";

/** No bytes are given out again while somebody holds a lease on them. */
export class LeasedExtents implements Invariant {
  readonly name = "no extent is reused under a lease";
  readonly #cluster: Observed;

  constructor(cluster: Observed) {
    this.#cluster = cluster;
  }

  afterTurn(): void {
    for (const { endpoint, unit, generation } of this.#cluster.liveLeases())
      if (this.#cluster.generationOf(unit) !== generation)
        throw this.#cluster.failure(this.name, `unit ${unit}, leased by endpoint ${endpoint}, was given out again`);
  }
}
