import type { ReplicaView } from "../../replica/replica-view.ts";
import type { Invariant, Observed, Turned } from "./invariant.ts";

/** A replica's high watermark never goes back within one incarnation, and never passes its log's end. */
export class MonotoneHighWatermark implements Invariant {
  readonly name = "high watermark is monotone";
  readonly #cluster: Observed;
  /** How far each was. A replica that leaves its broker and comes back is another one. */
  readonly #known = new WeakMap<ReplicaView, number>();

  constructor(cluster: Observed) {
    this.#cluster = cluster;
  }

  afterTurn({ endpoint }: Turned): void {
    for (const replica of this.#cluster.replicasOf(endpoint)) {
      const { topicId, partition, highWatermark, logEndOffset } = replica;
      const known = this.#known.get(replica) ?? 0;
      const wentBack = highWatermark < known && !this.#cluster.mayLoseRecords(topicId);
      if (wentBack || highWatermark > logEndOffset)
        throw this.#cluster.failure(
          this.name,
          `broker ${endpoint}, partition ${partition}: ${highWatermark} after ${known}, log end ${logEndOffset}`,
        );
      if (highWatermark > known) this.#known.set(replica, highWatermark);
    }
  }
}
