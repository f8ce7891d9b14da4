import type { SeenRecord } from "../users/sim-consumer.ts";
import type { CommittedLog } from "./committed-log.ts";
import type { Invariant, Observed } from "./invariant.ts";
import { placeOf } from "./user-history.ts";

/** Consumers are shown only what is committed. */
export class VisibleRecords implements Invariant {
  readonly name = "nothing above the high watermark is shown";
  readonly #cluster: Observed;
  readonly #topicId: number;
  readonly #committed: CommittedLog;

  constructor(cluster: Observed, topicId: number, committed: CommittedLog) {
    this.#cluster = cluster;
    this.#topicId = topicId;
    this.#committed = committed;
  }

  see(seen: SeenRecord): void {
    if (seen.offset >= this.#committed.highWatermark(this.#topicId, seen.partition))
      throw this.#cluster.failure(this.name, `${placeOf(seen)}, which nobody's high watermark has passed`);
  }
}
