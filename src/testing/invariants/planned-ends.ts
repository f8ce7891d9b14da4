import { SUPERVISOR_ENDPOINT } from "../../base/ids.ts";
import type { Invariant, Observed, Turned } from "./invariant.ts";

/**
 * A broker that is about to end as planned leads nothing, and nobody waits for it: it is in no ISR that has others. So its
 * end is no failover.
 */
export class PlannedEnds implements Invariant {
  readonly name = "who ends as planned leads nothing";
  readonly #cluster: Observed;
  #seen = -1;

  constructor(cluster: Observed) {
    this.#cluster = cluster;
  }

  /** Only the supervisor's turns change the metadata. */
  afterTurn({ endpoint }: Turned): void {
    const { image } = this.#cluster;
    if (endpoint !== SUPERVISOR_ENDPOINT || image.version === this.#seen) return;
    this.#seen = image.version;
    for (const { id, shuttingDown } of image.brokers.values()) if (shuttingDown) this.#check(id);
  }

  #check(brokerId: number): void {
    for (const { topicId, partition, leader, isr } of this.#cluster.partitions()) {
      if (leader !== brokerId && (isr.length === 1 || !isr.includes(brokerId))) continue;
      const has = `partition ${partition} of topic ${topicId} has leader ${leader} and ISR ${isr.join(", ")}`;
      throw this.#cluster.failure(this.name, `broker ${brokerId} ends as planned, and ${has}`);
    }
  }
}
