import type { CommittedLog } from "./committed-log.ts";
import type { Invariant, Observed, Turned } from "./invariant.ts";

/** What an ISR is for: each living member has everything that was ever committed, so any of them may lead next. */
export class CompleteInSyncReplicas implements Invariant {
  readonly name = "in-sync replicas are complete";
  readonly #cluster: Observed;
  readonly #committed: CommittedLog;

  constructor(cluster: Observed, committed: CommittedLog) {
    this.#cluster = cluster;
    this.#committed = committed;
  }

  afterTurn({ endpoint, incarnation }: Turned): void {
    const { image } = this.#cluster;
    const broker = image.brokers.get(endpoint);
    if (broker === undefined || broker.fenced || broker.incarnation !== incarnation) return;
    for (const { topicId, partition, logEndOffset } of this.#cluster.replicasOf(endpoint)) {
      const state = image.partition(topicId, partition);
      if (state === undefined || this.#cluster.mayLoseRecords(topicId)) continue;
      if (state.dataLost || !state.isr.includes(endpoint)) continue;
      const end = this.#committed.end(topicId, partition);
      // A partition that lost all its data begins anew behind it.
      if (logEndOffset < end && state.recoveredOffset < end)
        throw this.#cluster.failure(
          this.name,
          `broker ${endpoint} is in the ISR of partition ${partition}, its log ends at ${logEndOffset}, committed is everything below ${end}`,
        );
    }
  }

  inFull(): void {
    for (const { endpoint } of this.#cluster.livingBrokers.values()) this.afterTurn(endpoint);
  }
}
