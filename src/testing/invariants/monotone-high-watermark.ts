import type { ReplicaView } from "../../replica/replica-view.ts";
import type { Invariant, Observed, Turned } from "./invariant.ts";

/** How far a replica's high watermark was, before it gave up a damaged end of its log or since then. */
interface Known {
  readonly repairs: number;
  highWatermark: number;
}

/** A replica's high watermark never goes back within one incarnation while it keeps its log, and never passes its log's end. */
export class MonotoneHighWatermark implements Invariant {
  readonly name = "high watermark is monotone";
  readonly #cluster: Observed;
  /** How far each was. A replica that leaves its broker and comes back is another one. */
  readonly #known = new WeakMap<ReplicaView, Known>();

  constructor(cluster: Observed) {
    this.#cluster = cluster;
  }

  afterTurn({ endpoint }: Turned): void {
    for (const replica of this.#cluster.replicasOf(endpoint)) {
      const { topicId, partition, highWatermark, logEndOffset } = replica;
      let known = this.#known.get(replica);
      if (known?.repairs !== replica.repairs) {
        known = { repairs: replica.repairs, highWatermark: 0 };
        this.#known.set(replica, known);
      }
      const wentBack = highWatermark < known.highWatermark && !this.#cluster.mayLoseRecords(topicId);
      if (wentBack || highWatermark > logEndOffset)
        throw this.#cluster.failure(
          this.name,
          `broker ${endpoint}, partition ${partition}: ${highWatermark} after ${known.highWatermark}, log end ${logEndOffset}`,
        );
      known.highWatermark = Math.max(known.highWatermark, highWatermark);
    }
  }
}
