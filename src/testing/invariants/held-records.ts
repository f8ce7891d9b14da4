import type { SeenRecord } from "../users/sim-consumer.ts";
import type { Invariant, Observed, Turned } from "./invariant.ts";

/** No leader lets records go that a living consumer with `hold: true` has begun to read and has not come to yet. */
export class HeldRecords implements Invariant {
  readonly name = "no record under a hold is reclaimed";
  readonly #cluster: Observed;
  readonly #topicId: number;
  readonly #next = new Map<string, Map<number, number>>(); // by consumer and partition: the next offset

  constructor(cluster: Observed, topicId: number) {
    this.#cluster = cluster;
    this.#topicId = topicId;
  }

  see({ consumer, partition, offset }: SeenRecord): void {
    let next = this.#next.get(consumer);
    if (next === undefined) {
      next = new Map();
      this.#next.set(consumer, next);
    }
    next.set(partition, offset + 1);
  }

  /** The consumer is dead: its hold ends at some time. */
  ended(consumer: string): void {
    this.#next.delete(consumer);
  }

  afterTurn({ endpoint }: Turned): void {
    if (this.#next.size === 0) return;
    for (const { topicId, partition, role, logStartOffset } of this.#cluster.replicasOf(endpoint)) {
      if (role !== "leader" || topicId !== this.#topicId) continue;
      if ((this.#cluster.image.partition(topicId, partition)?.recoveredOffset ?? 0) >= logStartOffset) continue;
      for (const [consumer, positions] of this.#next) {
        const next = positions.get(partition) ?? Number.POSITIVE_INFINITY;
        if (logStartOffset > next)
          throw this.#cluster.failure(
            this.name,
            `partition ${partition} begins at ${logStartOffset} at broker ${endpoint}, and ${consumer} reads ${next} next`,
          );
      }
    }
  }
}
