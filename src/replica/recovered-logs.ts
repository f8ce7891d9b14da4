import { partitionKey } from "../base/ids.ts";
import type { Log } from "../log/log.ts";
import type { DamagedLog } from "../message/kinds.ts";

export interface PartitionPlace {
  readonly topicId: number;
  readonly partition: number;
}

/**
 * The logs that an earlier incarnation of a broker left, opened before it registers: what they lack is said with the
 * registration, because by then the broker may be the last in-sync replica of a partition, and would be elected. Part of the
 * BrokerActor; each log is here until its replica takes it.
 */
export class RecoveredLogs {
  readonly #logs = new Map<number, PartitionPlace & { readonly log: Log }>();

  constructor(places: Iterable<PartitionPlace>, open: (place: PartitionPlace) => Log) {
    for (const { topicId, partition } of places)
      this.#logs.set(partitionKey(topicId, partition), { topicId, partition, log: open({ topicId, partition }) });
  }

  /** Logs that are shorter than what this broker had acknowledged. */
  get damaged(): DamagedLog[] {
    return Array.from(this.#logs.values()).flatMap(({ topicId, partition, log }) =>
      log.lostFrom === undefined ? [] : [{ topicId, partition, offset: log.lostFrom }],
    );
  }

  /** The registration is in the metadata, with what was damaged: from here on these logs are as good as others. */
  registered(): void {
    for (const { log } of this.#logs.values()) log.acceptLoss();
  }

  take(key: number): Log | undefined {
    const log = this.#logs.get(key)?.log;
    this.#logs.delete(key);
    return log;
  }

  /** Closes the logs of partitions that are not this broker's any more. */
  closeUnless(isAssigned: (place: PartitionPlace) => boolean): void {
    for (const [key, place] of this.#logs) if (!isAssigned(place)) this.take(key)?.close();
  }

  close(): void {
    this.closeUnless(() => false);
  }
}
