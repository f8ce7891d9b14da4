import { partitionKey } from "../../base/ids.ts";
import type { ReplicaView } from "../../replica/replica-view.ts";
import type { Invariant, Observed, Turned } from "./invariant.ts";

/**
 * How far a replica's high watermark was. One that leaves its broker and comes back is another one, and so is one that has
 * given up a damaged end of its log.
 */
interface Known {
  readonly replica: ReplicaView;
  readonly repairs: number;
  highWatermark: number;
}

/** A replica's high watermark never goes back within one incarnation while it keeps its log, and never passes its log's end. */
export class MonotoneHighWatermark implements Invariant {
  readonly name = "high watermark is monotone";
  readonly #cluster: Observed;
  readonly #known = new Map<string, Known>();

  constructor(cluster: Observed) {
    this.#cluster = cluster;
  }

  afterTurn({ endpoint, incarnation }: Turned): void {
    for (const replica of this.#cluster.replicasOf(endpoint)) {
      const { topicId, partition, highWatermark, logEndOffset } = replica;
      const key = `${endpoint}/${incarnation}/${partitionKey(topicId, partition)}`;
      let known = this.#known.get(key);
      if (known?.replica !== replica || known.repairs !== replica.repairs) {
        known = { replica, repairs: replica.repairs, highWatermark: 0 };
        this.#known.set(key, known);
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
