import { partitionKey } from "../../base/ids.ts";
import type { Invariant, Observed, Turned } from "./invariant.ts";

interface Believed {
  readonly incarnation: number;
  readonly epochs: Map<number, number>; // by partition
}

/** Epochs never go back: not in the metadata log, and not in what a replica believes. */
export class MonotoneEpochs implements Invariant {
  readonly name = "epochs are monotone";
  readonly #cluster: Observed;
  readonly #believed = new Map<number, Believed>(); // by broker

  constructor(cluster: Observed) {
    this.#cluster = cluster;
    cluster.onMetadata.push((entry, before) => {
      if (entry.type !== "partitionChanged") return;
      const { topicId, partition, leaderEpoch, partitionEpoch } = entry.state;
      const known = before.partition(topicId, partition);
      if (known === undefined) return;
      if (leaderEpoch < known.leaderEpoch || partitionEpoch <= known.partitionEpoch)
        throw cluster.failure(
          this.name,
          `partition ${partition} went from epochs ${known.leaderEpoch}/${known.partitionEpoch} to ${leaderEpoch}/${partitionEpoch}`,
        );
    });
  }

  afterTurn({ endpoint, incarnation }: Turned): void {
    let believed = this.#believed.get(endpoint);
    if (believed?.incarnation !== incarnation) {
      believed = { incarnation, epochs: new Map() };
      this.#believed.set(endpoint, believed);
    }
    const { epochs } = believed;
    for (const { topicId, partition, leaderEpoch } of this.#cluster.replicasOf(endpoint)) {
      const key = partitionKey(topicId, partition);
      const known = epochs.get(key) ?? -1;
      if (leaderEpoch < known)
        throw this.#cluster.failure(
          this.name,
          `broker ${endpoint}, partition ${partition}: leader epoch ${known} became ${leaderEpoch}`,
        );
      if (leaderEpoch > known) epochs.set(key, leaderEpoch);
    }
  }
}
