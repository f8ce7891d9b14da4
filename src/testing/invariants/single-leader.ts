import { partitionKey } from "../../base/ids.ts";
import type { Invariant, Observed, Turned } from "./invariant.ts";

/** In one leader epoch of a partition at most one incarnation of one broker ever leads. */
export class SingleLeader implements Invariant {
  readonly name = "single leader per epoch";
  readonly #cluster: Observed;
  readonly #leaders = new Map<number, Map<number, Turned>>(); // by partition and epoch

  constructor(cluster: Observed) {
    this.#cluster = cluster;
  }

  afterTurn({ endpoint, incarnation }: Turned): void {
    for (const replica of this.#cluster.replicasOf(endpoint)) {
      if (replica.role !== "leader") continue;
      const key = partitionKey(replica.topicId, replica.partition);
      let byEpoch = this.#leaders.get(key);
      if (byEpoch === undefined) {
        byEpoch = new Map();
        this.#leaders.set(key, byEpoch);
      }
      const known = byEpoch.get(replica.leaderEpoch);
      if (known === undefined) byEpoch.set(replica.leaderEpoch, { endpoint, incarnation });
      else if (known.endpoint !== endpoint || known.incarnation !== incarnation)
        throw this.#cluster.failure(
          this.name,
          `partition ${replica.partition}, epoch ${replica.leaderEpoch}: ${nameOf(known)} and ${nameOf({ endpoint, incarnation })}`,
        );
    }
  }
}

function nameOf({ endpoint, incarnation }: Turned): string {
  return `broker ${endpoint} incarnation ${incarnation}`;
}
