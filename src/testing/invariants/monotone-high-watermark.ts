import { partitionKey } from "../../base/ids.ts";
import type { Invariant, Observed, Turned } from "./invariant.ts";

/** A replica's high watermark never goes back within one incarnation, and never passes its log's end. */
export class MonotoneHighWatermark implements Invariant {
  readonly name = "high watermark is monotone";
  readonly #cluster: Observed;
  readonly #known = new Map<string, number>();

  constructor(cluster: Observed) {
    this.#cluster = cluster;
  }

  afterTurn({ endpoint, incarnation }: Turned): void {
    for (const { topicId, partition, highWatermark, logEndOffset } of this.#cluster.replicasOf(endpoint)) {
      const key = `${endpoint}/${incarnation}/${partitionKey(topicId, partition)}`;
      const known = this.#known.get(key) ?? 0;
      if (highWatermark < known || highWatermark > logEndOffset)
        throw this.#cluster.failure(
          this.name,
          `broker ${endpoint}, partition ${partition}: ${highWatermark} after ${known}, log end ${logEndOffset}`,
        );
      if (highWatermark > known) this.#known.set(key, highWatermark);
    }
  }
}
