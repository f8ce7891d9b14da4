import { partitionKey } from "../../base/ids.ts";
import type { SimEndpoint } from "../sim-endpoint.ts";
import type { SimulatedCluster } from "../simulated-cluster.ts";
import type { Invariant } from "./invariant.ts";

/** Epochs never go back: not in the metadata log, and not in what a replica believes. */
export class MonotoneEpochs implements Invariant {
  readonly name = "epochs are monotone";
  readonly #cluster: SimulatedCluster;
  readonly #believed = new Map<string, number>();

  constructor(cluster: SimulatedCluster) {
    this.#cluster = cluster;
    cluster.onMetadata.push((entry, before) => {
      if (entry.type !== "partitionChanged") return;
      const { topicId, partition, leaderEpoch, partitionEpoch } = entry.state;
      const known = before.partition(topicId, partition);
      if (known === undefined) return;
      if (leaderEpoch < known.leaderEpoch || partitionEpoch <= known.partitionEpoch)
        throw cluster.runtime.failure(
          this.name,
          `partition ${partition} went from epochs ${known.leaderEpoch}/${known.partitionEpoch} to ${leaderEpoch}/${partitionEpoch}`,
        );
    });
  }

  afterTurn({ endpoint, incarnation }: SimEndpoint): void {
    for (const { topicId, partition, leaderEpoch } of this.#cluster.replicasOf(endpoint)) {
      const key = `${endpoint}/${incarnation}/${partitionKey(topicId, partition)}`;
      const known = this.#believed.get(key) ?? -1;
      if (leaderEpoch < known)
        throw this.#cluster.runtime.failure(
          this.name,
          `broker ${endpoint}, partition ${partition}: leader epoch ${known} became ${leaderEpoch}`,
        );
      if (leaderEpoch > known) this.#believed.set(key, leaderEpoch);
    }
  }
}
